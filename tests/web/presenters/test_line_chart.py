import pytest

from archive.search import FacetValue, ResultPage, SearchRequest
from archive.web.formats.line_chart_png import dashes
from archive.web.presenters.comparison import CompareRequest, compare
from archive.web.presenters.line_chart import NARROW, WIDE, line_chart, percent, scale, shortened, spread
from archive.web.presenters.time_axis import MAX_MONTHS, time_axis

YEARS = {"a": {"2001": 10, "2004": 20}, "b": {"2003": 5}, "": {"2001": 100, "2003": 5, "2004": 40}}


def page_of(request, facets=YEARS):
    counts = facets[request.q]
    values = tuple(FacetValue(key, count) for key, count in counts.items())
    months = tuple(FacetValue(f"{key}-02", count) for key, count in counts.items())
    return ResultPage(
        request=request, count=sum(counts.values()), hits=(), facets={"year": values, "month": months}, undated=0
    )


def compared(**fields):
    asked = CompareRequest(SearchRequest(), ("a", "b"), **fields)
    return compare(asked, search=page_of, count_days=lambda request, spans: [0] * len(spans))


def test_time_runs_from_right_to_left_on_one_scale():
    drawing = line_chart(compared(), WIDE)
    first, second = drawing.lines
    assert [x for x, _ in first.points] == sorted((x for x, _ in first.points), reverse=True)
    assert first.points[3][1] == pytest.approx(WIDE.top)
    assert second.points[3][1] == pytest.approx(WIDE.top + WIDE.plot_height)
    assert first.points[0][1] == pytest.approx(WIDE.top + WIDE.plot_height / 2)


def test_each_line_is_named_where_it_ends_and_no_name_covers_another():
    drawing = line_chart(compared(), NARROW)
    names = [text for text in drawing.texts if text.line is not None]
    assert [text.text for text in names] == ["a", "b"]
    assert all(text.x < NARROW.labels for text in names)
    assert abs(names[0].y - names[1].y) >= NARROW.text * 1.5


def test_shares_are_drawn_in_per_cent():
    drawing = line_chart(compared(measure="share"), WIDE)
    assert drawing.lines[1].points[2][1] == pytest.approx(WIDE.top)
    assert "100٪" in [text.text for text in drawing.texts]
    assert drawing.lines[0].titles[0] == "2001: 10 (10٪) لعبارة «a»"
    assert "«b»: 0٪ في 2001، وأعلاها 100٪ في 2003، و0٪ في 2004." in drawing.description


def test_years_before_the_last_months_are_cut_and_that_is_said():
    long = {"a": {"1990": 1, "2020": 2}}
    axis = time_axis([page_of(SearchRequest(q="a"), long)], by="month")
    assert (len(axis.keys), axis.keys[-1], axis.cut) == (MAX_MONTHS, "2020-02", True)
    assert not time_axis([page_of(SearchRequest(q="a"))], by="month").cut


@pytest.mark.parametrize(
    ("highest", "wanted"), [(0, (1, 1)), (1, (1, 0.2)), (7, (8, 2)), (100, (100, 20)), (279, (300, 100))]
)
def test_axes_end_at_round_values(highest, wanted):
    assert scale(highest) == pytest.approx(wanted)


def test_names_are_pushed_apart_within_the_drawing():
    assert spread([100, 100, 100], 20, 0, 110) == [70, 90, 110]
    assert spread([10, 90], 20, 0, 110) == [10, 90]


def test_long_names_and_small_shares_are_shortened():
    assert shortened("مجلس الأمن الدولي", 10) == "مجلس الأم…"
    assert [percent(share) for share in (0, 0.00123, 0.125, 1)] == ["0٪", "0.12٪", "12.5٪", "100٪"]


def test_a_dashed_line_is_drawn_in_pieces_of_its_pattern():
    pieces = list(dashes([(0, 0), (10, 0), (10, 10)], (4, 2)))
    assert [(piece[0], piece[-1]) for piece in pieces] == [
        ((0, 0), (4, 0)),
        ((6, 0), (10, 0)),
        ((10, 2), (10, 6)),
        ((10, 8), (10, 10)),
    ]
    assert list(dashes([(0, 0), (5, 5)], ())) == [[(0, 0), (5, 5)]]
