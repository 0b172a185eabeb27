import re

import pytest

from archive.text.dates.calendar_names import HIJRI_MONTHS, MONTHS, WEEKDAYS, ordinal_days
from archive.text.dates.normalization import fold_for_dates
from archive.text.dates.vocabulary import (
    HIJRI_NAME,
    MONTH_NAME,
    ORDINAL_DAY,
    SECOND_NAME,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    hijri_month_number,
    month_and_second,
    month_number,
    ordinal_day,
)


def names(rows):
    return [(fold_for_dates(name)[0], row.number) for row in rows for name in row.name.split("|")]


@pytest.mark.parametrize(
    ("rows", "pattern", "number_of"),
    [
        (MONTHS, MONTH_NAME, month_number),
        (HIJRI_MONTHS, HIJRI_NAME, hijri_month_number),
        (WEEKDAYS, WEEKDAY, WEEKDAY_NUMBERS.get),
    ],
)
def test_every_name_matches_whole_and_has_its_number(rows, pattern, number_of):
    for name, number in names(rows):
        assert re.fullmatch(pattern, name), name
        assert number_of(name) == number


def test_every_day_of_a_month_has_an_ordinal():
    days = ordinal_days()
    assert set(days.values()) == set(range(1, 32))
    for words, day in days.items():
        folded = fold_for_dates(words)[0].replace(" ", "  ")
        assert re.fullmatch(ORDINAL_DAY, folded), words
        assert ordinal_day(folded) == day


def test_a_name_ends_where_the_word_ends():
    assert not re.match(MONTH_NAME, "مارسيليا")
    assert re.match(WEEKDAY, "الاحد،")


@pytest.mark.parametrize(
    ("text", "months"),
    [("حزيران/يونيو", (6, 6)), ("مارس (ابريل)", (3, 4)), ("مارس", (3, 3)), ("كانون  الثاني", (1, 1))],
)
def test_the_second_name_of_a_month_is_compared_with_the_first(text, months):
    match = re.fullmatch(rf"(?P<month>{MONTH_NAME})(?P<second>{SECOND_NAME})?", text)
    assert month_and_second(match) == months
