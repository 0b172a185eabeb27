"""Undated articles that may be of the time asked for."""

import datetime as dt

import pytest

from archive.search import drain
from archive.search.request import DateRange
from tests.search.conftest import ask, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    """An undated article with a picture of 8 May 2024."""
    return undated("زيارة المرفأ", dt.date(2024, 5, 8))


def undated(title, day):
    article = write(title, "وصل الوفد إلى المرفأ.")
    article.not_before, article.not_before_evidence = day, "1715139163.jpg"
    article.save(update_fields=["not_before", "not_before_evidence"])
    drain()
    return article


def possible(q="", **more):
    return [one.title for one in ask(q, **more).undated_candidates]


@pytest.mark.parametrize(
    "q", ["المرفأ حزيران 2024", "المرفأ يونيو 2024", "المرفأ 2024", "20 يونيو 2024 المرفأ", "يونيو 2024"]
)
def test_a_date_in_the_query_names_them(visit, q):
    page = ask(q)
    assert page.count == 0 or visit.pk not in [hit.pk for hit in page.hits]
    assert [one.key for one in page.undated_candidates] == [visit.key]


@pytest.mark.parametrize(
    ("first", "last", "is_possible"),
    [
        ((2024, 6, 1), (2024, 6, 30), True),
        (None, (2024, 6, 19), True),
        ((2024, 6, 1), None, True),
        ((2024, 5, 8), (2024, 5, 8), True),
        ((2024, 1, 1), (2024, 5, 7), False),
        ((2024, 9, 1), (2024, 9, 30), False),
        ((1, 1, 1), (1, 12, 31), False),
    ],
)
def test_a_filter_of_dates_names_those_of_that_time_or_soon_before(visit, first, last, is_possible):
    days = DateRange(first and dt.date(*first), last and dt.date(*last))
    assert (possible("المرفأ", published=days) == ["زيارة المرفأ"]) == is_possible


def test_they_are_neither_found_nor_counted(visit):
    page = ask("المرفأ", published=DateRange(dt.date(2024, 6, 1), dt.date(2024, 6, 30)))
    assert page.count == 0
    assert page.undated == 0


def test_they_must_find_the_rest_of_the_query(visit):
    assert possible("القطار حزيران 2024") == []


@pytest.mark.parametrize("q", ["المرفأ", '"المرفأ حزيران 2024"', "المرفأ ليس 2024", "تاريخ:2024 المرفأ"])
def test_without_a_time_among_plain_words_nothing_is_named(visit, q):
    assert possible(q) == []


def test_undated_candidates_are_not_listed_if_undated_articles_are_asked_for(visit):
    assert possible("المرفأ 2024", undated="only") == []


def test_an_article_without_any_evidence_of_its_time_is_never_listed():
    write("زيارة المرفأ", "وصل الوفد إلى المرفأ.")
    drain()
    assert possible("المرفأ 2024") == []


def test_withdrawn_articles_are_not_named(visit):
    visit.state = "withdrawn"
    visit.save(update_fields=["state"])
    assert possible("المرفأ حزيران 2024") == []
