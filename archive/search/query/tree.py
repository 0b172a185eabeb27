"""What a query says, before any analysis: frozen nodes."""

from dataclasses import dataclass
from typing import Literal

FieldName = Literal[
    "title", "source", "person", "place", "organization", "agency", "section", "tag", "kind", "date", "before", "after"
]

FIELD_WORDS: dict[str, FieldName] = {
    "العنوان": "title",
    "عنوان": "title",
    "title": "title",
    "المصدر": "source",
    "مصدر": "source",
    "source": "source",
    "شخص": "person",
    "person": "person",
    "مكان": "place",
    "place": "place",
    "جهة": "organization",
    "organization": "organization",
    "الوكالة": "agency",
    "وكالة": "agency",
    "agency": "agency",
    "القسم": "section",
    "قسم": "section",
    "section": "section",
    "الوسم": "tag",
    "وسم": "tag",
    "tag": "tag",
    "kind": "kind",
    "تاريخ": "date",
    "التاريخ": "date",
    "date": "date",
    "قبل": "before",
    "before": "before",
    "بعد": "after",
    "after": "after",
}
"""Field words as they are written before a colon, in Arabic and English."""


class Node:
    """Any of the below."""


@dataclass(frozen=True)
class Words(Node):
    """Plain words next to one another, as typed."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Quoted(Node):
    """A phrase; `within` is what follows the closing mark after ~."""

    text: str
    within: int | None = None


@dataclass(frozen=True)
class Beginning(Node):
    """Words that begin so."""

    text: str


@dataclass(frozen=True)
class Field(Node):
    """A field and what is asked of it."""

    name: FieldName
    value: Node


@dataclass(frozen=True)
class All(Node):
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Any(Node):
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Negated(Node):
    part: Node
