import re

import pytest

from archive.text.dates import find_dates, read_dates
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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15 كانون 2 2022", "2022-01-15"),
        ("١٥ كانون ٢ ٢٠٢٢", "2022-01-15"),
        ("15 كانون2 2022", "2022-01-15"),
        ("15 كانون (2) 2022", "2022-01-15"),
        ("9 كانون 1، 2021", "2021-12-09"),
        ("3 تشرين 1 2021", "2021-10-03"),
        ("٣ تشرين٢ ٢٠٢١", "2021-11-03"),
        ("15 ك2 2022", "2022-01-15"),
        ("15/ك2/2022", "2022-01-15"),
        ("15-ك1-2022", "2022-12-15"),
        ("15 ك.2 2022", "2022-01-15"),
        ("3 ت1 2021", "2021-10-03"),
        ("3 ت. 2 2021", "2021-11-03"),
        ("3ت١ ٢٠٢١", "2021-10-03"),
        ("3 ت 1 2021", "2021-10-03"),
        ("ك2 2022", "2022-01"),
        ("تشرين 2 2021", "2021-11"),
        ("15 كانون 2/يناير 2022", "2022-01-15"),
        ("كانون ٢ / يناير ٢٠٢٢", "2022-01"),
    ],
)
def test_kanun_and_tishrin_are_numbered(text, value):
    assert [date.value for date in find_dates(text)] == [value]


@pytest.mark.parametrize(
    "text", ["كانون 2022", "ت 1 2021", "15 كانون 3 2022", "32 ك2 2022", "كانون 22 2022", "بيت1 2021"]
)
def test_other_numbers_after_the_letters_are_no_months(text):
    assert find_dates(text) == []


def test_a_numbered_month_may_lack_its_year():
    (dates,) = read_dates(["وصل الوفد في 15 كانون 2 وغادر في 3 ت1، وقتل 3 ت 1"], "2024-03-20")
    assert [date.value for date in dates] == ["2024-01-15", "2023-10-03"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("غرة رمضان 1445", "2024-03-11"),
        ("غرّة شهر رمضان لعام 1445هـ", "2024-03-11"),
        ("غرة محرم ١٤٤٥", "2023-07-19"),
        ("سلخ رمضان 1445", "2024-04-09"),
        ("سلخ شعبان 1444 هـ", "2023-03-22"),
        ("منسلخ ذي الحجة 1444", "2023-07-18"),
        ("في منسلخ شهر رجب من عام 1445", "2024-02-10"),
        ("غرة جوان 1955", "1955-06-01"),
    ],
)
def test_the_first_and_last_day_of_a_month_have_names(text, value):
    assert [(date.value, date.precision) for date in find_dates(text)] == [(value, "day")]


def test_they_may_lack_their_year():
    (dates,) = read_dates(["من غرة رجب، ثم سلخ شعبان، ثم يوم غرة ماي"], "2024-03-20")
    assert [date.value for date in dates] == ["2024-01-13", "2024-03-10", "2024-05-01"]


@pytest.mark.parametrize("text", ["سلخ جلد الأضحية 1445", "غرة القصيدة 2020", "شارع غرة جوان"])
def test_the_words_alone_are_no_days(text):
    assert read_dates([text], "2024-03-20") == [[]]
