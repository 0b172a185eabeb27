"""Articles printed to PDF by a real browser come back word for word."""

import shutil
import unicodedata
from html import escape

import pypdfium2
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


def test_marks_stay_on_their_letters_and_words_apart(page, tmp_path):
    text = "قدّم المهندسُ تنازلاً كبيراً، وأُسقطت «الشروط» و«القيود» جدلًا وتتويجًا، ويعدّ ذلك تحولاً في المسار المرحّب به."
    page.set_content(f"<html lang=ar dir=rtl><meta charset=utf-8><h1>{TITLE}</h1><p>{BODY[0]}</p><p>{text}</p></html>")
    path = tmp_path / "printed.pdf"
    page.pdf(path=str(path), format="A4")
    record = read_file(path, load_gazetteer()).records[0]
    assert _words(record.paragraphs[-1][1]) == _words(text)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_a_picture_of_a_printed_article_is_recognised(page, tmp_path):
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in BODY)
    page.set_content(
        f"<html lang=ar dir=rtl><meta charset=utf-8><body style='margin:2cm;font-size:15px'><h1>{TITLE}</h1>{paragraphs}</html>"
    )
    page.pdf(path=str(tmp_path / "printed.pdf"), format="A4")
    scanned = pypdfium2.PdfDocument.new()
    for printed in pypdfium2.PdfDocument(str(tmp_path / "printed.pdf")):
        width, height = printed.get_size()
        picture = pypdfium2.PdfImage.new(scanned)
        picture.set_bitmap(printed.render(scale=300 / 72))
        picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        sheet = scanned.new_page(width, height)
        sheet.insert_obj(picture)
        sheet.gen_content()
    scanned.save(str(tmp_path / "scan.pdf"))
    document = read_file(tmp_path / "scan.pdf", load_gazetteer())
    assert document.recognised_by.startswith("Tesseract ")
    read = set(" ".join(text for _, text in document.records[0].paragraphs).split())
    wanted = " ".join(BODY).split()
    assert sum(word in read for word in wanted) >= 0.8 * len(wanted)
