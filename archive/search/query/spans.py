"""Spans of adjacent query words that match more than the words themselves: dates, and names with alternatives.

One loop serves all kinds: each expander is asked for the spans of the words that the expanders before it left free.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.search.engine.clauses import Clause
from archive.search.request import DateRange


@dataclass(frozen=True)
class DateSpan:
    """Words `first` … `last - 1` are a date. `days` is None for a date without a year."""

    first: int
    last: int
    days: DateRange | None
    anniversary: tuple[int, int] | None = None
    """Month and day of a Gregorian date without a year."""


@dataclass(frozen=True)
class Expansion:
    """Words `first` … `last - 1` also match `alternatives`: other names or spellings of what they name."""

    first: int
    last: int
    alternatives: Clause
    variants: tuple[str, ...] = ()
    """Printed spellings among the alternatives, to show to the reader."""
    is_unit: bool = True
    """With `match=any`: whether the words typed stay one alternative; else each word is one."""


Span = DateSpan | Expansion
Expander = Callable[[tuple[str, ...]], Iterable[Span]]


def find_spans(words: tuple[str, ...], expanders: Sequence[Expander]) -> tuple[Span, ...]:
    """The spans that the expanders find, in the order of the words. Earlier expanders take precedence."""
    found: list[Span] = []
    for expander in expanders:
        for first, last in list(_gaps(found, len(words))):
            found += (_shifted(span, first) for span in expander(words[first:last]))
        found.sort(key=lambda span: span.first)
    return tuple(found)


def _gaps(spans: Iterable[Span], size: int) -> Iterator[tuple[int, int]]:
    place = 0
    for span in spans:
        if place < span.first:
            yield place, span.first
        place = span.last
    if place < size:
        yield place, size


def _shifted(span: Span, offset: int) -> Span:
    return replace(span, first=span.first + offset, last=span.last + offset) if offset else span
