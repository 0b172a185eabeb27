"""What the rules of the date grammar make of a match, before it becomes a `DateExpression`."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule read, at folded offsets. `value` None: the place is taken, but it is no date.

    `days` are the interval's first and last day where ISO values as precise as printed say less than is known (a month
    of the Islamic calendar begins within one of ours). `calendar` is the calendar that was printed.
    """

    start: int
    end: int
    value: str | None
    end_value: str | None = None
    basis: str = "stated"
    days: tuple[dt.date, dt.date] | None = None
    calendar: str = "gregorian"
    doubt: str = ""
    weekday: int | None = None
    """The weekday that an open date was printed with."""
    resolved: bool = False
    """It was an open date: what stands beside it has been looked at."""


Builder = Callable[[re.Match[str], str], list[Reading]]
Rule = tuple[re.Pattern[str], Builder]


def one(match: re.Match[str], value: str | None, end_value: str | None = None, start: str | int = 0) -> list[Reading]:
    """A single reading from group `start` to the match's end; a span that does not run forward is no date."""
    if end_value is not None and (value is None or end_value <= value):
        value = end_value = None
    return [Reading(match.start(start), match.end(), value, end_value)]


def compiled(*rules: tuple[str, Builder]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), builder) for pattern, builder in rules)
