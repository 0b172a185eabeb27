"""Lines of a raw document, and the paragraphs that they went into."""

import json

import pytest

from archive.catalog.models import Article, RawDocument
from archive.ingest.services import original_of, paths_import

pytestmark = pytest.mark.django_db
TEXT = """افتتاح الجسر الجديد بعد عامين من العمل
تاريخ النشر: 20 يونيو 2024
افتتح الوزير صباح الخميس الجسر الجديد على النهر بعد عامين من العمل المتواصل في المدينة.

وقال المهندس إن الجسر يخفف الزحام في وسط المدينة، وإن العمل فيه كلّف أقل مما كان مقدرا له.
شارك الخبر على فيسبوك
"""


def lines_of(article):
    return original_of(article, list(article.paragraphs.values_list("text", flat=True))).lines


def document(content, media_type):
    return RawDocument.objects.create(sha256="a" * 64, content=content.encode(), origin="a", media_type=media_type)


def test_lines_of_a_text_file_have_numbers_roles_and_paragraphs(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    paths_import(paths=[str(tmp_path / "a.txt")])
    lines = {line.number: line for line in lines_of(Article.objects.get())}
    assert lines[1].role == "title"
    assert lines[2].role == "date"
    assert lines[2].paragraphs == ()
    assert (lines[3].paragraphs, lines[5].paragraphs) == ((0,), (1,))
    assert 4 not in lines


def test_only_the_articles_own_lines_are_there():
    article = Article(first_line=2, last_line=3, raw_document=document("واحد\nاثنان اثنان\nثلاثة\nأربعة", "text/plain"))
    assert [line.number for line in original_of(article, ["اثنان اثنان"]).lines] == [2, 3]


def test_a_record_has_a_line_for_each_field_and_paragraph():
    record = {"id": 7, "title": "خبر الجسر", "body": "افتتح الجسر صباحا.\nوحضر الأهالي كلهم.", "summary": "موجز"}
    article = Article(raw_document=document(json.dumps(record), "application/json"))
    lines = original_of(article, ["افتتح الجسر صباحا.", "وحضر الأهالي كلهم."]).lines
    assert [(line.field, line.text, line.paragraphs) for line in lines] == [
        ("id", "7", ()),
        ("title", "خبر الجسر", ()),
        ("body", "افتتح الجسر صباحا.", (0,)),
        ("body", "وحضر الأهالي كلهم.", (1,)),
        ("summary", "موجز", ()),
    ]


def test_a_page_has_the_lines_of_its_source_that_have_text():
    page = "<html>\n<script>\nx = '<p>';\n</script>\n<p>افتتح <b>الجسر</b> &amp; النهر صباحا.</p>\n<nav>القائمة</nav>"
    article = Article(raw_document=document(page, "text/html"))
    lines = original_of(article, ["افتتح الجسر & النهر صباحا."]).lines
    assert [(line.number, line.text, line.paragraphs) for line in lines] == [
        (5, "افتتح الجسر & النهر صباحا.", (0,)),
        (6, "القائمة", ()),
    ]


def test_a_paragraph_that_was_mended_is_found_by_its_words():
    article = Article(raw_document=document("افتتح الوزير صباح الخميس الجسر الجديد على النهر", "text/plain"))
    (line,) = original_of(
        article, ["نص آخر لا علاقة له بما سبق", "افتتح الوزير صباح الخميس الجسر القديم على النهر"]
    ).lines
    assert line.paragraphs == (1,)


@pytest.mark.parametrize(
    ("content", "media_type"), [("{", "application/json"), ("[1]", "application/json"), ("<", "text/html")]
)
def test_damaged_documents_are_shown_as_they_are(content, media_type):
    assert [line.text for line in original_of(Article(raw_document=document(content, media_type)), []).lines] == [
        content
    ]


def test_a_file_that_is_no_text_has_no_lines():
    found = original_of(Article(raw_document=document("%PDF", "application/pdf")), [])
    assert (found.is_readable, found.lines) == (False, ())
