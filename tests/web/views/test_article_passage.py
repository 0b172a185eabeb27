"""An address with `passage=`: the passage is marked where it is today, and what changed since is said."""

import re

import pytest

from archive.catalog.models import Article
from archive.ingest.services import paths_import
from archive.text import Passage, passage_digest

pytestmark = pytest.mark.django_db
FIRST = "وصل وفد التجارة إلى الميناء صباح الأربعاء."


def link(text, paragraph, start, revision=1):
    return str(Passage(paragraph, start, len(text), passage_digest(text), revision))


def show(client, article, passage, more=""):
    answer = client.get(f"{article.get_absolute_url()}?passage={passage}{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def marked(text):
    return re.findall(r'<mark class="passage"(?: id="passage")?>([^<]*)</mark>', text)


def test_it_is_marked_with_an_anchor_and_offered_as_a_quotation_with_its_source(client, make_article):
    article = make_article()
    text = show(client, article, link("وفد التجارة", 1, 4))
    assert '<mark class="passage" id="passage">وفد التجارة</mark>' in text
    assert "«وفد التجارة»" in text
    assert f"http://testserver/articles/{article.key}/?passage=1:4:11:" in text
    assert "تغيّر النص" not in text


def test_it_goes_on_through_latin_runs_and_names_with_one_anchor(client, make_article):
    quote = "المحادثات مع شركة Harbor Ltd قبل"
    text = show(client, make_article(), link(quote, 5, 4))
    assert text.count('id="passage"') == 1
    assert "".join(marked(text)) == quote


def test_it_may_span_paragraphs(client, make_article):
    text = show(client, make_article(), link("الأربعاء.\nسفينة", 1, 33))
    assert marked(text) == ["الأربعاء.", "سفينة"]


@pytest.mark.parametrize(
    "value", ["", "x", "1:4:11:zzzzzzzz:1", "1:4:99999:00000000:1", "%00", "9" * 4000, "1:4:11:00000000:1&passage=2"]
)
def test_a_bad_passage_opens_the_article_with_a_note(client, make_article, value):
    text = show(client, make_article(), value)
    assert "رابط المقطع غير صحيح" in text
    assert FIRST in text
    assert not marked(text)


def test_what_a_link_says_cannot_bring_markup(client, make_article):
    assert "<script>alert" not in show(client, make_article(), '"><script>alert(1)</script>')


def test_a_passage_goes_before_the_words_of_a_search(client, make_article):
    text = show(client, make_article(), link("وفد التجارة", 1, 4), "&q=ميناء")
    assert marked(text) == ["وفد التجارة"]
    assert "data-hits" not in text


def test_in_a_long_text_the_part_with_the_passage_is_shown(client, make_article):
    article = make_article(paragraphs=[("paragraph", f"فقرة رقم {number}") for number in range(600)])
    text = show(client, article, link("رقم 450", 451, 5))
    assert marked(text) == ["رقم 450"]
    assert 'id="p451"' in text
    assert 'id="p1"' not in text


@pytest.fixture
def changed(tmp_path):
    """An article whose publisher changed its first paragraph, and put a new one before the second."""

    def load(*body):
        path = tmp_path / "a.jsonl"
        lines = "[" + ",".join(f'"{one}"' for one in body) + "]"
        path.write_text(f'{{"id": 1, "title": "خبر الجسر", "body": {lines}}}', encoding="utf-8")
        paths_import(paths=[str(path)])

    load("افتتح الجسر صباح الأحد.", "وحضر الأهالي الافتتاح كلهم.")
    load("افتتح الجسر مساء الأحد.", "وعزفت الفرقة.", "وحضر الأهالي الافتتاح كلهم.")
    return Article.objects.get()


def test_after_an_edit_the_passage_is_found_where_it_is_now(client, changed):
    text = show(client, changed, link("وحضر الأهالي", 2, 0))
    assert marked(text) == ["وحضر الأهالي"]
    assert re.search(r"تغيّر النص منذ أُخذ هذا الرابط في \d+ \w+ \d{4}، والمقطع باقٍ فيه بلفظه", text)


def test_a_passage_that_is_gone_leads_to_the_text_that_had_it(client, changed):
    text = show(client, changed, link("صباح الأحد", 1, 12))
    assert not marked(text)
    assert "لم يبقَ المقطع فيه بلفظه" in text
    (older,) = re.findall(r'href="(/articles/[^"]*/revisions/1/[^"]*)"[^>]*>اقرأه في النص السابق', text)
    former = client.get(older.replace("&amp;", "&")).content.decode()
    assert '<mark class="passage" id="passage">صباح الأحد</mark>' in former


def test_a_passage_that_no_text_has_names_its_old_place(client, make_article):
    text = show(client, make_article(), link("كلام لم يطبع قط", 3, 0))
    assert "ليس في النص اليوم ما يدل عليه هذا الرابط" in text
    assert "كان المقطع في الفقرة 3" in text
    assert not marked(text)


def test_a_former_text_bears_a_bad_passage(client, changed):
    answer = client.get(f"{changed.get_absolute_url()}revisions/1/?passage=x")
    assert answer.status_code == 200


def test_new_links_name_the_text_of_today(client, changed, make_article):
    assert 'data-revision="2"' in client.get(changed.get_absolute_url()).content.decode()
    assert 'data-revision="1"' in client.get(make_article().get_absolute_url()).content.decode()
