"""Resolving distances in time: أمس, العام المقبل, قبل ثلاثة أشهر, الأيام الثلاثة الماضية, في اليوم التالي.

Newspapers date an article by the day after it was written: if «أمس الاثنين» is one day off, the weekday is taken, the
date is in doubt, and so is every other «أمس» of that article. If it is off by more, it is not resolved.
"""

import datetime as dt

from archive.text.dates.relative.expressions import RelativeDate, Shift
from archive.text.dates.relative.resolution import Anchor, Context, Resolution, day_span

_LAGS = (dt.timedelta(0), dt.timedelta(-1), dt.timedelta(1))


def resolve_shift(date: RelativeDate, shape: Shift, context: Context) -> Resolution | None:
    base = _base(date, shape, context)
    if base is None or not base.is_as_fine_as("day" if shape.unit in ("day", "week") else shape.unit):
        return None
    if shape.is_span:
        return _span(shape, base)
    basis = "computed" if shape.is_counted or shape.from_last_date else "resolved"
    match shape.unit:
        case "day":
            return _day(date, shape, base, context.lag)
        case "week":
            monday = monday_of(base.day) + dt.timedelta(weeks=shape.count)
            return day_span(monday, monday + dt.timedelta(6), basis=basis)
        case "month":
            return Resolution(shifted_month(base.day, shape.count).isoformat()[:7], basis=basis)
        case "year":
            return Resolution(f"{dt.date(base.day.year + shape.count, 1, 1).year:04}", basis=basis)


def _base(date: RelativeDate, shape: Shift, context: Context) -> Anchor | None:
    """The date to count from: the article's, or the last one before («بعد شهرين» without a verb in the future tense)."""
    if shape.from_last_date:
        if shape.is_counted and shape.count > 0 and context.tense == "future":
            return context.article_date
        return context.last_date if shape.is_counted else context.last_in_text
    if shape.is_counted and date.direction == 1 and context.tense != "future":
        return None
    return context.article_date


def _day(date: RelativeDate, shape: Shift, base: Anchor, article_lag: dt.timedelta) -> Resolution | None:
    day = base.day + dt.timedelta(shape.count)
    if shape.is_counted or shape.from_last_date:
        return day_span(day, basis="computed")
    lag = article_lag if date.weekday is None else dateline_lag(date, base)
    return None if lag is None else day_span(day + lag, doubt="weekday" if lag else "")


def dateline_lag(date: RelativeDate, article_date: Anchor | None) -> dt.timedelta | None:
    """Days from the date that «أمس» gives to the weekday printed with it: −1, 0 or 1; None for more, or other dates."""
    if not isinstance(date.shape, Shift) or date.weekday is None or article_date is None:
        return None
    if article_date.precision != "day":
        return None
    day = article_date.day + dt.timedelta(date.shape.count)
    return next((lag for lag in _LAGS if (day + lag).weekday() == date.weekday), None)


def _span(shape: Shift, base: Anchor) -> Resolution:
    """All units from the base to the date at that distance, both included."""
    match shape.unit:
        case "day" | "week":
            other = base.day + dt.timedelta(shape.count * (7 if shape.unit == "week" else 1))
            return day_span(min(base.day, other), max(base.day, other), basis="computed")
        case "month":
            ends = sorted((base.day.isoformat()[:7], shifted_month(base.day, shape.count).isoformat()[:7]))
        case "year":
            ends = sorted((f"{base.day.year:04}", f"{base.day.year + shape.count:04}"))
    return Resolution(ends[0], ends[1], "computed")


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(day.weekday())


def shifted_month(day: dt.date, months: int) -> dt.date:
    """The first day of the month at this distance. Raises ValueError outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, 1)
