"""What the rules of the date grammar make of a match, before it becomes a `DateExpression`."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateMatch:
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


class OccupiedSpans:
    """The places of a text that dates have taken already: disjoint, in order, found by halving."""

    def __init__(self, places: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in places:
            self.take(start, end)

    def take(self, start: int, end: int) -> None:
        """Take text[start:end]; what it overlaps becomes one place with it."""
        first, after = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first < after:
            start, end = min(start, self._starts[first]), max(end, self._ends[after - 1])
        self._starts[first:after], self._ends[first:after] = [start], [end]

    def is_taken(self, start: int, end: int) -> bool:
        """Whether some of text[start:end] is taken."""
        return bisect_right(self._ends, start) < bisect_left(self._starts, end)

    def end_before(self, place: int) -> int:
        """Where the last place that ends before or at `place` ends; 0 where none does."""
        number = bisect_right(self._ends, place)
        return self._ends[number - 1] if number else 0


Builder = Callable[[re.Match[str], str], list[DateMatch]]
Rule = tuple[re.Pattern[str], Builder]


def one(match: re.Match[str], value: str | None, end_value: str | None = None, start: str | int = 0) -> list[DateMatch]:
    """A single reading from group `start` to the match's end; a span that does not run forward is no date."""
    if end_value is not None and (value is None or end_value <= value):
        value = end_value = None
    return [DateMatch(match.start(start), match.end(), value, end_value)]


def compiled(*rules: tuple[str, Builder]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), builder) for pattern, builder in rules)
