import datetime as dt
from dataclasses import fields, replace

import pytest

from archive.search import DateRange, FacetValue, ResultPage, SearchRequest
from archive.web.presenters.results_view import ResultsView, results_view

pytestmark = pytest.mark.django_db


def view_of(request, *, compared=None, **page_fields) -> ResultsView:
    page = ResultPage(**{"request": request, "count": 0, "hits": (), "facets": {}, "undated": 0, **page_fields})
    return results_view(
        page, compared, (), search=lambda request: replace(page, request=request), count_days=lambda *_: []
    )


def test_the_view_has_five_groups_and_the_page():
    assert [field.name for field in fields(ResultsView)] == ["page", "notices", "filters", "chart", "listing", "links"]


def test_links_to_feed_and_timeline_start_from_the_first_page():
    links = view_of(SearchRequest(q="a", page=3)).links
    assert (links.canonical, links.json) == ("/search/?q=a&page=3", "/api/v1/search?q=a&page=3")
    assert (links.feed, links.timeline) == ("/search/feed/?q=a", "/search/timeline/?q=a")


def test_the_link_that_explains_switches_explanations():
    assert view_of(SearchRequest(q="a")).links.explain == "/search/?q=a&explain=1"
    assert view_of(SearchRequest(q="a", explain=True)).links.explain == "/search/?q=a"


def test_the_date_form_shows_the_range_and_keeps_the_other_parameters():
    request = SearchRequest(q="a", mode="exact", published=DateRange(dt.date(2024, 6, 1), dt.date(2024, 6, 30)))
    filters = view_of(request).filters
    assert (filters.first_day, filters.last_day) == ("2024-06", "2024-06")
    assert filters.date_form_fields == [("q", "a"), ("mode", "exact")]


def test_an_active_filter_comes_with_the_address_of_the_search_without_it():
    (chip,) = view_of(SearchRequest(q="a", filters={"tag": ("b",)})).filters.chips.filters
    assert (chip.shown.label, chip.remove_link) == ("b", "/search/?q=a")


def test_hits_are_numbered_from_the_first_of_the_page():
    assert view_of(SearchRequest(page=3, per_page=20)).listing.first_number == 41


def test_links_to_articles_carry_the_query_that_was_answered():
    view = view_of(SearchRequest(q="Putin"), corrected_query="بوتين")
    assert view.listing.article_query == "q=%D8%A8%D9%88%D8%AA%D9%8A%D9%86"
    assert view.notices.answered_query == "بوتين"


def test_an_archive_without_published_articles_is_empty(make_article):
    assert view_of(SearchRequest(q="a")).listing.archive_is_empty
    make_article()
    assert not view_of(SearchRequest(q="a")).listing.archive_is_empty


def test_a_comparison_can_be_removed_and_replaced():
    request = SearchRequest(q="a", compare="b")
    chart = view_of(request, compared=ResultPage(request=request, count=0, hits=(), facets={}, undated=0)).chart
    assert chart.remove_comparison_url == "/search/?q=a"
    assert chart.comparison_fields == [("q", "a")]


def test_the_busiest_months_are_offered_while_the_results_are_of_several_years():
    counts = {"2023-05": 1, "2024-06": 4, "2024-01": 2, "2022-03": 2}
    facets = {
        "year": tuple(FacetValue(key, 3) for key in ("2022", "2023", "2024")),
        "month": tuple(FacetValue(key, count) for key, count in counts.items()),
    }
    months = view_of(SearchRequest(q="a"), facets=facets).filters.months
    assert [(one.label, one.count) for one in months] == [("يونيو 2024", 4), ("يناير 2024", 2), ("مارس 2022", 2)]
    assert months[0].link == "/search/?q=a&from=2024-06&to=2024-06"
    a_year = SearchRequest(q="a", published=DateRange(dt.date(2024, 1, 1), dt.date(2024, 12, 31)))
    assert view_of(a_year, facets=facets).filters.months == []
    assert view_of(SearchRequest(q="a"), facets=facets | {"year": facets["year"][:1]}).filters.months == []
