"""Less strict requests: in which order they are offered, and what each of them relaxes."""

import datetime as dt

from archive.search import Cursor, DateRange, SearchRequest
from archive.search.suggestions.relaxed_requests import MAX_TRIED, relaxed_requests


def reasons(request):
    return [other.reason for other in relaxed_requests(request)]


def test_a_wider_mode_comes_first_then_any_of_the_words():
    request = SearchRequest(q="بحر جبل", mode="spelling", page=3)
    wider, any_word = relaxed_requests(request)
    assert (wider.reason, wider.request) == ("wider_mode", SearchRequest(q="بحر جبل", mode="wide"))
    assert (any_word.reason, any_word.request) == ("any_word", SearchRequest(q="بحر جبل", mode="spelling", match="any"))


def test_one_word_in_mode_wide_without_filters_cannot_be_relaxed():
    assert relaxed_requests(SearchRequest(q="بحر")) == ()


def test_each_filter_is_removed_by_itself_and_then_all():
    request = SearchRequest(q="بحر", filters={"tag": ("a", "b")})
    assert [other.request.filters for other in relaxed_requests(request)] == [{"tag": ("b",)}, {"tag": ("a",)}, {}]
    assert reasons(request) == ["without_filter", "without_filter", "without_filters"]


def test_a_single_filter_is_removed_once():
    assert reasons(SearchRequest(q="بحر", excludes={"tag": ("a",)})) == ["without_filter"]


def test_dates_kind_and_variants_count_as_filters():
    days = DateRange(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    request = SearchRequest(q="بحر", published=days, mentions=days, undated="exclude", kind="stub", variants=False)
    *single, unfiltered = relaxed_requests(request)
    assert [(r.published, r.mentions, r.undated) for r in (other.request for other in single)] == [
        (DateRange(), days, "exclude"), (days, DateRange(), "exclude"), (days, days, ""),
    ]  # fmt: skip
    assert unfiltered.request == SearchRequest(q="بحر")


def test_no_more_requests_are_tried_than_allowed():
    request = SearchRequest(q="بحر جبل", mode="exact", filters={"tag": tuple("abcdef")})
    assert len(relaxed_requests(request)) == MAX_TRIED


def test_a_time_of_accession_counts_as_a_filter_and_no_cursor_is_kept():
    added = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    request = SearchRequest(q="بحر", added_from=added, kind="all", cursor=Cursor(10, (1,)))
    *single, unfiltered = [other.request for other in relaxed_requests(request)]
    assert [(one.added_from, one.kind) for one in single] == [(None, "all"), (added, "article")]
    assert unfiltered == SearchRequest(q="بحر")
