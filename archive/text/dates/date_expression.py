"""Dates and weekdays as callers get them: with offsets into the printed text."""

import datetime as dt
from dataclasses import dataclass

from archive.text.dates.context import adjacent_weekday
from archive.text.dates.date_match import DateMatch
from archive.text.dates.folded_text import FoldedText
from archive.text.dates.iso import PRECISIONS


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date printed at `text[start:end] == surface`, without the clitics before it.

    `value` is ISO, as precise as known (2024-06-20, 2024-06, 2024); `end_value` is the last value of a span;
    `first`/`last` are the interval's days. `weekday` (0 = Monday) is the one printed next to the date, `weekday_agrees`
    whether the calendar confirms it; both are None if there is none. `basis` is stated (printed in full), resolved (the
    missing part comes from the article's date) or computed (by arithmetic, or from another calendar). `doubt` names a
    contradiction in print that is left unresolved: `weekday` or `calendar`.
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
    basis: str = "stated"
    doubt: str = ""

    @classmethod
    def from_match(cls, match: DateMatch, text: FoldedText) -> "DateExpression":
        """The date of a match, compared with the weekday printed next to it. Raises ValueError without a value."""
        value = match.value or ""
        first, last = match.interval()
        weekday = match.weekday
        if not match.was_relative and len(value) == 10:
            adjacent = adjacent_weekday(text.folded, match.start, match.end)
            weekday = adjacent.weekday if adjacent else None
        agrees = None if weekday is None else first.weekday() == weekday
        start, end = text.printed_span(match.start, match.end)
        return cls(
            start,
            end,
            text.printed[start:end],
            value,
            match.end_value,
            PRECISIONS[len(value)],
            first,
            last,
            weekday,
            agrees,
            match.basis,
            match.doubt or ("weekday" if agrees is False else ""),
        )


@dataclass(frozen=True, slots=True)
class WeekdayExpression:
    """A weekday named at `text[start:end] == surface`; `weekday` 0 = Monday."""

    start: int
    end: int
    surface: str
    weekday: int
