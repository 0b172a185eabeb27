"""Count facet values over the hits, from the hits' own values or from those of all other documents.

Counts over all documents are kept with the rows: a count over most documents is the total minus a count over the rest.
"""

from collections.abc import Iterator
from heapq import nsmallest
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.contract import Counts, SearchQuery
from archive.search.engine.document import CALENDAR
from archive.search.engine.embedded.rows import Rows
from archive.search.engine.embedded.tally import TALLY_SHARE

Docs = NDArray[Any]
SORT_RATIO = 5
"""With more than this many keys to a hit, sorting the hits' values is cheaper than an array of counts over all keys."""


def facet(rows: Rows, query: SearchQuery, name: str, docs: Docs) -> Counts:
    """The counts of one facet as a query asks for them: selected keys that are not among the first follow."""
    counts = count(rows, name, docs, limit=query.facet_limit)
    listed = {key for key, _ in counts}
    more = [key for key in dict.fromkeys(query.selected.get(name, ())) if key not in listed]
    return counts + [(key, count_of(rows, name, key, docs)) for key in more]


def count(rows: Rows, name: str, docs: Docs, *, limit: int | None) -> Counts:
    """Keys and counts over live documents (ascending, distinct). Keyed facets: the `limit` most frequent, ties by key;
    year and month: all, ascending."""
    found, counts = _found(rows, name, docs)
    if name in CALENDAR:
        names = rows.calendar(name).keys
        named = [(names[value], n) for value, n in zip(found.tolist(), counts.tolist(), strict=True)]
        return [(key, n) for key, n in named if key]
    return list(_most_frequent(rows.columns.keyed[name].keys, found, counts, limit))


def count_of(rows: Rows, name: str, key: str, docs: Docs) -> int:
    """The count of one key."""
    column = rows.columns.keyed[name]
    number = column.number.get(key)
    return 0 if number is None else int(np.count_nonzero(column.mask((key,), rows.size)[docs]))


def _most_frequent(keys: list[str], found: Docs, counts: Docs, limit: int | None) -> Iterator[tuple[str, int]]:
    threshold = 0
    if limit is not None and len(found) > limit:
        threshold = int(np.partition(counts, len(counts) - limit)[len(counts) - limit])
    above = np.flatnonzero(counts > threshold)
    named = ((keys[value], n) for value, n in zip(found[above].tolist(), counts[above].tolist(), strict=True))
    yield from sorted(named, key=lambda one: (-one[1], one[0]))
    if threshold:
        assert limit is not None
        tied = (keys[value] for value in found[counts == threshold].tolist())
        yield from ((key, threshold) for key in nsmallest(limit - len(above), tied))


def _found(rows: Rows, name: str, docs: Docs) -> tuple[NDArray[Any], NDArray[Any]]:
    """The numbers of the keys that occur, ascending, and the count of each."""
    if name not in CALENDAR and SORT_RATIO * len(docs) < len(rows.columns.keyed[name].keys):
        return np.unique(rows.columns.keyed[name].values_of(docs), return_counts=True)
    counts = _counts(rows, name, docs)
    found = np.flatnonzero(counts > 0)
    return found, counts[found]


def _counts(rows: Rows, name: str, docs: Docs) -> NDArray[Any]:
    if 2 * len(docs) <= rows.count:
        return _counted(rows, name, docs)
    counts = rows.facet_totals.get(name)
    if counts is None:
        counts = rows.facet_totals[name] = _counted(rows, name, rows.live_docs)
    if len(docs) == rows.count:
        return counts
    others = rows.live.copy()
    others[docs] = False
    rest: NDArray[Any] = counts - _counted(rows, name, np.flatnonzero(others))
    return rest


def _counted(rows: Rows, name: str, docs: Docs) -> NDArray[Any]:
    if name in CALENDAR:
        calendar = rows.calendar(name)
        return np.bincount(calendar.values[docs], minlength=len(calendar.keys))
    column = rows.columns.keyed[name]
    if not column.single and len(docs) > TALLY_SHARE * rows.count:
        return rows.tally(name).counts(docs)
    return np.bincount(column.values_of(docs), minlength=len(column.keys))
