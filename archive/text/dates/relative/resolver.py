"""Resolving relative dates to days: against the article's date, never against today.

The result is no more precise than print and the article's date: a day needs an article dated to the day, a month one
dated to the month. A week runs from Monday to Sunday and is a span of days. What cannot be resolved is None.
"""

import datetime as dt

from archive.text.dates.relative.expressions import Anniversary, DayOfMonth, RelativeDate, Shift, Weekday, Yearless
from archive.text.dates.relative.resolution import Anchor, Context, Resolution, day_span
from archive.text.dates.relative.shift_resolver import monday_of, resolve_shift, shifted_month
from archive.text.dates.relative.tense import Tense
from archive.text.dates.relative.yearless_resolver import resolve_yearless


def resolve(date: RelativeDate, context: Context) -> Resolution | None:
    """The days of a relative date; None if the context does not determine them."""
    try:
        match date.shape:
            case Yearless():
                return resolve_yearless(date, date.shape, context)
            case Weekday():
                return _resolve_weekday(date, date.shape, context)
            case DayOfMonth():
                return _resolve_day_of_month(date.shape, context.article_date)
            case Shift():
                return resolve_shift(date, date.shape, context)
            case Anniversary():
                return _resolve_anniversary(date.shape, context)
    except (ValueError, OverflowError):
        return None  # outside the calendar


def _resolve_weekday(date: RelativeDate, shape: Weekday, context: Context) -> Resolution | None:
    """The article's own day or the last such weekday before it; the next one if the sentence is in the future tense."""
    anchor = context.article_date
    if anchor is None or not anchor.is_as_fine_as("day"):
        return None
    if shape.week_shift is not None:
        first = monday_of(anchor.day) + dt.timedelta(weeks=shape.week_shift, days=shape.weekday)
    else:
        days = _days_to_weekday(shape.weekday, anchor.day.weekday(), date.direction, context.tense)
        first = anchor.day + dt.timedelta(days)
    last = first + dt.timedelta((shape.last - shape.weekday) % 7) if shape.last is not None else None
    return day_span(first, last)


def _days_to_weekday(weekday: int, today: int, direction: int | None, tense: Tense) -> int:
    """Days from the article's date. Its own day counts as past and as future, except with a qualifier (الماضي)."""
    back, ahead = (today - weekday) % 7, (weekday - today) % 7
    if direction is not None and direction < 0:
        return -(back or 7) + 7 * (direction + 1)
    if direction is not None and direction > 0:
        return ahead or 7
    if tense == "future":
        return ahead
    return ahead if tense == "nearest" and ahead <= 3 else -back


def _resolve_day_of_month(shape: DayOfMonth, anchor: Anchor | None) -> Resolution | None:
    if anchor is None or not anchor.is_as_fine_as("month"):
        return None
    month = shifted_month(anchor.day, shape.month_shift)
    return day_span(month.replace(day=shape.day), month.replace(day=shape.end) if shape.end else None)


def _resolve_anniversary(shape: Anniversary, context: Context) -> Resolution | None:
    base = context.last_in_sentence or (context.article_date if context.tense != "future" else None)
    return Resolution(f"{base.day.year - shape.years:04}", basis="computed") if base else None
