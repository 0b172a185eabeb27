import datetime as dt

from archive.search import DateRange, FacetValue, ResultPage, SearchRequest
from archive.web.presenters.chart import chart, compared_request
from archive.web.presenters.time_axis import MAX_BARS


def page(years, months=None, request=None):
    facets = {
        "year": tuple(FacetValue(key, count) for key, count in years.items()),
        "month": tuple(FacetValue(key, count) for key, count in (months or {}).items()),
    }
    return ResultPage(request=request or SearchRequest(), count=1, hits=(), facets=facets, undated=0)


def test_undated_results_have_none():
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
    assert (drawn.unit, drawn.title, len(drawn.bars)) == ("month", "2004", 12)
    assert [(crumb.label, crumb.link) for crumb in drawn.crumbs] == [("كل السنوات", "/search/")]
    assert drawn.bars[2].link == "/search/?from=2004-03&to=2004-03"


def test_a_selected_month_links_to_its_year():
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


MARCH = DateRange(dt.date(2004, 3, 1), dt.date(2004, 3, 31))
COUNTS = ({"2001": 4, "2004": 2}, {"2001-05": 4, "2004-03": 2})


def days_of(asked):
    """Counts one article on every tenth day, and remembers what it was asked."""

    def count(request, spans):
        asked.append(request)
        return [int(span.first.day % 10 == 0) for span in spans]

    return count


def test_a_chosen_month_shows_its_days_and_the_ways_back():
    asked = []
    drawn = chart(page(*COUNTS, SearchRequest(q="x", published=MARCH)), count_days=days_of(asked))
    assert (drawn.unit, drawn.title, len(drawn.bars)) == ("day", "مارس 2004", 31)
    assert [bar.key for bar in drawn.bars if bar.count] == ["2004-03-10", "2004-03-20", "2004-03-30"]
    assert drawn.bars[9].link == "/search/?q=x&from=2004-03-10&to=2004-03-10"
    assert [(crumb.label, crumb.link) for crumb in drawn.crumbs] == [
        ("كل السنوات", "/search/?q=x"),
        ("2004", "/search/?q=x&from=2004&to=2004"),
    ]
    assert asked[0].published == MARCH


def test_a_selected_day_is_shown_among_the_days_of_its_month_and_links_to_the_month():
    day = DateRange(dt.date(2004, 3, 10), dt.date(2004, 3, 10))
    drawn = chart(page(*COUNTS, SearchRequest(published=day)), count_days=days_of([]))
    (bar,) = (bar for bar in drawn.bars if bar.selected)
    assert (bar.key, bar.link) == ("2004-03-10", "/search/?from=2004-03&to=2004-03")


def test_a_month_without_counted_days_shows_the_months():
    drawn = chart(page(*COUNTS, SearchRequest(published=MARCH)), count_days=lambda request, spans: [0] * len(spans))
    assert drawn.unit == "year"


def test_two_queries_share_one_scale_and_each_bar_says_both():
    request = SearchRequest(q="x", compare="y")
    other = page({"2003": 8, "2004": 1}, request=SearchRequest(q="y"))
    bars = chart(page(*COUNTS, request), compared=other).bars
    assert [bar.key for bar in bars] == ["2001", "2002", "2003", "2004"]
    assert [(bar.own.height, bar.other.height) for bar in bars] == [(50.0, 0.0), (0.0, 0.0), (0.0, 100.0), (25.0, 12.5)]
    assert bars[3].summary == "2004: مقالان لعبارة «x»، مقال واحد لعبارة «y»"
    assert bars[3].own.link == "/search/?q=x&from=2004&to=2004&compare=y"
    assert bars[3].other.link == "/search/?q=y&from=2004&to=2004&compare=x"


def test_the_compared_search_has_the_same_filters_and_counts_alone():
    request = SearchRequest(q="x", compare="y", published=MARCH, page=3, explain=True)
    assert compared_request(request) == SearchRequest(
        q="y", published=MARCH, facets=("year", "month"), page=1, per_page=1
    )
