"""Resolving days and months without a year: which year is meant.

In this order: the year that print gives (من العام الماضي, or the same day with its year elsewhere in the article); the side
that a qualifier (الماضي), the weekday or the tense of the sentence points to; else the nine months before the article's
date or the three after it, since news looks back further than it looks ahead.
"""

import datetime as dt

from archive.text.dates.hijri import hijri_day, hijri_year_of, month_length
from archive.text.dates.relative.expressions import LAST_DAY, RelativeDate, Yearless
from archive.text.dates.relative.resolution import Anchor, Context, Resolution, day_span
from archive.text.dates.relative.tense import Tense

MAX_LOOK_BACK = dt.timedelta(days=275)
"""Nine months: the furthest past date without a year or a sign of its direction."""
ANNOUNCEMENT_LAG = dt.timedelta(days=2)
"""An announced date may already be this far in the past when the article is dated."""


def resolve_yearless(date: RelativeDate, shape: Yearless, context: Context) -> Resolution | None:
    year = _printed_year(shape, context)
    if year is not None:
        return _in_year(date, shape, year)
    anchor = context.article_date
    if shape.same_year or shape.year_shift is not None or anchor is None:
        return None
    if not anchor.is_as_fine_as("day" if shape.day else "month"):
        return None
    year = hijri_year_of(anchor.day) if shape.is_hijri else anchor.day.year
    candidates = [found for near in (year - 1, year, year + 1) if (found := _in_year(date, shape, near))]
    certain = [found for found in candidates if not found.doubt]
    return _choose(certain or candidates, date.direction, anchor, context.tense)


def _printed_year(shape: Yearless, context: Context) -> int | None:
    """The year of «من العام الماضي» or «من العام نفسه», or the one printed with the same day elsewhere."""
    if shape.same_year:
        return context.last_in_text.day.year if context.last_in_text else None
    if shape.year_shift is not None:
        return context.article_date.day.year + shape.year_shift if context.article_date else None
    return context.years.get((shape.month, shape.day)) if shape.day and not shape.is_hijri else None


def _in_year(date: RelativeDate, shape: Yearless, year: int) -> Resolution | None:
    """The date in a Gregorian (or for Hijri shapes also Hijri) year; in doubt if the printed weekday disagrees."""
    if shape.is_hijri:
        return _in_hijri_year(shape, year if year < 1700 else hijri_year_of(dt.date(year, 7, 1)))
    if not shape.day:
        value = f"{year:04}-{shape.month:02}"
        if shape.end is None:
            return Resolution(value)
        return Resolution(value, f"{year + (shape.end[0] < shape.month):04}-{shape.end[0]:02}")
    try:
        first = dt.date(year, shape.month, shape.day)
        last = dt.date(year + (shape.end < (shape.month, shape.day)), *shape.end) if shape.end else None
    except ValueError:
        return None
    return day_span(first, last, doubt="weekday" if date.weekday not in (None, first.weekday()) else "")


def _in_hijri_year(shape: Yearless, year: int) -> Resolution | None:
    length_of_month = month_length(year, shape.month)
    first = hijri_day(year, shape.month, length_of_month if shape.day == LAST_DAY else shape.day or 1)
    last = first if shape.day else hijri_day(year, shape.month, length_of_month)
    if first is None or last is None:
        return None
    length = 10 if shape.day else 7
    value, end = first.isoformat()[:length], last.isoformat()[:length]
    return Resolution(value, end if end != value else None, "computed", days=(first, last))


def _choose(candidates: list[Resolution], direction: int | None, anchor: Anchor, tense: Tense) -> Resolution | None:
    """Of one date in consecutive years, the one that the qualifier, the tense or the distance points to."""
    first, last = anchor.interval()
    after = [found for found in candidates if found.interval()[0] > last]
    before = [found for found in candidates if found.interval()[1] < first]
    current = [found for found in candidates if found not in after and found not in before]
    if direction is not None:
        in_same_year = [found for found in candidates if found.interval()[0].year == anchor.day.year]
        chosen = {-1: before[::-1], 0: current or in_same_year, 1: after}[direction]
        return chosen[0] if chosen else None
    if current:
        return current[0]
    if tense == "future":
        just_past = [found for found in before if first - found.interval()[1] <= ANNOUNCEMENT_LAG]
        return next(iter(just_past + after), None)
    past = before[-1] if before else None
    if past is None or not after:
        return past or (after[0] if after else None)
    distance = first - past.interval()[1]
    if (tense == "past" and distance <= MAX_LOOK_BACK) or distance <= after[0].interval()[0] - last:
        return past
    return after[0]
