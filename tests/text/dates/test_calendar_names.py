from collections import defaultdict

import pytest

from archive.text.dates.calendar_names import HIJRI_MONTHS, MONTHS, WEEKDAYS, ordinal_days
from archive.text.dates.normalization import fold_for_dates


@pytest.mark.parametrize("rows", [MONTHS, HIJRI_MONTHS, WEEKDAYS], ids=["months", "hijri", "weekdays"])
def test_no_name_has_two_numbers(rows):
    numbers = defaultdict(set)
    for row in rows:
        for name in row.name.split("|"):
            numbers[fold_for_dates(name)[0]].add(row.number)
    assert {name: found for name, found in numbers.items() if len(found) > 1} == {}


@pytest.mark.parametrize("family", ["gulf", "levant", "latin"])
def test_a_family_names_every_month_of_the_year(family):
    assert {row.number for row in MONTHS if row.family == family} == set(range(1, 13))


def test_the_hijri_year_and_the_week_are_complete():
    assert [row.number for row in HIJRI_MONTHS] == list(range(1, 13))
    assert {row.number for row in WEEKDAYS} == set(range(7))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("الأول", 1),
        ("العاشر", 10),
        ("الحادي عشر", 11),
        ("التاسع والعشرين", 29),
        ("الثلاثون", 30),
        ("الحادي والثلاثين", 31),
    ],
)
def test_ordinals_name_the_days_of_a_month(words, day):
    assert ordinal_days()[words] == day
