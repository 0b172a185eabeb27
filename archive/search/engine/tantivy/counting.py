"""How many hits there are, and the days of the hits."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import tantivy
from tantivy import Query

_DAYS: dict[str, Any] = {
    "first": {"min": {"field": "first"}},
    "last": {"max": {"field": "last"}},
    "dated": {"value_count": {"field": "first"}},
}


@dataclass(frozen=True)
class Days:
    undated: int = 0
    first: dt.date | None = None
    last: dt.date | None = None


def size(searcher: tantivy.Searcher, query: Query) -> int:
    """How many documents a query finds."""
    found: Any = searcher.search(query, limit=1)  # its stubs leave `count` out
    return int(found.count)


def days(searcher: tantivy.Searcher, query: Query, hits: int) -> Days:
    """The earliest and the latest day of publication among the hits of a query, and how many are undated."""
    if not hits:
        return Days()
    found = searcher.aggregate(query, _DAYS)
    dated, first, last = (found[name]["value"] for name in ("dated", "first", "last"))
    return Days(hits - int(dated), day(first), day(last))


def day(ordinal: float | None) -> dt.date | None:
    return None if ordinal is None else dt.date.fromordinal(int(ordinal))
