import datetime as dt

import pytest

from archive import search
from archive.catalog.models import Article
from archive.catalog.services import article_set_state
from archive.chronology.models import DateMention
from archive.entities.models import Entity, Mention

pytestmark = pytest.mark.django_db


def show(client, article, query=""):
    answer = client.get(f"{article.get_absolute_url()}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_what_was_printed_by_its_roles(client, make_article):
    text = show(client, make_article(author="سلمى", dateline="المرفأ", section="اقتصاد", agency="وكالة الساحل"))
    assert '<p class="lede" id="p1"><span class="dateline">المرفأ</span> وصل وفد' in text
    assert '<h2 id="p4">خلفية</h2>' in text
    assert 'class="caption"' in text
    for printed in ("سلمى", "اقتصاد", "وكالة الساحل", "الخميس 20 يونيو 2024", "صحيفة المرفأ"):
        assert printed in text


def test_it_says_where_the_text_comes_from(client, make_article):
    article = make_article()
    text = show(client, article)
    assert article.raw_document.sha256 in text
    assert article.raw_document.origin in text
    assert "الأسطر <bdi>1</bdi> إلى <bdi>9</bdi>" in text


def test_it_says_where_the_news_comes_from(client, make_article):
    text = show(
        client, make_article(cited=["صحيفة الضفة", "Harbor Times"], photo_credit="سلمى الحداد", dateline="المرفأ")
    )
    assert "<dt>نقلًا عن</dt><dd><bdi>صحيفة الضفة</bdi>، <bdi>Harbor Times</bdi></dd>" in text
    assert "<dt>مصدر الصورة</dt><dd><bdi>سلمى الحداد</bdi></dd>" in text
    assert "<dt>مكان الخبر</dt><dd><bdi>المرفأ</bdi></dd>" in text
    assert "نقلًا عن" not in show(client, make_article())


def test_a_text_in_another_language_runs_in_its_own_direction(client, make_article):
    text = show(client, make_article(title="Le pont", language="fr"))
    assert '<h1 lang="fr" dir="ltr">' in text
    assert '<div class="story__text" id="text" lang="fr" dir="ltr">' in text
    assert "<dt>اللغة</dt><dd>الفرنسية</dd>" in text
    arabic = show(client, make_article(language="ar"))
    assert '<div class="story__text" id="text">' in arabic
    assert "<dt>اللغة</dt>" not in arabic


def test_a_name_links_to_its_entity(client, make_article):
    article = make_article()
    place = Entity.objects.create(type="place", name="الميناء الكبير")
    Mention.objects.create(article=article, entity=place, surface="الميناء", paragraph=0, start=20, end=27)
    text = show(client, article)
    assert f'data-type="place" href="/entities/{place.key}/">الميناء</a>' in text
    assert "الميناء الكبير" in text


def test_a_date_in_the_text_shows_how_it_was_read(client, make_article):
    article = make_article()
    day = dt.date(2024, 6, 19)
    DateMention.objects.create(
        article=article, value="2024-06-19", first=day, last=day, precision="day", basis="resolved", surface="الأربعاء",
        paragraph=0, start=33, end=41,
    )  # fmt: skip
    text = show(client, article)
    assert '<time datetime="2024-06-19" title="19 يونيو 2024 (استُدلّ عليه من تاريخ الخبر)">' in text


def test_a_title_cannot_bring_its_own_markup(client, make_article):
    article = make_article(title="<script>alert(1)</script>", paragraphs=[("paragraph", "<img src=x onerror=y>")])
    text = show(client, article)
    assert "<script>alert" not in text
    assert "<img" not in text


def test_a_generated_title_and_an_inferred_date_are_marked_with_their_reasons(client, make_article):
    article = make_article(title=None, published_basis="inferred", published_evidence="الخميس 20 يونيو")
    text = show(client, article)
    assert "عنوان مولَّد" in text
    assert "تاريخ مستنتَج من: «الخميس 20 يونيو»" in text
    assert 'href="/days/2024-06-20/"' in text


def test_without_a_source_a_date_or_a_document_it_says_so(client, make_article):
    article = make_article(
        source=None, published_on=None, published_precision="", published_basis="", raw_document=None, first_line=None
    )
    text = show(client, article)
    assert "مصدر غير معروف" in text
    assert "دون تاريخ" in text
    assert "د.ت" in text


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_published_is_not_found(client, make_article, state):
    article = make_article()
    article_set_state(article=article, state=state)
    assert client.get(article.get_absolute_url()).status_code == 404
    assert client.get("/articles/nowhere/").status_code == 404


def test_parent_and_parts_are_linked_unless_they_are_hidden(client, make_article):
    parent = make_article(title="الخبر الأم")
    part = make_article(title="خبر مقتطع", parent=parent, follows_parent=False)
    stub = make_article(title="بطاقة مرتبطة", parent=parent, kind=Article.Kind.STUB)
    assert "الخبر الأم" in show(client, part)
    text = show(client, parent)
    assert "خبر مقتطع" in text
    assert "بطاقة مرتبطة" in text
    article_set_state(article=stub, state="withdrawn")
    article_set_state(article=parent, state="draft")
    assert "الخبر الأم" not in show(client, part)
    article_set_state(article=parent, state="published")
    assert "بطاقة مرتبطة" not in show(client, parent)


def test_a_search_that_led_here_is_linked_back_to(client, make_article):
    text = show(client, make_article(), "?q=ميناء&mode=exact")
    assert "mode=exact" in text
    assert "نتائج البحث عن" in text


def test_a_misunderstood_search_does_not_hide_the_article(client, make_article):
    show(client, make_article(), "?mode=nonsense&x=1")


def test_tags_link_to_their_search(client, make_article):
    assert "/search/?tag=%D8%AA%D8%AC%D8%A7%D8%B1%D8%A9" in show(client, make_article(tags=["تجارة"]))


@pytest.mark.strangers
def test_many_names_cost_no_more_queries(client, make_article, django_assert_max_num_queries):
    article = make_article()
    for number in range(15):
        entity = Entity.objects.create(type="person", name=f"شخص {number}")
        Mention.objects.create(article=article, entity=entity, surface="و", paragraph=0, start=number, end=number + 1)
    with django_assert_max_num_queries(15):
        show(client, article)


def test_the_words_that_led_here_are_marked_whole_in_title_and_text_and_numbered(client, make_article):
    article = make_article()
    search.drain()
    text = show(client, article, "?q=ميناء")
    assert '<h1>وفد التجارة في <mark id="hit-1">الميناء</mark></h1>' in text
    assert 'إلى <mark id="hit-2">الميناء</mark> صباح' in text
    assert 'data-hits="3"' in text
    assert "3 مواضع" in text
    for number in (1, 2, 3):
        assert text.count(f'id="hit-{number}"') == 1
        assert f'href="#hit-{number}"' in text


def test_words_that_stand_together_are_one_hit(client, make_article):
    article = make_article()
    search.drain()
    text = show(client, article, "?q=وفد التجارة")
    assert '<mark id="hit-1">وفد</mark> <mark class="more">التجارة</mark>' in text
    assert 'data-hits="2"' in text


def test_without_a_search_nothing_is_marked(client, make_article):
    for query in ("", "?q=زرافة", "?mode=exact"):
        text = show(client, make_article(), query)
        assert "<mark" not in text
        assert "data-hits" not in text


def test_only_web_addresses_become_links(client, make_article):
    assert "javascript:" not in show(client, make_article(url="javascript:alert(1)"))
    assert 'href="https://paper.example/1"' in show(client, make_article(url="https://paper.example/1"))


def test_a_date_it_speaks_of_leads_to_all_that_speak_of_it(client, make_article):
    article = make_article()
    DateMention.objects.create(
        article=article, value="2023", first=dt.date(2023, 1, 1), last=dt.date(2023, 12, 31), precision="year",
        basis="stated", surface="عام 2023", paragraph=0, start=0, end=3,
    )  # fmt: skip
    assert "/search/?mentions_from=2023&amp;mentions_to=2023" in show(client, article)


def test_a_dateline_stands_before_the_prose_and_is_not_said_twice(client, make_article):
    captioned = make_article(dateline="المرفأ", paragraphs=[("caption", "سفينة"), ("lede", "وصل الوفد.")])
    assert '<span class="dateline">المرفأ</span> وصل الوفد.' in show(client, captioned)
    printed = make_article(dateline="المرفأ", paragraphs=[("lede", "المرفأ- وصل الوفد.")])
    assert 'class="dateline"' not in show(client, printed)


def test_a_date_after_tomorrow_is_shown_as_printed_and_marked(client, make_article):
    article = make_article(published_on=dt.date(9999, 12, 31))
    text = client.get(article.get_absolute_url()).content.decode()
    assert 'datetime="9999-12-31"' in text
    assert "تاريخ مشكوك فيه" in text
    assert "تاريخ مشكوك فيه" not in client.get(make_article().get_absolute_url()).content.decode()
    assert client.get(f"/api/v1/articles/{article.key}").json()["date_doubt"] == "future"
