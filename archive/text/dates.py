"""The date grammar: dates that a printed text states with their year, read without guessing.

Order of steps: the text is folded with a map back to the printed offsets; windows around four-digit numbers are cut out
(no rule works without a year, so nothing else is looked at); the rules of `date_rules` are tried in order; numeric
dates are checked against a weekday printed beside them; neighbours joined by «من … إلى …» become spans.

Not here: dates without a year (12 فبراير) and relative ones (أمس), which need an anchor; Hijri dates. Only
`find_weekdays` reads bare weekdays.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.text.date_folding import fold_for_dates, printed_end
from archive.text.date_rules import (
    MONTH_RULES,
    MONTH_WORD,
    NUMERIC_RULES,
    WEEKDAY_NUMBERS,
    WEEKDAY_WORD,
    YEAR_RULES,
    Reading,
    real_day,
    weekday_beside,
)


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as printed in `text[start:end] == surface`, clitics left out.

    `value` is ISO as precise as known (2024-06-20, 2024-06, 2024), `end_value` closes a span, `first`/`last` are the
    interval's days. `weekday` (0 = Monday) is the one printed beside the date, `weekday_agrees` whether the calendar
    says the same; both None where there is none.
    """

    start: int
    end: int
    surface: str
    value: str
    end_value: str | None
    precision: str
    first: dt.date
    last: dt.date
    weekday: int | None = None
    weekday_agrees: bool | None = None


@dataclass(frozen=True, slots=True)
class WeekdayExpression:
    """A weekday named in `text[start:end] == surface`; `weekday` 0 = Monday."""

    start: int
    end: int
    surface: str
    weekday: int


def interval(value: str) -> tuple[dt.date, dt.date]:
    """First and last day of an ISO value of any precision: 2024-02 → 1 and 29 February. Raises ValueError otherwise."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)
    if len(parts) == 2:
        return dt.date(parts[0], parts[1], 1), dt.date(parts[0], parts[1], calendar.monthrange(*parts)[1])
    day = dt.date(*parts)
    return day, day


def _precision(value: str) -> str:
    return {4: "year", 7: "month", 10: "day"}[len(value)]


_FOUR_DIGITS = re.compile(r"[0-9]{4}")
BEFORE_YEAR, AFTER_YEAR = 90, 45
"""How much of the text around a four-digit number the rules look at, in characters."""


def _windows(folded: str) -> Iterator[tuple[int, int]]:
    start = end = -1
    for year in _FOUR_DIGITS.finditer(folded):
        lower, upper = max(0, year.start() - BEFORE_YEAR), min(len(folded), year.end() + AFTER_YEAR)
        if lower > end >= 0:
            yield start, end
            start = lower
        elif end < 0:
            start = lower
        end = upper
    if end >= 0:
        yield start, end


def _readings(folded: str) -> list[Reading]:
    found: list[Reading] = []
    for lower, upper in _windows(folded):
        taken: list[tuple[int, int]] = []
        months = MONTH_RULES if MONTH_WORD.search(folded, lower, upper) else ()
        for pattern, builder in (*NUMERIC_RULES, *months, *YEAR_RULES):
            for match in pattern.finditer(folded, lower, upper):
                start, end = match.span()
                if any(start < right and left < end for left, right in taken):
                    continue
                readings = builder(match, folded)
                if readings:
                    taken.append((start, end))
                found.extend(readings)
    return sorted((reading for reading in found if reading.value), key=lambda reading: reading.start)


_GAP_TO = re.compile(r" ?(?:- | (?:و ?)?(?:الي|حتي) )(?:يوم |غايه |نهايه )?(?:\w+ )?")
_GAP_AND = re.compile(r" ?و ?")


def _join_spans(readings: list[Reading], folded: str) -> list[Reading]:
    """من 1 مايو 2023 إلى 5 يونيو 2024 and بين عام 2011 وعام 2013 are one span each."""
    joined: list[Reading] = []
    for reading in readings:
        last = joined[-1] if joined else None
        if (
            last
            and last.value
            and reading.value
            and not last.end_value
            and not reading.end_value
            and len(last.value) == len(reading.value)
            and last.value < reading.value
        ):
            gap = folded[last.end : reading.start]
            before = folded[max(0, last.start - 20) : last.start]
            if (_GAP_TO.fullmatch(gap) and re.search(r"(?:من|منذ|فتره|بين)\b[^.]{0,12}$", before)) or (
                _GAP_AND.fullmatch(gap) and re.search(r"بين (?:\w+ )?$", before)
            ):
                joined[-1] = replace(last, end=reading.end, end_value=reading.value)
                continue
        joined.append(reading)
    return joined


def _expression(reading: Reading, text: str, folded: str, offsets: list[int] | None) -> DateExpression:
    value = reading.value or ""
    start, end = reading.start, reading.end
    first, last = interval(value)[0], interval(reading.end_value or value)[1]
    weekday = weekday_beside(folded, start, end) if len(value) == 10 else None
    if offsets is not None:
        start, end = offsets[start], printed_end(offsets, text, end)
    return DateExpression(
        start,
        end,
        text[start:end],
        value,
        reading.end_value,
        _precision(value),
        first,
        last,
        weekday,
        None if weekday is None else first.weekday() == weekday,
    )


def find_dates(text: str) -> list[DateExpression]:
    """All dates that the text states with their year, in order, without overlap."""
    folded, offsets = fold_for_dates(text)
    if not _FOUR_DIGITS.search(folded):
        return []
    return [_expression(reading, text, folded, offsets) for reading in _join_spans(_readings(folded), folded)]


_ALONE = re.compile(r"\s*(?:(?P<month>\d{4}-(?:0[1-9]|1[0-2]))|(?P<year>(?:1[0-9]|2[01])\d\d))\s*م?\s*")
_SHORT = re.compile(r"(?<![\d/.-])(?P<one>\d{1,2})(?P<sep>[-/.])(?P<two>\d{1,2})(?P=sep)(?P<year>\d\d)(?![\d/.-])")


def parse_date(text: str) -> DateExpression | None:
    """The date of a line that is about nothing else («تاريخ النشر: …»): the most precise one, the first of equals.

    Here a month (2024-06) or a year may stand alone, and a year may have two digits (20/06/24: 1970 to 2069).
    """
    found = find_dates(text)
    if found:
        order = {"day": 0, "month": 1, "year": 2}
        return min(found, key=lambda date: order[date.precision])
    folded, offsets = fold_for_dates(text)
    if match := _ALONE.fullmatch(folded):
        group = "month" if match["month"] else "year"
        return _expression(Reading(*match.span(group), match[group]), text, folded, offsets)
    for match in _SHORT.finditer(folded):
        short = int(match["year"])
        year = short + (2000 if short < 70 else 1900)
        one, two = int(match["one"]), int(match["two"])
        if value := real_day(year, two, one) or real_day(year, one, two):
            return _expression(Reading(match.start(), match.end(), value), text, folded, offsets)
    return None


def find_weekdays(text: str) -> list[WeekdayExpression]:
    """Weekdays named in the text (الخميس, وبالأربعاء, Thursday), in order. الاثنين may also mean «the two»."""
    folded, offsets = fold_for_dates(text)
    found = []
    for match in WEEKDAY_WORD.finditer(folded):
        start, end = match.span("weekday")
        if offsets is not None:
            start, end = offsets[start], printed_end(offsets, text, end)
        found.append(WeekdayExpression(start, end, text[start:end], WEEKDAY_NUMBERS[match["weekday"]]))
    return found
