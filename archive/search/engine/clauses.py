"""Query clauses: what the compiler and Haystack's query build, and engines evaluate. All are frozen and hashable.

Words are given as tagged forms (`forms`). Clauses that filter by keys, dates or ids add nothing to the score.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, Self

Field = Literal["text", "title"]
FIRST_YEAR, LAST_YEAR = 1800, 2100
"""The years that a query may mean: a number of four digits between them is a year."""


@dataclass(frozen=True)
class Clause:
    """Base of all clauses. Walkers use `children` to look inside one and `map` to rewrite it."""

    def children(self) -> "tuple[Clause, ...]":
        """The parts that decide which documents match; optional parts, which only rank, are left out."""
        return ()

    def map(self, change: "Callable[[Clause], Clause]") -> Self:
        """The same clause with every part replaced, optional ones included."""
        return self


@dataclass(frozen=True)
class MatchAll(Clause):
    pass


@dataclass(frozen=True)
class MatchNone(Clause):
    pass


@dataclass(frozen=True)
class Word(Clause):
    """Any of the forms. `levels` go from the nearest (exact) to the farthest; each level scores by its own share
    (`scoring.LEVEL_WEIGHTS`)."""

    levels: tuple[tuple[str, ...], ...]
    field: Field = "text"
    light: tuple[str, ...] = ()
    """Forms of the light stem. They only rank documents that match anyway, unless the word is `loose`."""
    loose: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms any of which makes a document match."""
        return tuple(form for level in self.levels for form in level) + (self.light if self.loose else ())


@dataclass(frozen=True)
class Phrase(Clause):
    """The slots one after another or, with `within`, in any order inside a window of that many words."""

    slots: tuple[tuple[str, ...], ...]
    field: Field = "text"
    within: int | None = None

    @property
    def span(self) -> int:
        """Words between the first and the last slot of a window, at most; never too few for all slots."""
        return max(self.within or 0, len(self.slots) - 1)


@dataclass(frozen=True)
class Prefix(Clause):
    """Any form that starts with one of these."""

    prefixes: tuple[str, ...]
    field: Field = "text"


@dataclass(frozen=True)
class Substring(Clause):
    """Any exact or spelling form that contains these letters (`end`: ends with them). Scans the whole vocabulary."""

    letters: str
    end: bool = False
    field: Field = "text"


@dataclass(frozen=True)
class And(Clause):
    """All the parts; the optional ones only rank."""

    parts: tuple[Clause, ...]
    optional: tuple[Clause, ...] = ()

    def children(self) -> tuple[Clause, ...]:
        return self.parts

    def map(self, change: Callable[[Clause], Clause]) -> Self:
        return replace(self, parts=tuple(map(change, self.parts)), optional=tuple(map(change, self.optional)))


@dataclass(frozen=True)
class Or(Clause):
    """Any of the parts; the optional ones only rank."""

    parts: tuple[Clause, ...]
    optional: tuple[Clause, ...] = ()

    def children(self) -> tuple[Clause, ...]:
        return self.parts

    def map(self, change: Callable[[Clause], Clause]) -> Self:
        return replace(self, parts=tuple(map(change, self.parts)), optional=tuple(map(change, self.optional)))


@dataclass(frozen=True)
class _Wrapper(Clause):
    """A clause around one part."""

    part: Clause

    def children(self) -> tuple[Clause, ...]:
        return (self.part,)

    def map(self, change: Callable[[Clause], Clause]) -> Self:
        return replace(self, part=change(self.part))


@dataclass(frozen=True)
class Not(_Wrapper):
    pass


@dataclass(frozen=True)
class Boost(_Wrapper):
    weight: float


@dataclass(frozen=True)
class ConstantScore(_Wrapper):
    """The documents of the part, each with this score."""

    score: float


@dataclass(frozen=True)
class Keys(Clause):
    """Documents with any of these keys in a keyed column (a facet's name, or `kind`)."""

    column: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class KeyPrefix(Clause):
    """Documents with any key in a column that starts with this."""

    column: str
    prefix: str


@dataclass(frozen=True)
class Published(Clause):
    """The publication interval overlaps these days; None leaves an end open. Undated documents never match."""

    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True)
class PublicationStart(Clause):
    """The publication interval starts on one of these days: each dated document does so once, however wide its interval."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Anniversary(Clause):
    """Published on this day of any year from FIRST_YEAR to LAST_YEAR. Dates known to the month or the year never match."""

    month: int
    day: int

    @property
    def ordinals(self) -> tuple[int, ...]:
        """The days as ordinals; none for a day that no year has."""
        return _anniversaries(self.month, self.day)


@cache
def _anniversaries(month: int, day: int) -> tuple[int, ...]:
    days: list[int] = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        with suppress(ValueError):  # 29 February
            days.append(dt.date(year, month, day).toordinal())
    return tuple(days)


@dataclass(frozen=True)
class MentionsDate(Clause):
    """The text mentions dates that overlap these days or, with `within`, lie wholly inside them."""

    first: dt.date | None = None
    last: dt.date | None = None
    stated: bool = False
    """Only dates that the text states itself."""
    within: bool = False
    """Only dates that lie wholly inside these days: «عام 2024» does not mention June."""


@dataclass(frozen=True)
class HasDate(Clause):
    """Documents with a publication date."""


@dataclass(frozen=True)
class AddedSince(Clause):
    """Added to the archive at this time or later (microseconds since 1970, UTC)."""

    moment: int


@dataclass(frozen=True)
class DocIds(Clause):
    """Documents by primary key."""

    pks: tuple[int, ...]


def walk(clause: Clause) -> list[Clause]:
    """The clause and all parts that make a hit, outermost first: nothing under Not, nothing that only ranks."""
    if isinstance(clause, Not):
        return []
    return [clause, *(found for part in clause.children() for found in walk(part))]
