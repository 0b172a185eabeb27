"""Dates among the words of a query, and what they match."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import DateRange
from archive.search.engine import clauses as c
from archive.search.query import DateSpan
from archive.search.query.dates import date_clause, date_spans, day_after, day_before, day_range


def spans(query):
    return [(span.first, span.last, span.days and span.days.first) for span in date_spans(tuple(query.split()))]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("قمة يونيو 2024 هانوي", [(1, 3, dt.date(2024, 6, 1))]),
        ("20 حزيران 2024", [(0, 3, dt.date(2024, 6, 20))]),
        ("حرب 2023", [(1, 2, dt.date(2023, 1, 1))]),
        ("20 يونيو", [(0, 2, None)]),
        ("كانون الثاني", [(0, 2, None)]),
        ("زيارة يونيو ثم 2022", [(1, 2, None), (3, 4, dt.date(2022, 1, 1))]),
        ("رقم 3000 و 45", []),
        ("بوتين", []),
    ],
)
def test_a_date_is_what_the_grammar_reads_a_year_or_a_month(query, expected):
    assert spans(query) == expected


@given(st.lists(st.sampled_from(["20", "يونيو", "كانون", "الثاني", "2024", "قمة", "عام"]), max_size=8).map(tuple))
def test_dates_stay_within_the_words(words):
    assert all(0 <= span.first < span.last <= len(words) for span in date_spans(words))


@pytest.mark.parametrize(
    ("query", "month_and_day"),
    [
        ("20 يونيو", (6, 20)),
        ("٢٠ حزيران", (6, 20)),
        ("20 جوان", (6, 20)),
        ("20 يونيه", (6, 20)),
        ("20 من يونيو", (6, 20)),
        ("العشرين من حزيران", (6, 20)),
        ("20 يونيو/حزيران", (6, 20)),
        ("11 كانون الثاني/يناير", (1, 11)),
        ("الحادي والعشرين من شهر كانون الثاني", (1, 21)),
        ("3 تشرين 1", (10, 3)),
        ("5 اب", (8, 5)),
        ("14 أوت", (8, 14)),
        ("6 غشت", (8, 6)),
        ("الأول من مايو", (5, 1)),
        ("29 فبراير", (2, 29)),
        ("10 رمضان", None),
        ("٩ ذي الحجة", None),
        ("12 ربيع الأول", None),
        ("غرة محرم", None),
    ],
)
def test_a_day_without_a_year_is_one_date_and_a_gregorian_one_has_its_anniversaries(query, month_and_day):
    words = tuple(query.split())
    assert date_spans(("قمة", *words)) == [DateSpan(1, 1 + len(words), None, month_and_day)]


@pytest.mark.parametrize("query", ["31 يونيو", "30 شباط", "40 مايو", "يونيو", "كانون الثاني", "حزيران 5 كتب"])
def test_a_day_that_no_year_has_and_a_month_alone_have_no_anniversary(query):
    assert all(span.anniversary is None for span in date_spans(tuple(query.split())))


@pytest.mark.parametrize("query", ["رمضان", "صفر", "رجب طيب", "20 مقاتلا", "الثاني عشر"])
def test_what_may_be_a_name_or_a_number_is_no_date_by_itself(query):
    assert date_spans(tuple(query.split())) == []


@pytest.mark.parametrize("mode", ["exact", "spelling", "wide"])
def test_a_day_without_a_year_also_matches_what_was_published_on_it_in_any_year(mode):
    clause = date_clause(("20", "يونيو"), DateSpan(0, 2, None, (6, 20)), mode)
    assert c.Anniversary(6, 20) in c.walk(clause)
    phrases = {part.slots for part in c.walk(clause) if isinstance(part, c.Phrase)}
    other_names = any(("e:حزيران" in slots[1]) for slots in phrases)
    assert other_names == (mode != "exact")


def test_a_day_of_a_hijri_month_matches_its_words_in_any_spelling_of_the_month():
    clause = date_clause(("9", "ذي", "الحجة"), DateSpan(0, 3, None), "spelling")
    assert all(isinstance(part, c.Or | c.Phrase) for part in c.walk(clause))
    assert any("e:ذو" in part.slots[1] for part in c.walk(clause) if isinstance(part, c.Phrase))


def test_a_month_matches_in_any_family_of_names():
    clause = date_clause(("يونيو",), DateSpan(0, 1, None), "spelling")
    (word,) = (part for part in c.walk(clause) if isinstance(part, c.Word))
    forms = {form for level in word.levels for form in level}
    assert {"e:يونيو", "e:حزيران", "e:جوان"} <= forms


def test_a_date_with_a_year_also_matches_articles_published_then_or_stating_it():
    days = DateRange(dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    parts = [type(part) for part in c.walk(date_clause(("يونيو", "2024"), DateSpan(0, 2, days), "wide"))]
    assert c.Published in parts
    assert c.MentionsDate in parts


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-06", (2024, 6, 1), (2024, 6, 30)),
        ("٢٠٢٤/٦/٢٠", (2024, 6, 20), (2024, 6, 20)),
        ("20 يونيو 2024", (2024, 6, 20), (2024, 6, 20)),
    ],
)
def test_the_value_of_a_date_field_is_iso_in_any_digits_or_words(text, first, last):
    assert day_range(text) == DateRange(dt.date(*first), dt.date(*last))


@pytest.mark.parametrize("text", ["2024-13", "قريبا", "", "31"])
def test_other_values_are_not_dates(text):
    assert day_range(text) is None


def test_the_first_and_the_last_day_of_the_calendar_have_no_neighbour():
    assert day_before(dt.date.min) == dt.date.min
    assert day_after(dt.date.max) == dt.date.max
    assert day_after(dt.date(2023, 12, 31)) == dt.date(2024, 1, 1)
