"""The values that recognition passes on: spans with their witness, the tagger's output, and the mentions of an article."""

from dataclasses import dataclass
from typing import Literal

NameType = Literal["person", "place", "organization"]
BIO_TYPES: dict[str, NameType] = {"PER": "person", "LOC": "place", "ORG": "organization"}
"""The types of the tagger's BIO labels; other types in a corpus count as no name."""
Witness = Literal["authority", "rule", "tagger", "article"]
"""The source of a finding: a form of the authority file, a rule (title + name …), the tagger, or the rest of the article."""


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A stretch of printed text, as character offsets, that is a name; `confidence` is between 0 and 1."""

    start: int
    end: int
    type: NameType
    witness: Witness
    confidence: float

    def overlaps(self, other: "NamedSpan") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class TaggerOutput:
    """What the tagger says of one text."""

    names: list[NamedSpan]
    """In order; a name's confidence is the probability of its least certain word."""
    outside: dict[int, float]
    """Start offset of a word → the probability that it is part of no name; only of sentences with a name or a mark."""


@dataclass(frozen=True, slots=True)
class ArticleMention:
    """A mention in one text of an article; `entity` is None for a name that the authority file lacks, `name` is its folded
    words.

    `printed`: the name without clitics, with the article restored where ل absorbed its alif (للبنك: البنك). `has_context`: words
    next to the name identify the bearer («نظام الأسد»).
    """

    start: int
    end: int
    surface: str
    type: NameType
    relation: str
    witness: Witness
    confidence: float
    entity: int | None
    name: tuple[str, ...]
    printed: str = ""
    has_context: bool = False
