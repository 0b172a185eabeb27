"""Rules for Hijri dates with a year, converted to Gregorian ones.

A Hijri month or year becomes the Gregorian months or years that it spans (رمضان 1445 is March to April 2024); its exact
days are kept in `DateMatch.days`. Outside the tables of `hijri`, a day is given with month precision. A year needs «هـ»
after it or a Hijri month before it.
"""

import datetime as dt
import re

from archive.text.dates.date_match import DateMatch, compile_rules
from archive.text.dates.hijri import hijri_day, is_tabled, month_length
from archive.text.dates.vocabulary import (
    DAY_MONTH_GAP,
    DAY_START,
    HIJRI_NAME,
    LETTER,
    MONTH_EDGE,
    MONTH_YEAR_GAP,
    ORDINAL_DAY,
    WORD_END,
    WORD_START,
    edge_of_month,
    hijri_month_number,
    ordinal_day,
)

UNCERTAIN_DAYS = 2
"""The tabular calendar and the months as they were sighted differ by at most this many days."""
_SIGN = rf"(?: ?ه(?:جريا|جريه|جري)?{WORD_END}| ?(?:لل|من ال)هجره)"
_UNSIGNED_YEAR = r"(?P<year>1[34]\d\d)(?!\d)(?![.,:/-]\d)"
_SIGNED_YEAR = rf"(?P<year>\d{{1,4}}){_SIGN}"
_MONTH = rf"(?P<month>{HIJRI_NAME})"
_YEAR = rf"(?:{_SIGNED_YEAR}|{_UNSIGNED_YEAR.replace('year', 'unsigned')})"
_CUE = r"(?:عام|العام|سنه|السنه)(?: الهجري| الهجريه| الدراسي| الجامعي| المالي)?"


def hijri_date(start: int, end: int, year: int, month: int = 0, day: int = 0) -> DateMatch:
    """A Hijri day, month (day 0) or year (month 0) in Gregorian values; without a value if there is no such day."""
    invalid = DateMatch(start, end, None)
    if not 1 <= year <= 1500:
        return invalid
    first = hijri_day(year, month or 1, day or 1)
    last = first if day else hijri_day(year, month or 12, month_length(year, month or 12) if month <= 12 else 0)
    if first is None or last is None:
        return invalid
    length = 10 if day and is_tabled(year) else 7 if month else 4
    if not is_tabled(year):
        first, last = first - dt.timedelta(UNCERTAIN_DAYS), last + dt.timedelta(UNCERTAIN_DAYS)
    value, end_value = first.isoformat()[:length], last.isoformat()[:length]
    return DateMatch(
        start, end, value, end_value if end_value != value else None, "computed", (first, last), calendar="hijri"
    )


def _textual(match: re.Match[str], _folded: str) -> list[DateMatch]:
    groups = match.groupdict()
    day = ordinal_day(groups["ordinal"]) if groups.get("ordinal") else int(groups.get("day") or 0)
    year = int(groups["year"] or groups["unsigned"])
    start = match.start("ordinal" if groups.get("ordinal") else "day" if groups.get("day") else "month")
    return [hijri_date(start, match.end(), year, hijri_month_number(match["month"]), day)]


def _edge(match: re.Match[str], _folded: str) -> list[DateMatch]:
    """غرة رمضان 1445, سلخ شعبان: the first day of a month, or the last."""
    year, month = int(match["year"] or match["unsigned"]), hijri_month_number(match["month"])
    day = 1 if edge_of_month(match["edge"]) == "first" or not 1 <= year <= 1500 else month_length(year, month)
    return [hijri_date(match.start("edge"), match.end(), year, month, day)]


def _numeric(match: re.Match[str], _folded: str) -> list[DateMatch]:
    year = int(match["year"])
    return [hijri_date(*match.span(), year, int(match["m"]) or 13, int(match["d"]) or 31)]


def _year(match: re.Match[str], _folded: str) -> list[DateMatch]:
    return [hijri_date(match.start("from"), match.end(), int(match["year"]))]


def _year_span(match: re.Match[str], _folded: str) -> list[DateMatch]:
    """العام الدراسي 1444/1445هـ: from the first day of one year to the last day of the other."""
    one, two = int(match["one"]), int(match["year"])
    start, end = match.start("one"), match.end()
    first, last = hijri_date(start, end, one), hijri_date(start, end, two)
    if not (one < two and first.days and last.days and first.value and last.value):
        return [DateMatch(start, end, None)]
    return [
        DateMatch(
            start, end, first.value, last.end_value or last.value, "computed", (first.days[0], last.days[1]), "hijri"
        )
    ]


HIJRI_RULES = compile_rules(
    # 14 رمضان 1445 هـ, 14 من شهر رمضان لعام 1445
    (rf"{DAY_START}(?P<day>\d{{1,2}}){DAY_MONTH_GAP}(?:[بل])?{_MONTH}{MONTH_YEAR_GAP}{_YEAR}{_SIGN}?", _textual),
    # غرة رمضان 1445, سلخ شهر شعبان 1445 هـ
    (rf"{WORD_START}[وفبل]?{MONTH_EDGE}{_MONTH}{MONTH_YEAR_GAP}{_YEAR}{_SIGN}?", _edge),
    # الرابع عشر من رمضان 1445
    (
        rf"(?:{WORD_START}|(?<=[وفل]))(?P<ordinal>{ORDINAL_DAY}) (?:من )?(?:شهر )?{_MONTH}{MONTH_YEAR_GAP}{_YEAR}{_SIGN}?",
        _textual,
    ),
    # رمضان 1445
    (rf"(?:{WORD_START}|(?<!{LETTER})(?:[وفبل]|وب|ول))(?:شهر )?{_MONTH}{MONTH_YEAR_GAP}{_YEAR}{_SIGN}?", _textual),
    # 14/9/1445, 1445-09-14 هـ
    (
        rf"{DAY_START}(?P<d>\d{{1,2}}) ?[-/.] ?(?P<m>\d{{1,2}}) ?[-/.] ?(?P<year>1[34]\d\d)(?!\d|[/-]\d){_SIGN}?",
        _numeric,
    ),
    (rf"(?<![\d.,/:-])(?P<year>1[34]\d\d)[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d|[/-]\d){_SIGN}?", _numeric),
    # العام الدراسي 1444/1445هـ
    (rf"(?<![\d.,/:-])(?P<one>\d{{3,4}}){_SIGN}? ?[-/] ?{_SIGNED_YEAR}", _year_span),
    # عام 1445هـ, سنة 92 هـ
    (rf"{WORD_START}(?:[وفبل]|لل|وب|ول|وفي )?(?P<from>{_CUE} {_SIGNED_YEAR})", _year),
    # 1445هـ
    (r"(?<![\d.,/:-])(?P<from>(?P<year>1[34]\d\d) ?ه(?:جريا|جريه|جري)?(?!\w))", _year),
)
