"""The number of hits of a query, and their publication dates."""

from typing import Any

import tantivy
from tantivy import Query

from archive.search.engine.embedded.records import date_of
from archive.search.engine.embedded.rows import DateRange

_DATES: dict[str, Any] = {
    "first": {"min": {"field": "first"}},
    "last": {"max": {"field": "last"}},
    "dated": {"value_count": {"field": "first"}},
}


def count(searcher: tantivy.Searcher, query: Query) -> int:
    found: Any = searcher.search(query, limit=1)  # its stubs leave `count` out
    return int(found.count)


def date_range(searcher: tantivy.Searcher, query: Query, hits: int) -> DateRange:
    """Earliest and latest publication date of the hits of a query, and how many are undated."""
    if not hits:
        return DateRange()
    found = searcher.aggregate(query, _DATES)
    dated, first, last = (found[name]["value"] for name in ("dated", "first", "last"))
    return DateRange(hits - int(dated), date_of(first), date_of(last))
