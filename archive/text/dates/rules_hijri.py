"""Rules for dates of the Islamic calendar, computed into the civil one.

A day is its civil day, a month or a year the months or years that it lies in (رمضان 1445 is March to April 2024), with the
exact days kept beside. Where only arithmetic is known (`hijri`), a day is no finer than its month. A year needs its «هـ»,
or a month of that calendar before it.
"""

import datetime as dt
import re

from archive.text.dates.hijri import hijri_day, is_tabled, month_length
from archive.text.dates.match import DateMatch, compiled
from archive.text.dates.vocabulary import (
    BARE,
    DAY_START,
    END,
    HIJRI_NAME,
    HIJRI_NUMBERS,
    LETTER,
    OF,
    ORDINAL_DAY,
    ordinal_day,
)

HIJRI_YEARS = range(1300, 1500)
"""In a date of numbers only, a year of the Islamic calendar (1882 to 2077) and no Gregorian one."""
UNCERTAIN_DAYS = 2
"""How far the arithmetic calendar and the months as they were sighted lie apart at most."""
SIGN = rf"(?: ?ه(?:جريا|جريه|جري)?{END}| ?(?:لل|من ال)هجره)"
_OPEN_YEAR = r"(?P<year>1[34]\d\d)(?!\d)(?![.,:/-]\d)"
_SIGNED_YEAR = rf"(?P<year>\d{{1,4}}){SIGN}"
_MONTH = rf"(?P<month>{HIJRI_NAME})"
_TO_YEAR = r"(?: ?[,/-] ?| {0,3}(?:من |ل)?(?:(?:ال|ل)?(?:عام|سنه) )?)"
_YEAR = rf"(?:{_SIGNED_YEAR}|{_OPEN_YEAR.replace('year', 'open')})"
_CUE = r"(?:عام|العام|سنه|السنه)(?: الهجري| الهجريه| الدراسي| الجامعي| المالي)?"


def hijri_month(name: str) -> int:
    return HIJRI_NUMBERS[" ".join(name.split())]


def hijri_reading(start: int, end: int, year: int, month: int = 0, day: int = 0) -> DateMatch:
    """A day, a month (day 0) or a year (month 0) of the Islamic calendar, computed; no date where it has no such day."""
    nothing = DateMatch(start, end, None)
    if not 1 <= year <= 1500:
        return nothing
    first = hijri_day(year, month or 1, day or 1)
    last = first if day else hijri_day(year, month or 12, month_length(year, month or 12) if month <= 12 else 0)
    if first is None or last is None:
        return nothing
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
    year = int(groups["year"] or groups["open"])
    start = match.start("ordinal" if groups.get("ordinal") else "day" if groups.get("day") else "month")
    return [hijri_reading(start, match.end(), year, hijri_month(match["month"]), day)]


def _numeric(match: re.Match[str], _folded: str) -> list[DateMatch]:
    year = int(match["year"])
    return [hijri_reading(*match.span(), year, int(match["m"]) or 13, int(match["d"]) or 31)]


def _year(match: re.Match[str], _folded: str) -> list[DateMatch]:
    return [hijri_reading(match.start("from"), match.end(), int(match["year"]))]


def _year_span(match: re.Match[str], _folded: str) -> list[DateMatch]:
    """العام الدراسي 1444/1445هـ: from the first year's first day to the second one's last."""
    one, two = int(match["one"]), int(match["year"])
    start, end = match.start("one"), match.end()
    first, last = hijri_reading(start, end, one), hijri_reading(start, end, two)
    if not (one < two and first.days and last.days and first.value and last.value):
        return [DateMatch(start, end, None)]
    return [
        DateMatch(
            start, end, first.value, last.end_value or last.value, "computed", (first.days[0], last.days[1]), "hijri"
        )
    ]


HIJRI_RULES = compiled(
    # 14 رمضان 1445 هـ, 14 من شهر رمضان لعام 1445
    (rf"{DAY_START}(?P<day>\d{{1,2}}){OF}(?:[بل])?{_MONTH}{_TO_YEAR}{_YEAR}{SIGN}?", _textual),
    # الرابع عشر من رمضان 1445
    (rf"(?:{BARE}|(?<=[وفل]))(?P<ordinal>{ORDINAL_DAY}) (?:من )?(?:شهر )?{_MONTH}{_TO_YEAR}{_YEAR}{SIGN}?", _textual),
    # رمضان 1445
    (rf"(?:{BARE}|(?<!{LETTER})(?:[وفبل]|وب|ول))(?:شهر )?{_MONTH}{_TO_YEAR}{_YEAR}{SIGN}?", _textual),
    # 14/9/1445, 1445-09-14 هـ
    (
        rf"{DAY_START}(?P<d>\d{{1,2}}) ?[-/.] ?(?P<m>\d{{1,2}}) ?[-/.] ?(?P<year>1[34]\d\d)(?!\d|[/-]\d){SIGN}?",
        _numeric,
    ),
    (rf"(?<![\d.,/:-])(?P<year>1[34]\d\d)[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d|[/-]\d){SIGN}?", _numeric),
    # العام الدراسي 1444/1445هـ
    (rf"(?<![\d.,/:-])(?P<one>\d{{3,4}}){SIGN}? ?[-/] ?{_SIGNED_YEAR}", _year_span),
    # عام 1445هـ, سنة 92 هـ
    (rf"{BARE}(?:[وفبل]|لل|وب|ول|وفي )?(?P<from>{_CUE} {_SIGNED_YEAR})", _year),
    # 1445هـ
    (r"(?<![\d.,/:-])(?P<from>(?P<year>1[34]\d\d) ?ه(?:جريا|جريه|جري)?(?!\w))", _year),
)
