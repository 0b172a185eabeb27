"""Articles printed to PDF by a real browser come back word for word."""

import unicodedata
from html import escape

import pytest

from archive.ingest.page_text.gazetteer import load_gazetteer
from archive.ingest.readers.pdf.document import read_file
from tests.ingest.readers.written import BODY, TITLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def _words(text):
    return unicodedata.normalize("NFKC", text).split()


def test_an_article_printed_by_a_browser_comes_back(page, tmp_path):
    body = (*BODY, "وقال: «عاد 1250 طائرا (من أصل 3000) في 3 أبريل 2019»، كما نقلت BBC News عن الجمعية.")
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in body)
    page.set_content(f"<html lang=ar dir=rtl><meta charset=utf-8><h1>{TITLE}</h1>{paragraphs}</html>")
    path = tmp_path / "printed.pdf"
    page.pdf(path=str(path), format="A4")
    record = read_file(path, load_gazetteer()).records[0]
    assert _words(record.title) == _words(TITLE)
    assert [_words(text) for _, text in record.paragraphs] == [_words(text) for text in body]
