"""What the calls of one request share."""

import pytest

from archive.search import SearchRequest, counts, drain, find, highlights, search, search_session, session
from tests.search.conftest import write

pytestmark = pytest.mark.django_db
REQUEST = SearchRequest(q="ميناء الشرق")


@pytest.fixture
def expanded(monkeypatch):
    """The queries that are expanded, in order."""
    write("خبر", "وصل الوفد إلى ميناء الشرق.")
    drain()
    queries = []

    def expand(query, **options):
        queries.append(query)
        return real(query, **options)

    real = session.expand_query
    monkeypatch.setattr(session, "expand_query", expand)
    return queries


def test_a_page_and_its_counts_and_highlights_expand_the_query_once(expanded):
    with search_session():
        assert search(REQUEST).count == 1
        assert find(REQUEST, 5).count == 1
        assert counts(REQUEST, []) == []
        assert len(highlights(REQUEST, ["ميناء الشرق"])[0]) == 2
    assert expanded == [REQUEST.q]


def test_one_search_expands_its_query_once(expanded):
    search(REQUEST)
    assert expanded == [REQUEST.q]


def test_another_session_expands_it_again(expanded):
    find(REQUEST, 5)
    find(REQUEST, 5)
    assert expanded == [REQUEST.q] * 2


def test_mode_and_variants_are_expanded_apart(expanded):
    with search_session():
        for request in (REQUEST, SearchRequest(q=REQUEST.q, mode="exact"), SearchRequest(q=REQUEST.q, variants=False)):
            find(request, 5)
            find(request, 5)
    assert len(expanded) == 3


def test_a_session_keeps_the_view_it_began_with_and_the_next_one_is_current():
    write("خبر", "ميناء")
    drain()
    with search_session():
        assert find(SearchRequest(q="ميناء"), 5).count == 1
        write("خبر آخر", "ميناء")
        drain()
        assert find(SearchRequest(q="ميناء"), 5).count == 1
    assert find(SearchRequest(q="ميناء"), 5).count == 2


def test_nested_sessions_are_one():
    with search_session() as outer, search_session() as inner:
        assert outer is inner
