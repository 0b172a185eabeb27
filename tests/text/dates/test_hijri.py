import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.dates.hijri import hijri_day, hijri_year_of, is_tabled, month_length


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1, 1, 1, dt.date(622, 7, 19)),
        (1343, 1, 1, dt.date(1924, 8, 1)),
        (1400, 1, 1, dt.date(1979, 11, 20)),
        (1441, 10, 1, dt.date(2020, 5, 24)),
        (1446, 1, 1, dt.date(2024, 7, 7)),
    ],
)
def test_it_gives_the_civil_day(year, month, day, expected):
    assert hijri_day(year, month, day) == expected


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1445, 0, 1), (1445, 13, 1), (1445, 9, 31), (1445, 9, 0), (700, 2, 30)]
)
def test_a_day_that_the_calendar_lacks_is_none(year, month, day):
    assert hijri_day(year, month, day) is None


@given(st.integers(1, 1499), st.integers(1, 12))
def test_a_month_ends_the_day_before_the_next_begins(year, month):
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    first, after = hijri_day(year, month, 1), hijri_day(*following, 1)
    assert first
    assert after
    if is_tabled(year) == is_tabled(following[0]):
        assert (after - first).days == month_length(year, month)


@given(st.integers(1, 1499), st.integers(2, 11), st.integers(1, 29))
def test_the_year_of_a_civil_day_is_the_one_it_was_computed_from(year, month, day):
    civil = hijri_day(year, month, day)
    assert civil
    assert hijri_year_of(civil) == year
