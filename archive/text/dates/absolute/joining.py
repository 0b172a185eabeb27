"""Joining of adjacent dates: two ends of a span, or one day in two calendars."""

import datetime as dt
from dataclasses import replace

from archive.text.dates.context import are_joined
from archive.text.dates.date_match import DateMatch
from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.vocabulary import WEEKDAY

MAX_CALENDAR_GAP = 40
"""Characters between a date and the same date in the other calendar."""
CALENDAR_TOLERANCE = dt.timedelta(days=2)
"""The same day may differ by this much in the two calendars: the moon is sighted country by country."""
_CALENDAR_GAP = LazyPattern(
    rf"(?: ?م)?[ ,()/-]*(?P<same>الموافق|موافق|المصادف|اي)?(?:[ ,()/-]|ل|م(?!\w)|ه(?!\w)|يوم|{WEEKDAY}|عام|سنه)*"
)


def join_spans(dates: list[DateMatch], folded: str) -> list[DateMatch]:
    """من 1 مايو 2023 إلى 5 يونيو 2024 and بين عام 2011 وعام 2013 become one date each."""
    joined: list[DateMatch] = []
    for date in dates:
        last = joined[-1] if joined else None
        if last and _is_span(last, date, folded):
            days = (last.days[0], date.days[1]) if last.days and date.days else None
            joined[-1] = replace(last, end=date.end, end_value=date.end_value or date.value, days=days)
        else:
            joined.append(date)
    return joined


def _is_span(first: DateMatch, last: DateMatch, folded: str) -> bool:
    both_hijri = first.calendar == "hijri" == last.calendar
    if (first.end_value or last.end_value) and not both_hijri:
        return False
    if not (first.value and last.value and first.basis == last.basis):
        return False
    if len(first.value) != len(last.value) or first.value >= last.value:
        return False
    return are_joined(folded, first.start, first.end, last.start)


def join_calendars(dates: list[DateMatch], folded: str) -> list[DateMatch]:
    """14 رمضان 1445هـ الموافق 24 مارس 2024 becomes one date, the Gregorian; if the two disagree, both are kept in doubt."""
    joined: list[DateMatch] = []
    for date in dates:
        last = joined[-1] if joined else None
        gap = None
        if last and last.calendar != date.calendar:
            gap = _CALENDAR_GAP.fullmatch(folded, last.end, date.start)
        if last is None or gap is None:
            joined.append(date)
        elif date.start - last.end <= MAX_CALENDAR_GAP and _are_same_days(last, date):
            gregorian = last if last.calendar == "gregorian" else date
            joined[-1] = replace(gregorian, start=last.start, end=date.end)
        elif gap["same"]:
            joined[-1] = replace(last, doubt="calendar")
            joined.append(replace(date, doubt="calendar"))
        else:
            joined.append(date)
    return joined


def _are_same_days(one: DateMatch, other: DateMatch) -> bool:
    (first, last), (start, end) = one.interval(), other.interval()
    return first - CALENDAR_TOLERANCE <= end and start - CALENDAR_TOLERANCE <= last
