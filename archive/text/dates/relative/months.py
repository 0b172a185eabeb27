"""Rules for days and months without a year: 12 فبراير, الخامس والعشرين من يناير, من 3 إلى 5 يونيو, مارس الماضي.

A month alone needs a word of time before it (في، منذ، شهر، مطلع) or a qualifier after it; names that are words of another
kind as well (مارس، ماي، أوت، نيسان) need one that leaves no doubt.
"""

import re
from dataclasses import replace

from archive.text.dates.match import DateMatch
from archive.text.dates.numerals import alternatives
from archive.text.dates.relative.expressions import QUALIFIERS, RelativeDate, Yearless
from archive.text.dates.rules_gregorian import days_listed, listed_days
from archive.text.dates.rules_hijri import hijri_month
from archive.text.dates.vocabulary import (
    BARE,
    DAY_START,
    END,
    HIJRI_NAME,
    LISTED,
    MONTH_NAME,
    OF,
    ORDINAL_DAY,
    SECOND_NAME,
    TILL,
    may_precede_ordinal,
    month_and_second,
    month_number,
    ordinal_day,
    real_day,
    weekday_beside,
)

LOOK_BACK = 60
QUALIFIER = rf"(?P<qualifier>{alternatives(QUALIFIERS)}){END}"
_MONTH = re.compile(rf"(?P<month>{MONTH_NAME})(?P<second>{SECOND_NAME})?")
_AFTER = re.compile(
    rf" (?:(?:من )?(?:(?P<year>العام|السنه|عام|سنه) )?(?:{QUALIFIER}|(?P<same>نفسه|ذاته|نفسها))"
    r"|(?:من )?(?P<this>هذا العام|هذه السنه|العام(?=[,.؟]|$)))"
)
_DAYS_BEFORE = re.compile(rf"{DAY_START}(?P<list>{LISTED}*)(?P<day>\d{{1,2}}){OF}(?:[بل])?$")
_ORDINAL_BEFORE = re.compile(rf"(?:{BARE}|(?<=[وفل]))(?P<ordinal>{ORDINAL_DAY}) (?:من )?(?:شهر )?$")
_CUE = re.compile(
    rf"{BARE}(?:[وف]?(?P<strong>في|خلال|منذ|مطلع|بدايه|نهايه|اواخر|اوايل|اواسط|منتصف|حتي|بحلول|طوال|غضون|لغايه)"
    rf"|[وف]?(?P<weak>قبل|بعد|الي|من|بين)|[وبلف]*(?P<month>شهري?|اشهر)) $"
)
_ALONE = re.compile(rf"(?P<month>{MONTH_NAME})(?P<second>(?!))?")
_SECOND_MONTH = re.compile(rf"(?P<till>{TILL})(?P<month>{MONTH_NAME})(?:{SECOND_NAME})?")
_HIJRI = re.compile(rf"(?P<month>{HIJRI_NAME})")
_DAY_BEFORE = re.compile(rf"{DAY_START}(?P<day>\d{{1,2}}){OF}(?:[بل])?$")
_CLITIC_BEFORE = re.compile(rf"{BARE}(?:و?[بل])$")
_NAMED_AFTER = re.compile(
    rf"{BARE}[وفبل]*(?:ال)?(?:حركه|حركتي|ثوره|ثورتي|قوي|فريق|فريقي|ميدان|شارع|جسر|كوبري|مدينه|جامعه|تحالف|قناه|محور|ملعب|استاد|معركه|كتيبه"
    rf"|كتايب|لواء|حزب|تيار|ائتلاف|تجمع|انتفاضه|انقلاب|هجوم|هجمات|احداث|حرب|حراك|طوفان|عمليه|ذكري|عيد|مجزره|اتفاق|اتفاقيه|جيل|منظمه|مؤسسه"
    rf"|موسسه|نادي|ساحه|حي|مجمع|مستشفي|مدرسه|قاعه)(?: ال\w+)? (?:ال)?$"
)
NEED_A_STRONG_CUE = frozenset({"مارس", "ماي", "اوت", "جوان", "آب", "نيسان", "تموز", "مايس"})
"""Names that are words of another kind too: he practised, Theresa May, out, a name, a car."""
_LEAP = "2000"
"""Stands for the missing year while days are compared: every day that any year has is in it."""


