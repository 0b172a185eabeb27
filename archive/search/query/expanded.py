"""What the compiler needs to know of a query beyond its string: looked up once per request by `archive.search.expansion`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.search.query.parser import parse
from archive.search.query.spans import Span
from archive.search.query.tree import FieldName, Node


@dataclass(frozen=True)
class ExpandedQuery:
    """A parsed query with its expansions. Immutable: search, counts, highlights and suggestions of one request share it."""

    tree: Node | None
    notes: tuple[str, ...] = ()
    """Sentences in Arabic about what the parser ignored."""
    is_blank: bool = False
    """A blank query matches everything; one without a tree that is not blank matches nothing."""
    spans: Mapping[tuple[str, ...], tuple[Span, ...]] = field(default_factory=dict)
    """Adjacent words of the tree → their dates and expanded names, for mode wide."""
    keys: Mapping[tuple[FieldName, str], tuple[str, ...]] = field(default_factory=dict)
    """(field, text) → the facet keys of the sources or entities of that name."""
    variants: tuple[str, ...] = ()
    """Printed spellings of the query's names that are searched as well."""


def unexpanded(query: str) -> ExpandedQuery:
    """The query without expansions, for callers without an index or a database."""
    if not query.strip():
        return ExpandedQuery(None, is_blank=True)
    parsed = parse(query)
    return ExpandedQuery(parsed.tree, parsed.notes)
