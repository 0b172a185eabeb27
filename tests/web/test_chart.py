import datetime as dt

from archive.search.page import FacetValue, ResultPage
from archive.search.request import DateRange, SearchRequest
from archive.web.chart import MAX_BARS, chart


def page(years, months=None, request=None):
    facets = {
        "year": tuple(FacetValue(key, count) for key, count in years.items()),
        "month": tuple(FacetValue(key, count) for key, count in (months or {}).items()),
    }
    return ResultPage(request=request or SearchRequest(), count=1, hits=(), facets=facets, undated=0)


def test_without_dates_there_is_no_chart():
    assert chart(page({})) is None


def test_years_without_hits_keep_their_place():
    bars = chart(page({"2001": 4, "2004": 2})).bars
    assert [bar.key for bar in bars] == ["2001", "2002", "2003", "2004"]
    assert [bar.height for bar in bars] == [100.0, 0.0, 0.0, 50.0]


def test_a_bar_filters_by_its_year_and_keeps_the_query():
    bar = chart(page({"2001": 4, "2004": 2}, request=SearchRequest(q="x", page=3))).bars[0]
    assert bar.link == "/search/?q=x&from=2001&to=2001"


def test_a_chosen_year_shows_its_months_and_the_way_back():
    request = SearchRequest(published=DateRange(dt.date(2004, 1, 1), dt.date(2004, 12, 31)))
    drawn = chart(page({"2001": 4, "2004": 2}, {"2001-05": 4, "2004-03": 2}, request))
    assert (drawn.unit, drawn.year, len(drawn.bars)) == ("month", "2004", 12)
    assert drawn.up_link == "/search/"
    assert drawn.bars[2].link == "/search/?from=2004-03&to=2004-03"


def test_a_chosen_month_leads_back_to_its_year():
    request = SearchRequest(published=DateRange(dt.date(2004, 3, 1), dt.date(2004, 3, 31)))
    bar = chart(page({"2004": 2}, {"2004-03": 2}, request)).bars[2]
    assert bar.selected
    assert bar.link == "/search/?from=2004&to=2004"


def test_where_all_is_of_one_year_its_months_are_shown():
    assert chart(page({"2004": 2}, {"2004-03": 2})).unit == "month"


def test_a_very_long_span_shows_its_last_years():
    bars = chart(page({"0001": 1, "2024": 1})).bars
    assert len(bars) == MAX_BARS
    assert bars[-1].key == "2024"
