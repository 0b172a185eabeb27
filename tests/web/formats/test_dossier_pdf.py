import re

import pypdfium2
import pytest

from archive.web.formats.dossier_pdf import pdf_export


@pytest.fixture
def pages(content, made):
    document = pypdfium2.PdfDocument(b"".join(pdf_export(content, made)))
    yield [page.get_textpage().get_text_bounded() for page in document]
    document.close()


def words(text):
    return re.findall(r"[\w%]{3,}", text)


def test_words_of_the_texts_are_found_again(pages, content):
    extracted = " ".join(pages)
    for index in (0, 2):
        article = content.entries[index].article
        for text in (article.title, *(paragraph.text for paragraph in article.paragraphs.all())):
            assert [word for word in words(text) if word not in extracted] == []
    assert content.entries[0].article.raw_document.sha256 in extracted


def test_pages_are_numbered_and_contents_name_the_page_of_each_article(pages, content):
    assert not re.search("صفحة", pages[0])
    for number, page in enumerate(pages[1:], 2):
        foot = page.replace("\r", "").split("\n")
        assert any("صفحة" in line and {str(number), str(len(pages))} <= set(re.findall(r"\d+", line)) for line in foot)
    begins = [
        next(n for n, page in enumerate(pages, 1) if n > 2 and word in page)
        for word in ("الميناء صباح", "Talks resumed")
    ]
    assert begins == [3, 4]
    contents = [line for line in pages[1].split("\n") if "2024" in line and "ملف" not in line]
    assert [line[0] for line in contents] == ["3", "4"]


def test_it_has_an_outline_a_title_and_no_font_that_is_not_embedded(content, made):
    data = b"".join(pdf_export(content, made))
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_dict()["Title"] == content.title
    assert [item.get_title() for item in document.get_toc()] == [
        "وفد التجارة (الأول) في الميناء",
        "Harbour talks <resume>",
    ]
    assert data.count(b"/FontFile2") == 2
    assert data.count(b"/Type0") == 2
    document.close()


def test_a_mark_is_drawn_behind_the_passage(content, made):
    """In the colour of marks, as wide as some words and no line."""
    document = pypdfium2.PdfDocument(b"".join(pdf_export(content, made)))
    picture = document[3].render(scale=1).to_pil().convert("RGB")
    counts = {colour: count for count, colour in picture.getcolors(1 << 20)}
    yellow = sum(
        count for (red, green, blue), count in counts.items() if red > 235 and 210 < green < 240 and 140 < blue < 180
    )
    assert 1_000 < yellow < 20_000
