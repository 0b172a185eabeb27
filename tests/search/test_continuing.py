"""Cursors go on after what was shown, whatever came in or was withdrawn meanwhile."""

import pytest

from archive.catalog.services import article_withdraw
from archive.search import Cursor, SearchRequest, continuing, search
from archive.search.continuing import cursor_after, start_after
from archive.search.request_clauses import SearchRequestError
from tests.search.conftest import ask, write

LETTERS = list(range(100, 130))


def results(start: int, end: int) -> list[int]:
    return LETTERS[start:end]


def test_a_search_goes_on_after_the_last_result_shown():
    assert start_after(Cursor(10, (108, 109)), results) == 10


@pytest.mark.parametrize(("start", "last", "found"), [(10, (103, 104), 5), (10, (119, 120), 21), (29, (129,), 30)])
def test_results_that_moved_are_found_where_they_stand_now(start, last, found):
    assert start_after(Cursor(start, last), results) == found


def test_of_the_results_shown_the_last_that_is_left_counts():
    assert start_after(Cursor(10, (107, 108, 5, 6)), results) == 9


def test_where_none_is_left_the_search_goes_on_at_their_place():
    assert start_after(Cursor(10, (5, 6)), results) == 10
    assert start_after(Cursor(10), results) == 10


def test_results_out_of_reach_are_not_looked_for(monkeypatch):
    monkeypatch.setattr(continuing, "REACH", 3)
    assert start_after(Cursor(10, (114,)), results) == 10
    assert start_after(Cursor(10, (112,)), results) == 13


def test_there_is_a_cursor_until_all_results_are_shown():
    assert cursor_after([1, 2, 3, 4, 5, 6], 10, 17) == Cursor(16, (2, 3, 4, 5, 6))
    assert cursor_after([1, 2], 10, 12) is None
    assert cursor_after([], 10, 12) is None


def walked(**asked) -> list[int]:
    """All results, page after page."""
    found, cursor = [], None
    while True:
        page = search(SearchRequest(per_page=2, cursor=cursor, **asked))
        found += [hit.pk for hit in page.hits]
        cursor = page.next
        if cursor is None:
            return found


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["newest", "oldest", "added", "relevance"])
def test_the_pages_are_the_whole_result(sort):
    for number in range(7):
        write("خبر" if number % 2 else "وصل الوفد", "وصل الوفد اليوم.", published=f"2024-06-1{number}")
    whole = [hit.pk for hit in ask("الوفد", sort=sort).hits]
    assert walked(q="الوفد", sort=sort) == whole
    assert len(whole) == 7


@pytest.mark.django_db
def test_what_comes_in_or_goes_meanwhile_shifts_no_result():
    articles = [write("خبر", "وصل الوفد.", published=f"2024-06-1{number}") for number in range(8)]
    first = ask("الوفد", sort="newest", per_page=3)
    assert [hit.pk for hit in first.hits] == [article.pk for article in articles[:4:-1]]
    for number in range(4):
        write("خبر", "وصل الوفد.", published=f"2024-07-1{number}")
    article_withdraw(article=articles[5])
    second = ask("الوفد", sort="newest", per_page=3, cursor=first.next)
    assert [hit.pk for hit in second.hits] == [article.pk for article in articles[4:1:-1]]


@pytest.mark.django_db
def test_a_page_and_a_cursor_exclude_each_other():
    with pytest.raises(SearchRequestError):
        search(SearchRequest(page=2, cursor=Cursor(10)))
