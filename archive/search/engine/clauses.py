"""What can be asked of the engine: frozen clauses, made by the compiler and by Haystack's query.

Forms are tagged as `forms` describes. A clause that filters (keys, days, numbers) adds nothing to the score.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Field = Literal["text", "title"]


class Clause:
    """Any of the below."""


@dataclass(frozen=True)
class MatchAll(Clause):
    pass


@dataclass(frozen=True)
class MatchNone(Clause):
    pass


@dataclass(frozen=True)
class Word(Clause):
    """Any of the forms. `levels` go from the nearest to the farthest; what a level finds scores by LEVEL_WEIGHTS."""

    levels: tuple[tuple[str, ...], ...]
    field: Field = "text"
    light: tuple[str, ...] = ()
    """Forms of the light stem. They only rank what is found already, unless the word is `loose`."""
    loose: bool = False


@dataclass(frozen=True)
class Phrase(Clause):
    """The slots one after another or, with `within`, in any order no farther apart than so many words."""

    slots: tuple[tuple[str, ...], ...]
    field: Field = "text"
    within: int | None = None


@dataclass(frozen=True)
class Prefix(Clause):
    """Any form that begins with one of these."""

    prefixes: tuple[str, ...]
    field: Field = "text"


@dataclass(frozen=True)
class Substring(Clause):
    """Any exact or spelling form that holds these letters (`end`: at its end). Goes through the whole lexicon."""

    letters: str
    end: bool = False
    field: Field = "text"


@dataclass(frozen=True)
class And(Clause):
    """All the parts; the optional ones only rank."""

    parts: tuple[Clause, ...]
    optional: tuple[Clause, ...] = ()


@dataclass(frozen=True)
class Or(Clause):
    """Any of the parts; the optional ones only rank."""

    parts: tuple[Clause, ...]
    optional: tuple[Clause, ...] = ()


@dataclass(frozen=True)
class Not(Clause):
    part: Clause


@dataclass(frozen=True)
class Boost(Clause):
    part: Clause
    weight: float


@dataclass(frozen=True)
class ConstantScore(Clause):
    """What the part matches, each document with this very score."""

    part: Clause
    score: float


@dataclass(frozen=True)
class Keys(Clause):
    """Documents with any of these keys in a keyed column (a facet's name, or `kind`)."""

    column: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class KeyPrefix(Clause):
    """Documents with any key in a column that begins so."""

    column: str
    beginning: str


@dataclass(frozen=True)
class Published(Clause):
    """Publication interval and these days overlap; None is open. Undated documents are left out."""

    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True)
class PublicationStart(Clause):
    """Publication interval begins on one of these days: each dated document does so once, however wide its interval."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class MentionsDate(Clause):
    """The text speaks of days that overlap with these or, with `within`, lie wholly among them."""

    first: dt.date | None = None
    last: dt.date | None = None
    stated: bool = False
    """Only where the text states the date itself."""
    within: bool = False
    """Only dates that lie wholly within these days: «عام 2024» does not speak of June."""


@dataclass(frozen=True)
class HasDate(Clause):
    """Documents with a publication date."""


@dataclass(frozen=True)
class DocIds(Clause):
    """Documents by their own numbers."""

    pks: tuple[int, ...]


def walk(clause: Clause) -> list[Clause]:
    """The clause and all within it that make a hit: parts under Not and those that only rank are left out."""
    if isinstance(clause, Not):
        return []
    inner: tuple[Clause, ...] = ()
    if isinstance(clause, And | Or):
        inner = clause.parts
    elif isinstance(clause, Boost | ConstantScore):
        inner = (clause.part,)
    return [clause, *(found for part in inner for found in walk(part))]
