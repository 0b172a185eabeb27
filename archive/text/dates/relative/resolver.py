"""From an open date to days: resolved against the article's date, never against today.

The result is as precise as print and the article's date allow: a day needs an article dated to the day, a month one dated
to the month. A week runs from Monday to Sunday and is a span of days. What points nowhere stays open (None):
- a day or month without a year lies where its qualifier, weekday or sentence says; else in the nine months behind the
  article's date or the three ahead, for news looks back further than it looks ahead;
- a weekday is the article's own day or the last one before it; ahead where the sentence tells of what is to come;
- where «أمس» and the weekday beside it disagree by a day, the weekday stands and the date is in doubt (papers date an
  article by the day after it was written), and so does every other «أمس» of that article; by more, nothing is read.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from archive.text.dates.absolute import PRECISIONS, interval
from archive.text.dates.hijri import hijri_day, hijri_year_of, month_length
from archive.text.dates.relative.expressions import Anniversary, DayOfMonth, RelativeDate, Shift, Weekday, Yearless
from archive.text.dates.relative.tense import Direction

BEHIND = dt.timedelta(days=275)
"""How far back a date without a year and without a sign of direction lies at most: nine months."""
_OVERTAKEN = dt.timedelta(days=2)
"""What is announced may have come to pass when the article is dated."""
_FINENESS = {"year": 0, "month": 1, "day": 2}


@dataclass(frozen=True, slots=True)
class Anchor:
    """The date from which open ones are counted: an ISO value as precise as it is known."""

    value: str

    @property
    def day(self) -> dt.date:
        return interval(self.value)[0]

    @property
    def precision(self) -> str:
        return PRECISIONS[len(self.value)]

    def is_as_fine_as(self, precision: str) -> bool:
        return _FINENESS[self.precision] >= _FINENESS[precision]


@dataclass(frozen=True, slots=True)
class Resolved:
    value: str
    end_value: str | None = None
    basis: str = "resolved"
    doubt: str = ""
    days: tuple[dt.date, dt.date] | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What an article knows when an open date is resolved: its date, which way the sentence points, the year that a day
    was printed with elsewhere in it, the date spoken of last, the last one of the same sentence and of the same text."""

    anchor: Anchor | None
    direction: Direction
    years: dict[tuple[int, int], int]
    spoken: Anchor | None
    sentence: Anchor | None
    in_text: Anchor | None
    lag: dt.timedelta = dt.timedelta(0)
    """How many days before its date the article was written, as its «أمس الاثنين» betrays."""


def resolve(date: RelativeDate, context: Context) -> Resolved | None:
    """The days of an open date; None where it stays open."""
    try:
        match date.shape:
            case Yearless():
                return _yearless(date, date.shape, context)
            case Weekday():
                return _weekday(date, date.shape, context)
            case DayOfMonth():
                return _day_of_month(date.shape, context.anchor)
            case Shift():
                return _shift(date, date.shape, context)
            case Anniversary():
                return _anniversary(date.shape, context)
    except (ValueError, OverflowError):
        return None  # beyond the calendar


# -- without a year ---------------------------------------------------------------------------------------------------
def _yearless(date: RelativeDate, shape: Yearless, context: Context) -> Resolved | None:
    year = _printed_year(shape, context)
    if year is None and (shape.same_year or shape.year_shift is not None):
        return None
    if year is not None:
        return _in_year(date, shape, year)
    anchor = context.anchor
    if anchor is None or not anchor.is_as_fine_as("day" if shape.day else "month"):
        return None
    candidates = [found for near in _near_years(anchor, shape) if (found := _in_year(date, shape, near))]
    agreeing = [found for found in candidates if not found.doubt]
    return _chosen(agreeing or candidates, date, anchor, context.direction, whole_months=not shape.day)


def _printed_year(shape: Yearless, context: Context) -> int | None:
    """The year that print gives after all: «من العام الماضي», «من العام نفسه», or the same day with its year elsewhere."""
    if shape.same_year:
        return context.in_text.day.year if context.in_text else None
    if shape.year_shift is not None:
        return context.anchor.day.year + shape.year_shift if context.anchor else None
    return context.years.get((shape.month, shape.day)) if shape.day and not shape.hijri else None


