"""The list of articles by agency, section and tag."""

import pytest

from archive import search
from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.curation.admin import label_filters

pytestmark = pytest.mark.django_db
LIST = "/admin/catalog/article/"


@pytest.fixture
def boss(sign_in):
    return sign_in("boss", is_superuser=True)


def save(title, **fields):
    return article_save(article=Article(title=title, **fields), paragraphs=[("lede", "رست السفينة في الميناء.")])


@pytest.fixture
def articles(index_folder):
    made = [
        save("أول", agency="وكالة المرفأ", section="اقتصاد", tags=["الموانئ", 'قول "مقتبس"']),
        save("ثان", agency="وكالة المرفا", section="إقتصاد", tags=["موانئ"], state="draft"),
        save("ثالث", agency="وكالة الجبل", section="رياضة", tags=["كرة", "AI"]),
        save("رابع"),
    ]
    search.drain()
    return made


def shown(client, **asked):
    return {article.title for article in client.get(LIST, asked).context["cl"].queryset}


def offered_on(page):
    filters = [one for one in page.context["cl"].filter_specs if isinstance(one, label_filters.LabelFilter)]
    return {one.title: [text for _, text in one.lookup_choices] for one in filters}


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({"section": "رياضة"}, {"ثالث"}),
        ({"agency": "وكالة الجبل"}, {"ثالث"}),
        ({"tag": "كرة"}, {"ثالث"}),
        ({"tag": 'قول "مقتبس"'}, {"أول"}),
        ({"tag": "موانئ"}, {"ثان"}),
        ({"tag": "مو"}, set()),
        ({"tag": "%"}, set()),
        ({"section": "لا قسم"}, set()),
        ({"section": "رياضة", "tag": "الموانئ"}, set()),
        ({}, {"أول", "ثان", "ثالث", "رابع"}),
    ],
)
def test_articles_are_those_that_have_the_label_drafts_too(boss, articles, asked, titles):
    assert shown(boss, **asked) == titles


def test_labels_that_look_the_same_are_one_value(boss):
    save("أول", section="الأخبار")
    save("ثان", section="الأخبار ", state="draft")
    save("ثالث", section="الأخبارُ")
    assert shown(boss, section="الأخبار") == {"أول", "ثان", "ثالث"}


def test_the_most_frequent_labels_are_offered_and_the_one_that_was_chosen(boss, articles, monkeypatch):
    monkeypatch.setattr(label_filters, "MAX_OFFERED", 1)
    save("خامس", section="رياضة")
    search.drain()
    page = boss.get(LIST, {"section": "اقتصاد"})
    offered = offered_on(page)
    assert offered["القسم"] == ["رياضة", "اقتصاد"]


def test_one_search_serves_the_three_filters(boss, articles, monkeypatch):
    asked = []
    real = search.search

    def counted(request):
        asked.append(request)
        return real(request)

    monkeypatch.setattr(search, "search", counted)
    boss.get(LIST)
    assert len(asked) == 1


def test_where_the_engine_cannot_be_asked_they_are_offered_by_name(boss, articles, monkeypatch):
    def down(request):
        raise search.SearchUnavailableError

    monkeypatch.setattr(search, "search", down)
    page = boss.get(LIST, {"tag": "كرة"})
    offered = offered_on(page)
    assert page.status_code == 200
    assert set(offered["الوكالة"]) >= {"وكالة الجبل"}
    assert shown(boss, tag="كرة") == {"ثالث"}
