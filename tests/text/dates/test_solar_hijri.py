"""Dates of the solar Hijri calendar are not read, neither as Gregorian nor as Islamic ones."""

import pytest

from archive.text.dates import find_dates, parse_date, read_dates

SOLAR = (
    "۱۳۹۳-۰۲-۱۰",
    "۱۰/۰۲/۱۳۹۳",
    "۱۴۰۲/۰۵/۱۱",
    "عام ۱۳۹۳",
    "سنة ۱۴۰۰",
    "بين عامي ۱۳۹۳ و۱۳۹۵",
    "1393/2/10 هـ.ش",
    "عام 1402 هـ ش",
    "سنة 1357 هجري شمسي",
)


@pytest.mark.parametrize("text", SOLAR)
def test_a_solar_date_is_no_date(text):
    assert find_dates(text) == []
    assert parse_date(text) is None
    assert read_dates([f"وقع الاتفاق في {text}."], "2024-06-20") == [[]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("۱۰ رمضان ۱۴۴۵", "2024-03-20"),
        ("۱۴۴۵/۹/۱۰ هـ", "2024-03-20"),
        ("۲۰۲۴-۰۳-۰۴", "2024-03-04"),
        ("٢٠٢٤-٠٣-٠٤", "2024-03-04"),
        ("10/9/1445", "2024-03-20"),
        ("عام ۲۰۱۴", "2014"),
    ],
)
def test_persian_digits_of_other_calendars_are_read(text, value):
    assert [date.value for date in find_dates(text)] == [value]


def test_the_gregorian_date_next_to_a_solar_one_is_read():
    (date,) = find_dates("۱۳۹۳-۰۲-۱۰ الموافق 30 أبريل 2014")
    assert date.value == "2014-04-30"
