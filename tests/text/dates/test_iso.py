import datetime as dt

import pytest

from archive.text.dates.iso import interval, iso_day


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2023-02", dt.date(2023, 2, 1), dt.date(2023, 2, 28)),
        ("2024-06-20", dt.date(2024, 6, 20), dt.date(2024, 6, 20)),
    ],
)
def test_a_value_covers_the_days_of_its_precision(value, first, last):
    assert interval(value) == (first, last)


@pytest.mark.parametrize("value", ["", "2024-13", "2023-02-29", "amss", "2024-W10-1"])
def test_anything_else_is_refused(value):
    with pytest.raises(ValueError):  # noqa: PT011 (each fault has its own message)
        interval(value)


@pytest.mark.parametrize(
    ("day", "value"),
    [((2024, 2, 29), "2024-02-29"), ((2023, 2, 29), None), ((999, 1, 1), None), ((2200, 1, 1), None)],
)
def test_a_day_is_real_and_of_a_year_from_1000_to_2199(day, value):
    assert iso_day(*day) == value
