"""The syntax tree of a query: frozen nodes, before any text analysis."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

FieldName = Literal[
    "title",
    "source",
    "person",
    "place",
    "organization",
    "speaker",
    "agency",
    "section",
    "tag",
    "language",
    "kind",
    "date",
    "before",
    "after",
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
    "قال": "speaker",
    "said": "speaker",
    "الوكالة": "agency",
    "وكالة": "agency",
    "agency": "agency",
    "القسم": "section",
    "قسم": "section",
    "section": "section",
    "الوسم": "tag",
    "وسم": "tag",
    "tag": "tag",
    "اللغة": "language",
    "لغة": "language",
    "language": "language",
    "kind": "kind",
    "تاريخ": "date",
    "التاريخ": "date",
    "date": "date",
    "قبل": "before",
    "before": "before",
    "بعد": "after",
    "after": "after",
}
"""Field words as written before a colon, in Arabic and English → the name of the field."""


class Node:
    """Base class of the nodes below."""


@dataclass(frozen=True)
class Words(Node):
    """Adjacent plain words, as typed."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Phrase(Node):
    """A quoted phrase; `within` is the number after `~`: the words may stand that far apart, in any order."""

    text: str
    within: int | None = None


@dataclass(frozen=True)
class Prefix(Node):
    """Words with this prefix."""

    text: str


@dataclass(frozen=True)
class Fielded(Node):
    """A query on one field."""

    name: FieldName
    value: Node


@dataclass(frozen=True)
class AllOf(Node):
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class AnyOf(Node):
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not(Node):
    part: Node


def unfielded_words(node: Node) -> Iterator[tuple[str, ...]]:
    """The words of every `Words` node that is neither negated nor in a field: those that expansion applies to."""
    match node:
        case Words():
            yield node.words
        case AllOf() | AnyOf():
            for part in node.parts:
                yield from unfielded_words(part)


def field_values(node: Node, name: FieldName | None = None) -> Iterator[tuple[FieldName, str]]:
    """(field, text) of every value of a field in the tree; a field within a field counts for the inner one."""
    match node:
        case Fielded():
            yield from field_values(node.value, node.name)
        case AllOf() | AnyOf():
            for part in node.parts:
                yield from field_values(part, name)
        case Not():
            yield from field_values(node.part, name)
        case Words() if name is not None:
            yield name, value_text(node)
        case Phrase() | Prefix() if name is not None:
            yield name, value_text(node)


def value_text(node: Words | Phrase | Prefix) -> str:
    """The node's text as the value of a field, white space collapsed."""
    words = node.words if isinstance(node, Words) else (node.text,)
    return " ".join(" ".join(words).split())