def _near_years(anchor: Anchor, shape: Yearless) -> Iterator[int]:
    year = hijri_year_of(anchor.day) if shape.hijri else anchor.day.year
    yield from (year - 1, year, year + 1)


def _in_year(date: RelativeDate, shape: Yearless, year: int) -> Resolved | None:
    if shape.hijri:
        return _hijri_in_year(shape, year if year < 1700 else hijri_year_of(dt.date(year, 7, 1)))
    if not shape.day:
        value = f"{year:04}-{shape.month:02}"
        if shape.end is None:
            return Resolved(value)
        return Resolved(value, f"{year + (shape.end[0] < shape.month):04}-{shape.end[0]:02}")
    try:
        first = dt.date(year, shape.month, shape.day)
        last = dt.date(year + (shape.end < (shape.month, shape.day)), *shape.end) if shape.end else None
    except ValueError:
        return None
    doubt = "weekday" if date.weekday is not None and first.weekday() != date.weekday else ""
    return Resolved(first.isoformat(), last.isoformat() if last else None, doubt=doubt)


def _hijri_in_year(shape: Yearless, year: int) -> Resolved | None:
    first = hijri_day(year, shape.month, shape.day or 1)
    last = first if shape.day else hijri_day(year, shape.month, month_length(year, shape.month))
    if first is None or last is None:
        return None
    length = 10 if shape.day else 7
    value, end = first.isoformat()[:length], last.isoformat()[:length]
    return Resolved(value, end if end != value else None, "computed", days=(first, last))


def _chosen(
    candidates: list[Resolved], date: RelativeDate, anchor: Anchor, direction: Direction, *, whole_months: bool
) -> Resolved | None:
    """Of the same date in neighbouring years, the one that qualifier, sentence, or nearness points to."""
    first, last = interval(anchor.value)
    ahead = [found for found in candidates if _days(found)[0] > last]
    behind = [found for found in candidates if _days(found)[1] < first]
    now = [found for found in candidates if found not in ahead and found not in behind]
    if date.direction is not None:
        picked = {-1: behind[::-1], 0: now or _of_year(candidates, anchor.day.year), 1: ahead}[date.direction]
        return picked[0] if picked else None
    if now:
        return now[0]
    if direction == "future":
        soon = [found for found in behind if first - _days(found)[1] <= _OVERTAKEN]
        return next(iter(soon + ahead), None)
    past = behind[-1] if behind else None
    if past and (direction == "past" or not ahead) and first - _days(past)[1] <= BEHIND:
        return past
    if past and ahead and first - _days(past)[1] <= _days(ahead[0])[0] - last:
        return past
    return ahead[0] if ahead else past


def _of_year(candidates: list[Resolved], year: int) -> list[Resolved]:
    return [found for found in candidates if _days(found)[0].year == year]


def _days(found: Resolved) -> tuple[dt.date, dt.date]:
    return found.days or (interval(found.value)[0], interval(found.end_value or found.value)[1])


# -- weekdays ---------------------------------------------------------------------------------------------------------
def _weekday(date: RelativeDate, shape: Weekday, context: Context) -> Resolved | None:
    anchor = context.anchor
    if anchor is None or not anchor.is_as_fine_as("day"):
        return None
    if shape.week_shift is not None:
        first = _monday(anchor.day) + dt.timedelta(weeks=shape.week_shift, days=shape.weekday)
    else:
        first = anchor.day + dt.timedelta(
            _days_to(shape.weekday, anchor.day.weekday(), date.direction, context.direction)
        )
    last = first + dt.timedelta((shape.last - shape.weekday) % 7) if shape.last is not None else None
    return Resolved(first.isoformat(), last.isoformat() if last else None)


def _days_to(weekday: int, today: int, told: int | None, direction: Direction) -> int:
    """How many days from the article's date; the day itself counts as past and as future, unless a qualifier is printed."""
    back, on = (today - weekday) % 7, (weekday - today) % 7
    if told is not None and told < 0:
        return -(back or 7) + 7 * (told + 1)
    if told is not None and told > 0:
        return on or 7
    if direction == "future":
        return on
    return on if direction == "nearest" and on <= 3 else -back


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(day.weekday())


