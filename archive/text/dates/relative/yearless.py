"""Rules for days and months without a year: 12 فبراير, الخامس والعشرين من يناير, من 3 إلى 5 يونيو, مارس الماضي.

A month without a day needs a cue before it (في، منذ، شهر، مطلع) or a qualifier after it; month names that are also other
words (مارس، ماي، أوت، نيسان) need an unambiguous one.
"""

import calendar
import re
from dataclasses import replace

from archive.text.dates.context import adjacent_weekday, is_conjunction, may_precede_ordinal
from archive.text.dates.date_match import DateMatch
from archive.text.dates.day_lists import list_dates, merge_days
from archive.text.dates.iso import iso_day
from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.relative.expressions import LAST_DAY, QUALIFIER, QUALIFIERS, RelativeDate, Yearless
from archive.text.dates.vocabulary import (
    DAY_MONTH_GAP,
    DAY_START,
    HIJRI_NAME,
    LISTED_DAY,
    MONTH_EDGE,
    MONTH_NAME,
    ORDINAL_DAY,
    SECOND_NAME,
    SPAN_GAP,
    WORD_START,
    edge_of_month,
    hijri_month_number,
    is_spaced_abbreviation,
    month_and_second,
    month_number,
    ordinal_day,
)

CUE_DISTANCE = 60
"""Characters before a month in which its day and cue are looked for."""
_MONTH = LazyPattern(rf"(?P<month>{MONTH_NAME})(?P<second>{SECOND_NAME})?")
_AFTER = LazyPattern(
    rf" (?:(?:من )?(?:(?P<year>العام|السنه|عام|سنه) )?(?:{QUALIFIER}|(?P<same>نفسه|ذاته|نفسها))"
    r"|(?:من )?(?P<this>هذا العام|هذه السنه|العام(?=[,.؟]|$)))"
)
_DAYS_BEFORE = LazyPattern(rf"{DAY_START}(?P<list>{LISTED_DAY}*)(?P<day>\d{{1,2}}){DAY_MONTH_GAP}(?:[بل])?$")
_ORDINAL_BEFORE = LazyPattern(rf"(?:{WORD_START}|(?<=[وفل]))(?P<ordinal>{ORDINAL_DAY}) (?:من )?(?:شهر )?$")
_EDGE_BEFORE = LazyPattern(rf"{WORD_START}[وفبل]?{MONTH_EDGE}$")
_CUE = LazyPattern(
    rf"{WORD_START}(?:[وف]?(?P<strong>في|خلال|منذ|مطلع|بدايه|نهايه|اواخر|اوايل|اواسط|منتصف|حتي|بحلول|طوال|غضون|لغايه)"
    rf"|[وف]?(?P<weak>قبل|بعد|الي|من|بين)|[وبلف]*(?P<month>شهري?|اشهر)) $"
)
_ALONE = LazyPattern(rf"(?P<month>{MONTH_NAME})(?P<second>(?!))?")
_SECOND_MONTH = LazyPattern(rf"(?P<gap>{SPAN_GAP})(?P<month>{MONTH_NAME})(?:{SECOND_NAME})?")
_HIJRI = LazyPattern(rf"(?P<month>{HIJRI_NAME})")
_DAY_BEFORE = LazyPattern(rf"{DAY_START}(?P<day>\d{{1,2}}){DAY_MONTH_GAP}(?:[بل])?$")
_CLITIC_BEFORE = LazyPattern(rf"{WORD_START}(?:و?[بل])$")
_NAMED_AFTER = LazyPattern(
    rf"{WORD_START}[وفبل]*(?:ال)?(?:حركه|حركتي|ثوره|ثورتي|قوي|فريق|فريقي|ميدان|شارع|جسر|كوبري|مدينه|جامعه|تحالف|قناه|محور|ملعب|استاد|معركه|كتيبه"
    rf"|كتايب|لواء|حزب|تيار|ائتلاف|تجمع|انتفاضه|انقلاب|هجوم|هجمات|احداث|حرب|حراك|طوفان|عمليه|ذكري|عيد|مجزره|اتفاق|اتفاقيه|جيل|منظمه|مؤسسه"
    rf"|موسسه|نادي|ساحه|حي|مجمع|مستشفي|مدرسه|قاعه)(?: ال\w+)? (?:ال)?$"
)
AMBIGUOUS_MONTHS = frozenset({"مارس", "ماي", "اوت", "جوان", "آب", "نيسان", "تموز", "مايس"})
"""Month names that are also other words: he practised, Theresa May, out, a car, a person's name."""
_LEAP_YEAR = 2000
"""Replaces the missing year while days are compared: a leap year has every day."""


def month_rule(folded: str, start: int, floor: int) -> list[RelativeDate]:
    match = _MONTH.match(folded, start)
    if match is None or is_spaced_abbreviation(match["month"]):
        return []
    month, second = month_and_second(match)
    if month != second:  # أبريل مايو are two months, not two names of one
        match = _ALONE.match(folded, start) or match
    after = _AFTER.match(folded, match.end())
    before = folded[max(floor, start - CUE_DISTANCE) : start]
    days = _days_before(before, start - len(before), after.end() if after else match.end(), month)
    if days is None:
        return _month_alone(folded, before, match, after)
    if days and not after and _NAMED_AFTER.search(folded, max(0, days[0].start - 40), days[0].start):
        return []
    return [_yearless_day(folded, day, after) for day in days]