def month_rule(folded: str, start: int, floor: int) -> list[RelativeDate]:
    match = _MONTH.match(folded, start)
    if match is None:
        return []
    month, second = month_and_second(match)
    if month != second:  # أبريل مايو: two months, and no second name
        match = _ALONE.match(folded, start) or match
    after = _AFTER.match(folded, match.end())
    before = folded[max(floor, start - LOOK_BACK) : start]
    days = _days_before(before, start - len(before), after.end() if after else match.end(), month)
    if days is None:
        return _month_alone(folded, before, match, after)
    if days and not after and _NAMED_AFTER.search(folded, max(0, days[0].start - 40), days[0].start):
        return []
    return [_described(folded, day, after) for day in days]


def _days_before(before: str, base: int, end: int, month: int) -> list[DateMatch] | None:
    """The days named before a month, in the leap year; None where there are none, empty where the calendar has none."""
    if ordinal := _ORDINAL_BEFORE.search(before):
        if not may_precede_ordinal(before, ordinal.start()):
            return None
        value = real_day(int(_LEAP), month, ordinal_day(ordinal["ordinal"]))
        return [DateMatch(base + ordinal.start(), end, value)] if value else []
    found = _DAYS_BEFORE.search(before)
    if found is None:
        return None
    value = real_day(int(_LEAP), month, int(found["day"]))
    if value is None:
        return []
    items, place = listed_days(found["list"]), base + found.start("list")
    days = [(base + found.start("day"), end, value)]
    for left, right, day, name in reversed(items):
        if value := real_day(int(_LEAP), month_number(name) if name else month, day):
            days.insert(0, (place + left, place + right, value))
    if len(days) == 1:
        return [DateMatch(*days[0])]
    return days_listed(before, found.start(), days, found["list"][items[0][1] :])


def _described(folded: str, day: DateMatch, after: re.Match[str] | None) -> RelativeDate:
    month, number = _month_and_day(day.value or "")
    end = _month_and_day(day.end_value) if day.end_value else None
    beside = weekday_beside(folded, day.start, day.end)
    return _with_qualifier(day.start, day.end, Yearless(month, number, end), after, beside.weekday if beside else None)


def _month_and_day(value: str) -> tuple[int, int]:
    return int(value[5:7]), int(value[8:10])


def _with_qualifier(
    start: int, end: int, shape: Yearless, after: re.Match[str] | None, weekday: int | None = None
) -> RelativeDate:
    """«الماضي» says which way, «من العام الماضي» which year."""
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
    """A month, or two that are joined: بين مايو ويوليو, مايو ويونيو."""
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
    to = "و" not in other["till"].replace("وحتي", "").replace("والي", "")
    if to or last == month + 1 or before.endswith(("بين ", "بين شهري ")):
        return [_with_qualifier(start, end, Yearless(month, 0, (last, 0)), after)]
    first = _with_qualifier(start, match.end(), Yearless(month), None)
    return [first, _with_qualifier(other.start("month"), end, Yearless(last), after)]


def _is_month(before: str, name: str, described: bool) -> bool:
    cue = _CUE.search(before)
    if described or (cue and cue["month"]):
        return True
    if name == "اب":
        return False
    if name in NEED_A_STRONG_CUE:
        return bool(cue and cue["strong"])
    return bool(cue or _CLITIC_BEFORE.search(before))


def hijri_rule(folded: str, start: int, floor: int) -> list[RelativeDate]:
    """15 رمضان, العاشر من محرم; a month alone only as «شهر رمضان المقبل», for men bear these names."""
    match = _HIJRI.match(folded, start)
    if match is None:
        return []
    month = hijri_month(match["month"])
    before = folded[max(floor, start - LOOK_BACK) : start]
    after = _AFTER.match(folded, match.end())
    end = after.end() if after else match.end()
    base = start - len(before)
    if match["month"] == "صفر" and not before.endswith(("شهر ", "من ")):
        return []  # 3 - صفر is a score
    if ordinal := _ORDINAL_BEFORE.search(before):
        day, start = ordinal_day(ordinal["ordinal"]), base + ordinal.start()
    elif number := _DAY_BEFORE.search(before):
        day, start = int(number["day"]), base + number.start()
    elif after and _CUE.search(before):
        day = 0
    else:
        return []
    if day > 30:
        return []
    return [_with_qualifier(start, end, Yearless(month, day, hijri=True), after)]
