import datetime as dt

import pytest

from archive.text.dates.relative import Anchor, Resolution
from archive.text.dates.relative.resolution import day_span


@pytest.mark.parametrize(
    ("value", "precision", "day"),
    [("2024", "year", dt.date(2024, 1, 1)), ("2024-06", "month", dt.date(2024, 6, 1)), ("2024-06-20", "day", dt.date(2024, 6, 20))],
)  # fmt: skip
def test_an_anchor_has_the_precision_and_the_first_day_of_its_value(value, precision, day):
    assert (Anchor(value).precision, Anchor(value).day) == (precision, day)


def test_a_day_is_finer_than_a_month_and_a_month_than_a_year():
    month = Anchor("2024-06")
    assert [month.is_as_fine_as(precision) for precision in ("year", "month", "day")] == [True, True, False]


def test_an_anchor_that_is_not_a_date_is_refused():
    with pytest.raises(ValueError, match="month"):
        Anchor("2024-13").interval()


def test_the_interval_of_a_resolution_is_that_of_its_days_else_of_its_values():
    days = (dt.date(2022, 4, 2), dt.date(2022, 5, 1))
    assert Resolution("2022-04", "2022-05", days=days).interval() == days
    assert Resolution("2022-04", "2022-05").interval() == (dt.date(2022, 4, 1), dt.date(2022, 5, 31))


def test_a_day_span_has_iso_values():
    assert day_span(dt.date(2022, 4, 2)) == Resolution("2022-04-02")
    assert day_span(dt.date(2022, 4, 2), dt.date(2022, 4, 5), basis="computed").end_value == "2022-04-05"
