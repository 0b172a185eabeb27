"""How many hits there are, facets, and the days of the hits.

Tantivy counts facets in two ways, both exact: by columns, all facets in one pass over the hits; and by going through the terms
of a field beside the set of hits, which asks for that set anew for each facet and puts ties in the order of their keys. The
first serves, but where the hits are most of the archive, or where ties reach beyond the limit.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import tantivy
from tantivy import Query

from archive.search.engine.contract import Counts
from archive.search.engine.tantivy.schema import CALENDAR

MANY = 0.6
"""From this share of the archive on, keyed facets are counted by terms."""
FEW = 500
"""Of fewer hits all keys are told: they are not many, and most are tied."""
_MOST = 65_000
"""As many keys as Tantivy counts by columns."""
_DAYS: dict[str, Any] = {
    "*first": {"min": {"field": "first"}},
    "*last": {"max": {"field": "last"}},
    "*dated": {"value_count": {"field": "first"}},
}


@dataclass(frozen=True)
class Counted:
    facets: dict[str, Counts]
    undated: int = 0
    first: dt.date | None = None
    last: dt.date | None = None


def size(searcher: tantivy.Searcher, query: Query) -> int:
    """How many documents a query finds."""
    found: Any = searcher.search(query, limit=1)  # its stubs leave `count` out
    return int(found.count)


def counted(searcher: tantivy.Searcher, query: Query, hits: int, names: list[str], limit: int | None) -> Counted:
    """Keys and counts of each facet among the hits of a query, in the order of the contract, and the hits' days."""
    if not hits:
        return Counted({name: [] for name in names})
    many = limit is None or hits > MANY * searcher.num_docs
    by_columns = [name for name in names if name in CALENDAR or not many]
    most = _MOST if limit is None or hits < FEW else 2 * limit
    sizes = {name: _MOST if name in CALENDAR else most for name in by_columns}
    asked = {name: {"terms": {"field": name, "size": room, "segment_size": _MOST}} for name, room in sizes.items()}
    found = searcher.aggregate(query, asked | _DAYS)
    facets = {name: _facet(found[name]["buckets"], name, limit, most) for name in by_columns}
    by_terms = [name for name in names if facets.get(name) is None]
    facets |= {name: searcher.terms_with_prefix(name, "", query, limit) for name in by_terms}
    dated, first, last = (found[name]["value"] for name in ("*dated", "*first", "*last"))
    return Counted({name: facets[name] or [] for name in names}, hits - int(dated), _day(first), _day(last))


def _facet(buckets: list[dict[str, Any]], name: str, limit: int | None, most: int) -> Counts | None:
    """The most frequent keys of a column; None where keys that were not told may be as frequent as the last."""
    counts = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]
    if name in CALENDAR:
        return sorted(counts)
    counts.sort(key=lambda pair: (-pair[1], pair[0]))
    assert limit is not None
    if len(counts) >= most and counts[-1][1] == counts[limit - 1][1]:
        return None
    return counts[:limit]


def _day(ordinal: float | None) -> dt.date | None:
    return None if ordinal is None else dt.date.fromordinal(int(ordinal))
