import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn

from archive.desk.selectors import DossierEntry
from archive.web.formats.dossier_docx import docx_export


@pytest.fixture
def file(content, made):
    return b"".join(docx_export(content, made))


def visible(paragraph):
    return "".join(node.text or "" for node in paragraph._p.iter(qn("w:t"))).replace("\u200e", "").replace("\u200f", "")


def test_it_is_read_back_with_all_texts_in_order(file, content):
    texts = [visible(paragraph) for paragraph in Document(io.BytesIO(file)).paragraphs]
    printed = [paragraph.text for index in (0, 2) for paragraph in content.entries[index].article.paragraphs.all()]
    places = [len(texts) - 1 - texts[::-1].index(text) for text in printed]
    assert places == sorted(places)
    assert content.title in texts


def test_headings_are_headings_and_contents_lead_to_them(file, content):
    document = Document(io.BytesIO(file))
    headings = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert [visible(one) for one in headings] == [content.entries[0].article.title, content.entries[2].article.title]
    marks = {node.get(qn("w:name")) for node in document.element.iter(qn("w:bookmarkStart"))}
    anchors = [
        node.get(qn("w:anchor")) for node in document.element.iter(qn("w:hyperlink")) if node.get(qn("w:anchor"))
    ]
    assert anchors == ["article1", "article2"]
    assert set(anchors) == marks


def test_paragraphs_and_arabic_runs_are_from_right_to_left_in_a_font_for_complex_scripts(file):
    document = Document(io.BytesIO(file))
    for paragraph in document.paragraphs:
        assert paragraph.style.element.pPr.find(qn("w:bidi")) is not None
        assert paragraph.style.element.rPr.rFonts.get(qn("w:cs")) == "Noto Naskh Arabic"
        assert paragraph.style.element.rPr.find(qn("w:szCs")) is not None
        for run in paragraph._p.iter(qn("w:r")):
            text = "".join(node.text or "" for node in run.iter(qn("w:t")))
            is_arabic = any("\u0620" <= char <= "\u064a" for char in text)
            has_rtl = run.rPr is not None and run.rPr.find(qn("w:rtl")) is not None
            assert not is_arabic or has_rtl, text
    english = next(one for one in document.paragraphs if visible(one).startswith("Talks resumed"))
    assert english._p.pPr.find(qn("w:bidi")).get(qn("w:val")) == "0"


def test_passages_are_shaded_and_pages_numbered(file):
    document = Document(io.BytesIO(file))
    shaded = [
        run.text
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run._r.rPr is not None and run._r.rPr.find(qn("w:shd")) is not None
    ]
    assert "resumed at the harbour" in shaded
    footer = document.sections[0].footer.paragraphs[0]
    assert [node.text.strip() for node in footer._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert visible(footer) == "صفحة  من "


def test_links_lead_outside_and_control_characters_do_no_harm(content, made, make_article):
    odd = make_article(
        title="عنوان\x0b غريب",
        paragraphs=[("paragraph", "سطر\x01\x1f غريب")],
        url="https://paper.example/\x0b خبر",
    )
    entries = (*content.entries, DossierEntry(odd, None, "\ud800", content.changed_at, "هدى"))
    file = b"".join(docx_export(type(content)(**{**content.__dict__, "entries": entries}), made))
    relations = zipfile.ZipFile(io.BytesIO(file)).read("word/_rels/document.xml.rels").decode()
    assert f"https://news.example/articles/{odd.key}/" in relations
    assert "https://paper.example/1?a=1&amp;b=2" in relations
    assert "https://paper.example/%0B%20%D8%AE%D8%A8%D8%B1" in relations


def test_an_override_of_direction_turns_nothing_around(content, made):
    file = b"".join(docx_export(type(content)(**{**content.__dict__, "title": "ملف \u202e2024\u2066"}), made))
    texts = [visible(paragraph) for paragraph in Document(io.BytesIO(file)).paragraphs]
    assert "ملف 2024" in texts
    assert not any(sign in text for text in texts for sign in "\u202e\u2066")