def _days_before(before: str, base: int, end: int, month: int) -> list[DateMatch] | None:
    """The days printed before a month, in the leap year: None if there are none, empty if they are not valid."""
    if edge := _EDGE_BEFORE.search(before):
        day = 1 if edge_of_month(edge["edge"]) == "first" else calendar.monthrange(_LEAP_YEAR, month)[1]
        return [DateMatch(base + edge.start("edge"), end, iso_day(_LEAP_YEAR, month, day))]
    if ordinal := _ORDINAL_BEFORE.search(before):
        if not may_precede_ordinal(before, ordinal.start()):
            return None
        value = iso_day(_LEAP_YEAR, month, ordinal_day(ordinal["ordinal"]))
        return [DateMatch(base + ordinal.start(), end, value)] if value else []
    found = _DAYS_BEFORE.search(before)
    if found is None:
        return None
    value = iso_day(_LEAP_YEAR, month, int(found["day"]))
    if value is None:
        return []
    last = (base + found.start("day"), end, value)
    days = list_dates(found["list"], base + found.start("list"), _LEAP_YEAR, month)
    if not days:
        return [DateMatch(*last)]
    return merge_days(before, found.start(), [*days, last], before[days[0][1] - base : found.start("day")])


def _yearless_day(folded: str, day: DateMatch, after: re.Match[str] | None) -> RelativeDate:
    month, number = _month_and_day(day.value or "")
    end = _month_and_day(day.end_value) if day.end_value else None
    adjacent = adjacent_weekday(folded, day.start, day.end)
    return _with_qualifier(
        day.start, day.end, Yearless(month, number, end), after, adjacent.weekday if adjacent else None
    )


def _month_and_day(value: str) -> tuple[int, int]:
    return int(value[5:7]), int(value[8:10])


def _with_qualifier(
    start: int, end: int, shape: Yearless, after: re.Match[str] | None, weekday: int | None = None
) -> RelativeDate:
    """The date with the direction of «الماضي» or the year of «من العام الماضي» after it."""
    if after is None:
        return RelativeDate(start, end, shape, None, weekday)
    sign = QUALIFIERS[after["qualifier"]] if after["qualifier"] else None
    if after["this"]:
        return RelativeDate(start, end, replace(shape, year_shift=0), None, weekday)
    if after["same"]:
        return RelativeDate(start, end, replace(shape, same_year=True), None, weekday)
    if after["year"]:
        return RelativeDate(start, end, replace(shape, year_shift=sign), None, weekday)
    return RelativeDate(start, end, shape, sign, weekday)


def _month_alone(folded: str, before: str, match: re.Match[str], after: re.Match[str] | None) -> list[RelativeDate]:
    """A month, or two joined ones: بين مايو ويوليو, مايو ويونيو."""
    month, start = month_and_second(match)[0], match.start()
    other = _SECOND_MONTH.match(folded, match.end()) if after is None else None
    if other:
        after = _AFTER.match(folded, other.end())
    if not _is_month(before, match["month"], bool(after or match["second"])):
        return []
    last = month_number(other["month"]) if other else 0
    end = after.end() if after else (other or match).end()
    if other is None or last == month:
        return [_with_qualifier(start, after.end() if after else match.end(), Yearless(month), after)]
    is_span = not is_conjunction(other["gap"])
    if is_span or last == month + 1 or before.endswith(("بين ", "بين شهري ")):
        return [_with_qualifier(start, end, Yearless(month, 0, (last, 0)), after)]
    first = _with_qualifier(start, match.end(), Yearless(month), None)
    return [first, _with_qualifier(other.start("month"), end, Yearless(last), after)]


def _is_month(before: str, name: str, is_marked: bool) -> bool:
    cue = _CUE.search(before)
    if is_marked or (cue and cue["month"]):
        return True
    if name == "اب" or (len(name) <= 3 and name[0] in "كت" and name[-1] in "12"):
        return False
    if name in AMBIGUOUS_MONTHS:
        return bool(cue and cue["strong"])
    return bool(cue or _CLITIC_BEFORE.search(before))


def hijri_rule(folded: str, start: int, floor: int) -> list[RelativeDate]:
    """15 رمضان, العاشر من محرم. Month names are also given names, so one without a day needs a cue and a qualifier."""
    match = _HIJRI.match(folded, start)
    if match is None:
        return []
    month = hijri_month_number(match["month"])
    before = folded[max(floor, start - CUE_DISTANCE) : start]
    after = _AFTER.match(folded, match.end())
    end = after.end() if after else match.end()
    base = start - len(before)
    if match["month"] == "صفر" and not before.endswith(("شهر ", "من ")):
        return []  # 3 - صفر is a score
    if edge := _EDGE_BEFORE.search(before):
        day, start = 1 if edge_of_month(edge["edge"]) == "first" else LAST_DAY, base + edge.start("edge")
    elif ordinal := _ORDINAL_BEFORE.search(before):
        day, start = ordinal_day(ordinal["ordinal"]), base + ordinal.start()
    elif number := _DAY_BEFORE.search(before):
        day, start = int(number["day"]), base + number.start()
    elif after and _CUE.search(before):
        day = 0
    else:
        return []
    if day > 30 and day != LAST_DAY:
        return []
    return [_with_qualifier(start, end, Yearless(month, day, is_hijri=True), after)]
