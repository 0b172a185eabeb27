import datetime as dt

import pytest

from archive.search import DateRange, SearchRequest
from archive.web.query_string import period_key, period_range, query_string, search_url, with_filter, without_filter


def test_the_canonical_query_string_leaves_defaults_out():
    assert query_string(SearchRequest()) == ""
    assert search_url(SearchRequest()) == "/search/"


def test_dates_are_written_as_short_as_their_interval_allows():
    span = DateRange(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert query_string(SearchRequest(published=span)) == "from=2024&to=2024"
    span = DateRange(dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    assert query_string(SearchRequest(published=span)) == "from=2024-02&to=2024-02"
    span = DateRange(dt.date(2024, 2, 2), dt.date(2024, 2, 28))
    assert query_string(SearchRequest(published=span)) == "from=2024-02-02&to=2024-02-28"


def test_a_change_goes_back_to_the_first_page():
    assert with_filter(SearchRequest(page=4), "person", "a").page == 1


def test_choosing_what_was_excluded_ends_its_exclusion():
    request = SearchRequest(excludes={"person": ("a", "b")})
    assert with_filter(request, "person", "a") == SearchRequest(filters={"person": ("a",)}, excludes={"person": ("b",)})


def test_taking_the_last_filter_away_leaves_none():
    request = SearchRequest(filters={"person": ("a",)})
    assert without_filter(request, "person", "a") == SearchRequest()


@pytest.mark.parametrize("key", ["2024", "2024-02", "0999-12"])
def test_a_period_is_recognised_again(key):
    assert period_key(period_range(key)) == key


def test_other_ranges_have_no_period_key():
    assert period_key(DateRange(dt.date(2024, 1, 1), dt.date(2024, 2, 29))) is None
    assert period_key(DateRange(None, dt.date(2024, 12, 31))) is None
