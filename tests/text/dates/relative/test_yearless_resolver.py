import pytest

from archive.text.dates.relative import Anchor, Context, RelativeDate, Yearless
from archive.text.dates.relative.yearless_resolver import resolve_yearless


def resolved(
    shape, *, direction=None, weekday=None, article_date="2022-03-16", tense="past", years=None, last_in_text=None
):
    context = Context(Anchor(article_date), tense, years or {}, None, None, last_in_text)
    return resolve_yearless(RelativeDate(0, 1, shape, direction, weekday), shape, context)


def value(shape, **known):
    found = resolved(shape, **known)
    return found.value if found else None


@pytest.mark.parametrize(
    ("month", "day", "expected"),
    [(3, 16, "2022-03-16"), (2, 12, "2022-02-12"), (6, 15, "2021-06-15"), (6, 13, "2022-06-13"), (4, 1, "2022-04-01")],
)
def test_without_a_sign_it_lies_in_the_nine_months_before_or_the_three_after(month, day, expected):
    assert value(Yearless(month, day)) == expected


@pytest.mark.parametrize(
    ("month", "tense", "expected"),
    [(5, "future", "2022-05-15"), (1, "future", "2023-01-15"), (8, "nearest", "2022-08-15")],
)
def test_the_tense_of_the_sentence_decides(month, tense, expected):
    assert value(Yearless(month, 15), tense=tense) == expected


def test_an_announced_day_may_be_two_days_past():
    assert value(Yearless(3, 14), tense="future") == "2022-03-14"
    assert value(Yearless(3, 13), tense="future") == "2023-03-13"


@pytest.mark.parametrize(
    ("direction", "expected"), [(-1, "2021-03-20"), (0, "2022-03-20"), (1, "2022-03-20"), (None, "2022-03-20")]
)
def test_a_qualifier_decides(direction, expected):
    assert value(Yearless(3, 20), direction=direction) == expected


def test_the_year_that_print_gives_comes_first():
    assert value(Yearless(10, 6, year_shift=-1)) == "2021-10-06"
    assert value(Yearless(10, 6, same_year=True), last_in_text=Anchor("1973-01")) == "1973-10-06"
    assert value(Yearless(10, 6), years={(10, 6): 1973}) == "1973-10-06"
    assert value(Yearless(10), years={(10, 0): 1973}) == "2021-10"


def test_the_same_year_needs_a_date_before_it():
    assert resolved(Yearless(10, 6, same_year=True)) is None


def test_the_weekday_decides_between_years_and_else_leaves_a_doubt():
    assert value(Yearless(3, 20), weekday=6) == "2022-03-20"
    assert value(Yearless(3, 20), weekday=5) == "2021-03-20"
    assert resolved(Yearless(3, 20), weekday=2).doubt == "weekday"


def test_a_span_that_runs_over_the_turn_of_the_year_ends_in_the_next():
    found = resolved(Yearless(12, 30, (1, 2)))
    assert (found.value, found.end_value) == ("2021-12-30", "2022-01-02")
    found = resolved(Yearless(12, 0, (2, 0)))
    assert (found.value, found.end_value) == ("2021-12", "2022-02")


def test_the_day_of_a_leap_year_is_only_in_leap_years():
    assert value(Yearless(2, 29), article_date="2021-03-01") == "2020-02-29"
    assert value(Yearless(2, 29), article_date="2022-03-16") is None


def test_a_hijri_date_is_computed_with_its_exact_days():
    day = resolved(Yearless(9, 1, is_hijri=True), direction=1)
    assert (day.value, day.end_value, day.basis) == ("2022-04-02", None, "computed")
    month = resolved(Yearless(9, is_hijri=True), direction=1, article_date="2022-03")
    assert (month.value, month.end_value) == ("2022-04", "2022-05")
    assert [day.isoformat() for day in month.days] == ["2022-04-02", "2022-05-01"]
