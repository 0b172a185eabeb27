"""How many hits there are, facets, and the days of the hits.

Tantivy counts in two ways, both exact: by columns, which costs as much as there are hits, and by going through a field's
terms, which costs as much as there are documents, whatever the hits, and puts ties in the order of their keys. The first
serves where the hits are few, the second where they are many, or where ties reach beyond the limit.
"""

import datetime as dt
from typing import Any

import tantivy
from tantivy import Query

from archive.search.engine.contract import Counts
from archive.search.engine.tantivy.schema import CALENDAR

MANY = 0.25
"""From this share of the archive on, facets are counted by terms."""
_MOST = 65_000
"""As many keys as Tantivy counts by columns."""


def size(searcher: tantivy.Searcher, query: Query) -> int:
    """How many documents a query finds."""
    found: Any = searcher.search(query, limit=1)  # its stubs leave `count` out
    return int(found.count)


def counted(
    searcher: tantivy.Searcher, query: Query, hits: int, names: list[str], limit: int | None
) -> dict[str, Counts]:
    """Keys and counts of each facet among the hits of a query, in the order of the contract."""
    if not hits:
        return {name: [] for name in names}
    by_terms = [name for name in names if hits > MANY * searcher.num_docs or (limit is None and name not in CALENDAR)]
    by_columns = [name for name in names if name not in by_terms]
    found = {name: _by_terms(searcher, query, name, limit) for name in by_terms}
    for name, buckets in _by_columns(searcher, query, by_columns, limit).items():
        counts = sorted(((row["key"], int(row["doc_count"])) for row in buckets), key=_order(name))
        cut = limit is not None and name not in CALENDAR and len(counts) > limit
        if cut and len(buckets) == _wanted(name, limit) and counts[-1][1] == counts[limit - 1][1]:  # type: ignore[operator,index]
            counts = _by_terms(searcher, query, name, limit)
        found[name] = counts if name in CALENDAR else counts[:limit]
    return found


def _order(name: str) -> Any:
    return (lambda pair: pair[0]) if name in CALENDAR else (lambda pair: (-pair[1], pair[0]))


def _by_terms(searcher: tantivy.Searcher, query: Query, name: str, limit: int | None) -> Counts:
    found = searcher.terms_with_prefix(name, "", query, None if name in CALENDAR else limit)
    return sorted(found) if name in CALENDAR else found


def _by_columns(
    searcher: tantivy.Searcher, query: Query, names: list[str], limit: int | None
) -> dict[str, list[dict[str, Any]]]:
    if not names:
        return {}
    asked = {name: {"terms": {"field": name, "size": _wanted(name, limit), "segment_size": _MOST}} for name in names}
    return {name: found["buckets"] for name, found in searcher.aggregate(query, asked).items()}


def _wanted(name: str, limit: int | None) -> int:
    return _MOST if name in CALENDAR or limit is None else 2 * limit


def days(searcher: tantivy.Searcher, query: Query, hits: int) -> tuple[int, dt.date | None, dt.date | None]:
    """How many of the hits have no date, and the first and last day of the others."""
    if not hits:
        return 0, None, None
    found = searcher.aggregate(
        query,
        {
            "first": {"min": {"field": "first"}},
            "last": {"max": {"field": "last"}},
            "dated": {"value_count": {"field": "first"}},
        },
    )
    dated = int(found["dated"]["value"])
    if not dated:
        return hits, None, None
    first, last = (dt.date.fromordinal(int(found[name]["value"])) for name in ("first", "last"))
    return hits - dated, first, last
