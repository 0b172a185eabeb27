import pytest

from archive.text.dates.relative import Anchor, Context, RelativeDate, resolve
from archive.text.dates.relative.expressions import Anniversary, DayOfMonth, Shift, Weekday, Yearless

WEDNESDAY = "2022-03-16"


def context(article_date=WEDNESDAY, tense="past", **known):
    fields = {"years": {}, "last_date": None, "last_in_sentence": None, "last_in_text": None} | known
    return Context(Anchor(article_date) if article_date else None, tense, **fields)


def values(shape, *, direction=None, **known):
    found = resolve(RelativeDate(0, 1, shape, direction), context(**known))
    return (found.value, found.end_value) if found else None


@pytest.mark.parametrize(
    ("weekday", "direction", "tense", "day"),
    [
        (1, None, "past", "15"),
        (2, None, "past", "16"),
        (3, None, "past", "10"),
        (3, None, "future", "17"),
        (2, None, "future", "16"),
        (1, None, "future", "22"),
        (5, None, "nearest", "19"),
        (6, None, "nearest", "13"),
        (2, -1, "past", "09"),
        (2, -2, "past", "02"),
        (2, 1, "past", "23"),
        (3, 1, "past", "17"),
    ],
)
def test_a_weekday_is_the_last_one_or_the_next_by_qualifier_and_tense(weekday, direction, tense, day):
    assert values(Weekday(weekday), direction=direction, tense=tense) == (f"2022-03-{day}", None)


def test_a_weekday_of_another_week_is_counted_from_its_monday():
    assert values(Weekday(0, week_shift=1)) == ("2022-03-21", None)
    assert values(Weekday(6, week_shift=0)) == ("2022-03-20", None)


def test_a_span_of_weekdays_may_cross_the_end_of_the_week():
    assert values(Weekday(5, last=1)) == ("2022-03-12", "2022-03-15")


@pytest.mark.parametrize(
    ("shape", "found"),
    [
        (DayOfMonth(15, 0), ("2022-03-15", None)),
        (DayOfMonth(10, -1, 14), ("2022-02-10", "2022-02-14")),
        (DayOfMonth(31, 10), ("2023-01-31", None)),
        (DayOfMonth(31, 1), None),
    ],
)
def test_a_day_of_a_month_is_resolved_if_the_month_has_it(shape, found):
    assert values(shape) == found


def test_an_anniversary_counts_from_the_sentence_before_the_article():
    assert values(Anniversary(30)) == ("1992", None)
    assert values(Anniversary(30), last_in_sentence=Anchor("2020-05")) == ("1990", None)
    assert values(Anniversary(30), tense="future") is None


@pytest.mark.parametrize(
    ("shape", "precision"),
    [
        (Weekday(1), "day"),
        (Yearless(2, 12), "day"),
        (Shift("day", -1), "day"),
        (Shift("week", -1), "day"),
        (Yearless(2), "month"),
        (DayOfMonth(15, 0), "month"),
        (Shift("month", -1), "month"),
        (Shift("year", -1), "year"),
        (Anniversary(30), "year"),
    ],
)
def test_the_article_must_be_dated_as_precisely_as_the_shape_needs(shape, precision):
    dated = {"day": "2022-03-16", "month": "2022-03", "year": "2022"}
    resolved = {known for known, value in dated.items() if values(shape, article_date=value)}
    order = ["day", "month", "year"]
    assert resolved == set(order[: order.index(precision) + 1])
    assert values(shape, article_date=None) is None


@pytest.mark.parametrize("shape", [Shift("year", -3000), Shift("month", 12 * 9000), Shift("day", 9**9)])
def test_dates_outside_the_calendar_are_not_resolved(shape):
    assert values(shape) is None


def test_the_article_date_is_the_anchor_never_today():
    assert values(Shift("day", 0), article_date="1950-01-01") == ("1950-01-01", None)
