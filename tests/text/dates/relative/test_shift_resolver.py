import datetime as dt

import pytest

from archive.text.dates.relative import Anchor, Context, RelativeDate, dateline_lag
from archive.text.dates.relative.expressions import Shift, Weekday
from archive.text.dates.relative.shift_resolver import resolve_shift, shifted_month

WEDNESDAY = Anchor("2022-03-16")


def resolved(shape, *, direction=None, weekday=None, tense="past", **known):
    fields = {"years": {}, "last_date": None, "last_in_sentence": None, "last_in_text": None} | known
    context = Context(WEDNESDAY, tense, **fields)
    return resolve_shift(RelativeDate(0, 1, shape, direction, weekday), shape, context)


def values(shape, **known):
    found = resolved(shape, **known)
    return (found.value, found.end_value) if found else None


@pytest.mark.parametrize(
    ("unit", "count", "value", "end_value"),
    [
        ("day", -1, "2022-03-15", None),
        ("day", 2, "2022-03-18", None),
        ("week", -1, "2022-03-07", "2022-03-13"),
        ("month", -3, "2021-12", None),
        ("month", 10, "2023-01", None),
        ("year", 1, "2023", None),
    ],
)
def test_a_distance_is_as_precise_as_its_unit(unit, count, value, end_value):
    assert values(Shift(unit, count)) == (value, end_value)


@pytest.mark.parametrize(
    ("unit", "count", "first", "last"),
    [
        ("day", -3, "2022-03-13", "2022-03-16"),
        ("week", 1, "2022-03-16", "2022-03-23"),
        ("month", 6, "2022-03", "2022-09"),
        ("year", -10, "2012", "2022"),
    ],
)
def test_a_span_reaches_to_or_from_the_article_date(unit, count, first, last):
    assert values(Shift(unit, count, is_counted=True, is_span=True)) == (first, last)


def test_a_printed_number_makes_the_result_computed():
    assert resolved(Shift("year", -24)).basis == "resolved"
    assert resolved(Shift("year", -24, is_counted=True)).basis == "computed"


def test_the_next_day_counts_from_the_last_date_of_the_text():
    next_day = Shift("day", 1, from_last_date=True)
    assert values(next_day, last_in_text=Anchor("2011-05-03"), last_date=Anchor("1999-01-01")) == ("2011-05-04", None)
    assert values(next_day, last_date=Anchor("1999-01-01")) is None


def test_a_counted_distance_ahead_counts_from_the_last_date_unless_in_the_future_tense():
    later = Shift("month", 3, is_counted=True, from_last_date=True)
    assert values(later, last_date=Anchor("2021-09")) == ("2021-12", None)
    assert values(later, last_date=Anchor("2021-09"), tense="future") == ("2022-06", None)


def test_a_counted_distance_ahead_of_the_article_needs_the_future_tense():
    ahead = Shift("day", 3, is_counted=True)
    assert values(ahead, direction=1) is None
    assert values(ahead, direction=1, tense="future") == ("2022-03-19", None)


@pytest.mark.parametrize(("weekday", "day", "doubt"), [(1, "15", ""), (0, "14", "weekday"), (2, "16", "weekday")])
def test_the_weekday_of_yesterday_is_taken_if_it_is_at_most_one_day_off(weekday, day, doubt):
    found = resolved(Shift("day", -1), weekday=weekday)
    assert (found.value, found.doubt) == (f"2022-03-{day}", doubt)


def test_yesterday_with_a_weekday_that_is_further_off_is_not_resolved():
    assert resolved(Shift("day", -1), weekday=4) is None


def test_the_lag_of_the_article_moves_every_other_yesterday():
    found = resolved(Shift("day", -1), lag=dt.timedelta(-1))
    assert (found.value, found.doubt) == ("2022-03-14", "weekday")


@pytest.mark.parametrize(
    ("shape", "weekday", "article_date"),
    [(Weekday(1), 1, WEDNESDAY), (Shift("day", -1), None, WEDNESDAY), (Shift("day", -1), 1, None), (Shift("day", -1), 1, Anchor("2022"))],
)  # fmt: skip
def test_only_days_with_a_weekday_in_an_article_dated_to_the_day_have_a_lag(shape, weekday, article_date):
    assert dateline_lag(RelativeDate(0, 1, shape, weekday=weekday), article_date) is None


@pytest.mark.parametrize(("months", "first"), [(-3, "2021-12-01"), (0, "2022-03-01"), (22, "2024-01-01")])
def test_months_are_shifted_over_the_turn_of_the_year(months, first):
    assert shifted_month(WEDNESDAY.day, months).isoformat() == first
