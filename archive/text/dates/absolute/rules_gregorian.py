"""Rules for Gregorian days and months printed with a four-digit year, over folded text.

Rules are tried in the order of the tables. A match occupies its span even if the calendar has no such day, so that no
month is read from the rest of 31 فبراير 2024.
"""

import calendar
import datetime as dt
import re

from archive.text.dates.absolute.rules_years import YEAR
from archive.text.dates.context import adjacent_weekday, follows_between, is_conjunction, may_precede_ordinal
from archive.text.dates.date_match import DateMatch, compile_rules, single_date
from archive.text.dates.day_lists import list_dates, listed_days, merge_days
from archive.text.dates.iso import iso_day
from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.vocabulary import (
    DAY_MONTH_GAP,
    DAY_START,
    LETTER,
    LISTED_DAY,
    MONTH_EDGE,
    MONTH_NAME,
    MONTH_YEAR_GAP,
    ORDINAL_DAY,
    SECOND_NAME,
    SPAN_GAP,
    WORD_START,
    edge_of_month,
    is_spaced_abbreviation,
    month_and_second,
    month_number,
    ordinal_day,
)

_CLITICS = "(?:[وف]?(?:[بلك]|لل)?)"
_MONTH = rf"(?P<month>{MONTH_NAME})\.?(?P<second>{SECOND_NAME})?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"


def _iso(match: re.Match[str], _folded: str) -> list[DateMatch]:
    return single_date(match, iso_day(int(match["year"]), int(match["m"]), int(match["d"])))


def _numeric(match: re.Match[str], folded: str) -> list[DateMatch]:
    """D-M-Y; M-D-Y if D-M-Y is not a valid day, or if only M-D-Y agrees with the weekday printed next to it."""
    left, right, year = int(match["one"]), int(match["two"]), int(match["year"])
    day_first, month_first = iso_day(year, right, left), iso_day(year, left, right)
    if day_first is None or month_first is None:
        return single_date(match, day_first or month_first)
    adjacent = adjacent_weekday(folded, match.start(), match.end())
    if adjacent is None or dt.date.fromisoformat(day_first).weekday() == adjacent.weekday:
        return single_date(match, day_first)
    return single_date(
        match, month_first if dt.date.fromisoformat(month_first).weekday() == adjacent.weekday else day_first
    )


def _textual_day(match: re.Match[str], folded: str) -> list[DateMatch]:
    month, second = month_and_second(match)
    groups = match.groupdict()
    if ordinal := groups.get("ordinal"):
        if not may_precede_ordinal(folded, match.start()):
            return []  # الأسبوع الأول من يونيو 2024 is a week
        day = ordinal_day(ordinal)
    else:
        day = int(match["day"])
    return single_date(match, iso_day(int(match["year"]), month, day) if month == second else None)


def _edge(match: re.Match[str], _folded: str) -> list[DateMatch]:
    """غرة جوان 2024: the first day of a month, or the last."""
    month, second = month_and_second(match)
    year = int(match["year"])
    if month != second:
        return []
    day = 1 if edge_of_month(match["edge"]) == "first" else calendar.monthrange(year, month)[1]
    return single_date(match, iso_day(year, month, day), start="edge")


def _days(match: re.Match[str], folded: str) -> list[DateMatch]:
    """20-22 يونيو 2024, 19 و20 يونيو 2024, 25 و26 و27 مايو 2024, 29 مايو - 2 يونيو 2024."""
    month, second = month_and_second(match)
    year, list_start = int(match["year"]), match.start("list")
    last = iso_day(year, month, int(match["day"]))
    if last is None or month != second:
        return single_date(match, None)
    before = list_dates(match["list"], list_start, year, month)
    if len(before) < len(listed_days(match["list"])):
        return single_date(match, last, start="day")
    days = [*before, (match.start("day"), match.end(), last)]
    return merge_days(folded, match.start(), days, folded[before[0][1] : match.start("day")])


def _month_span(match: re.Match[str], folded: str) -> list[DateMatch]:
    """من مارس إلى يونيو 2024, بين مارس ويونيو 2024, and consecutive months: يونيو ويوليو 2024."""
    year, first, last = int(match["year"]), month_number(match["month1"]), month_and_second(match)[0]
    start, end = f"{year:04}-{first:02}", f"{year:04}-{last:02}"
    is_list = is_conjunction(match["gap"]) and not follows_between(folded, match.start())
    if first < last and (not is_list or last == first + 1):
        return single_date(match, start, end, "month1")
    return [DateMatch(match.start("month"), match.end(), end)]


def _month(match: re.Match[str], _folded: str) -> list[DateMatch]:
    month, second = month_and_second(match)
    year = int(match["year"])
    if (match["month"] == "اب" and not match["second"]) or is_spaced_abbreviation(match["month"]) or year < 1700:
        return []  # أب is also a father; آب, with its madda, is August
    if month != second:  # مارس/أبريل 2024
        return single_date(match, f"{year:04}-{month:02}", f"{year:04}-{second:02}", "month")
    return single_date(match, f"{year:04}-{month:02}", start="month")


NUMERIC_RULES = compile_rules(
    # 2024-06-20, with or without a time after it
    (r"(?<![\d.,/:-])(?P<year>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d|[/-]\d)", _iso),
    # 10-06-2024
    (
        rf"{DAY_START}(?P<one>\d{{1,2}}) ?(?P<sep>[-/.]) ?(?P<two>\d{{1,2}}) ?(?P=sep) ?"
        r"(?P<year>\d{4})(?!\d|[/-]\d)",
        _numeric,
    ),
)
MONTH_RULES = compile_rules(
    # 20-22 يونيو 2024, 25 و26 و27 مايو 2024, 29 مايو - 2 يونيو 2024
    (
        rf"{DAY_START}(?P<list>{LISTED_DAY}+){_DAY}{DAY_MONTH_GAP}"
        rf"{_CLITICS}{_MONTH}{MONTH_YEAR_GAP}{YEAR}",
        _days,
    ),
    # 20 يونيو 2024, 20يونيو2024, 20 من شهر حزيران/يونيو عام 2024, 20th, June 2024
    (rf"{DAY_START}{_DAY}{DAY_MONTH_GAP}{_CLITICS}{_MONTH}{MONTH_YEAR_GAP}{YEAR}", _textual_day),
    # غرة جوان 2024
    (rf"{WORD_START}[وفبل]?{MONTH_EDGE}{_MONTH}{MONTH_YEAR_GAP}{YEAR}", _edge),
    # الحادي عشر من سبتمبر 2001
    (
        rf"(?:(?<!{LETTER})|(?<=\b[وفل])|(?<=\bلل))(?P<ordinal>{ORDINAL_DAY}) "
        rf"(?:من )?(?:شهر )?{_MONTH}{MONTH_YEAR_GAP}{YEAR}",
        _textual_day,
    ),
    # June 20, 2024; يونيو 20, 2024
    (rf"{WORD_START}{_MONTH} ?{_DAY} ?,? {YEAR}", _textual_day),
    # مارس إلى يونيو 2024
    (rf"{WORD_START}{_CLITICS}(?P<month1>{MONTH_NAME})(?P<gap>{SPAN_GAP}){_MONTH}{MONTH_YEAR_GAP}{YEAR}", _month_span),
    # يونيو 2024, مارس/آذار 2001, لشهر يونيو من العام 2024
    (rf"{WORD_START}{_CLITICS}{_MONTH}{MONTH_YEAR_GAP}{YEAR}", _month),
)
MONTH_WORD = LazyPattern(MONTH_NAME)
"""Occurs in every match of `MONTH_RULES`; searched for first, since it is cheaper."""
