"""What recognition finds: a stretch of printed text that names somebody or something, who says so and how surely."""

from dataclasses import dataclass
from typing import Literal

NameType = Literal["person", "place", "organization"]
BIO_TYPES: dict[str, NameType] = {"PER": "person", "LOC": "place", "ORG": "organization"}
"""The types of the BIO labels that the tagger knows; other types count as no name."""
Witness = Literal["authority", "rule", "tagger", "article"]
"""Who says so: a form of the authority file, a rule (title + name …), the tagger, or the same name elsewhere in the article."""


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """`start` and `end` are offsets into the printed text; `confidence` lies between 0 and 1."""

    start: int
    end: int
    type: NameType
    witness: Witness
    confidence: float

    def overlaps(self, other: "NamedSpan") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class NameInText:
    """A name as it stands in a text; `entity` is None where nobody knows it, `name` are its folded words.

    `printed` is the name by itself: the surface, with the article whole where ل took its alif (للبنك: البنك). `in_company`: words
    stand beside it that tell whose name it is («نظام الأسد»).
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
    in_company: bool = False
