"""What a rule of the date grammar recognises in folded text, before it becomes a `DateExpression`."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from archive.text.dates.iso import interval
from archive.text.dates.lazy_pattern import LazyPattern


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date at folded offsets. `value` None: the span is occupied, but holds no valid date (31 فبراير 2024).

    `days` are the first and last day where they are known more precisely than the ISO values say (a Hijri month begins
    inside a Gregorian one). `calendar` is the calendar that was printed. `weekday` is the one printed with a relative date.
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
    was_relative: bool = False
    """A relative date that was resolved; its weekday has been compared already."""

    def interval(self) -> tuple[dt.date, dt.date]:
        """The first and last day. Raises ValueError without a value."""
        value = self.value or ""
        return self.days or (interval(value)[0], interval(self.end_value or value)[1])


MatchBuilder = Callable[[re.Match[str], str], list[DateMatch]]
"""(match of the rule's pattern, the folded text) → the dates in it; an empty list leaves the text to later rules."""
Rule = tuple[LazyPattern, MatchBuilder]


def compile_rules(*rules: tuple[str, MatchBuilder]) -> tuple[Rule, ...]:
    return tuple((LazyPattern(pattern), builder) for pattern, builder in rules)


def single_date(
    match: re.Match[str], value: str | None, end_value: str | None = None, start: str | int = 0
) -> list[DateMatch]:
    """One date from group `start` to the end of the match; a span that runs backwards is not a valid date."""
    if end_value is not None and (value is None or end_value <= value):
        value = end_value = None
    return [DateMatch(match.start(start), match.end(), value, end_value)]