# -- relative ---------------------------------------------------------------------------------------------------------
def _day_of_month(shape: DayOfMonth, anchor: Anchor | None) -> Resolved | None:
    if anchor is None or not anchor.is_as_fine_as("month"):
        return None
    month = _shifted_month(anchor.day, shape.month_shift)
    first = month.replace(day=shape.day)
    last = month.replace(day=shape.end) if shape.end else None
    return Resolved(first.isoformat(), last.isoformat() if last else None)


def _shift(date: RelativeDate, shape: Shift, context: Context) -> Resolved | None:
    basis = "computed" if shape.counted or shape.after else "resolved"
    base = context.anchor
    if shape.after:
        # «بعد شهرين» ahead of the article's date where the sentence says so, else after what was spoken of last
        ahead = shape.counted and shape.count > 0 and context.direction == "future"
        base = context.anchor if ahead else context.spoken if shape.counted else context.in_text
    elif shape.counted and date.direction == 1 and context.direction != "future":
        return None
    if base is None or not base.is_as_fine_as("day" if shape.unit in ("day", "week") else shape.unit):
        return None
    if shape.whole:
        return _whole(shape, base)
    match shape.unit:
        case "day":
            return _day(date, shape, base, context)
        case "week":
            monday = _monday(base.day) + dt.timedelta(weeks=shape.count)
            return Resolved(monday.isoformat(), (monday + dt.timedelta(6)).isoformat(), basis)
        case "month":
            return Resolved(_shifted_month(base.day, shape.count).isoformat()[:7], basis=basis)
        case "year":
            return Resolved(f"{base.day.replace(day=1).replace(year=base.day.year + shape.count).year:04}", basis=basis)


def _day(date: RelativeDate, shape: Shift, base: Anchor, context: Context) -> Resolved | None:
    day = base.day + dt.timedelta(shape.count)
    if shape.counted or shape.after:
        return Resolved(day.isoformat(), basis="computed")
    if date.weekday is None:
        return Resolved((day + context.lag).isoformat(), doubt="weekday" if context.lag else "")
    lag = lag_of(date, base)
    return None if lag is None else Resolved((day + lag).isoformat(), doubt="weekday" if lag else "")


def lag_of(date: RelativeDate, anchor: Anchor | None) -> dt.timedelta | None:
    """How far «أمس الاثنين» lies from yesterday: a day at most, else None, as for any date that is not of this kind."""
    if not isinstance(date.shape, Shift) or date.weekday is None or anchor is None or anchor.precision != "day":
        return None
    day = anchor.day + dt.timedelta(date.shape.count)
    return next((lag for lag in _LAGS if (day + lag).weekday() == date.weekday), None)


_LAGS = (dt.timedelta(0), dt.timedelta(-1), dt.timedelta(1))


def _whole(shape: Shift, base: Anchor) -> Resolved:
    """The days, weeks, months or years up to the base, or from it on, the base's own among them."""
    match shape.unit:
        case "day" | "week":
            there = base.day + dt.timedelta(shape.count * (7 if shape.unit == "week" else 1))
            first, last = sorted((base.day, there))
            return Resolved(first.isoformat(), last.isoformat(), "computed")
        case "month":
            ends = sorted((base.day.isoformat()[:7], _shifted_month(base.day, shape.count).isoformat()[:7]))
        case "year":
            ends = sorted((f"{base.day.year:04}", f"{base.day.year + shape.count:04}"))
    return Resolved(ends[0], ends[1], "computed")


def _shifted_month(day: dt.date, months: int) -> dt.date:
    """The first day of the month so many months away. Raises ValueError beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, 1)


def _anniversary(shape: Anniversary, context: Context) -> Resolved | None:
    base = context.sentence or (context.anchor if context.direction != "future" else None)
    return Resolved(f"{base.day.year - shape.years:04}", basis="computed") if base else None
