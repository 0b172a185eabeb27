"""Counting facet values over the hits: only the hits' own values are looked at, or those of all that is no hit.

Counts over everything are kept with the snapshot, so that a count over most documents is that less a count over the few
others.
"""

from collections.abc import Iterator
from heapq import nsmallest
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.contract import Counts
from archive.search.engine.document import CALENDAR
from archive.search.engine.rows import Rows
from archive.search.engine.tally import SHARE

Docs = NDArray[Any]
FEW = 5
"""Where there are more keys than so many to a document, it costs less to sort what the documents have than to go through all
keys."""


def count(rows: Rows, facet: str, docs: Docs, *, limit: int | None) -> Counts:
    """Keys and counts over live documents, ascending and each once. Keyed facets: most frequent first, ties by key, `limit`
    of them; year and month: all, ascending."""
    found, counts = _found(rows, facet, docs)
    if facet in CALENDAR:
        names = rows.calendar(facet).keys
        named = [(names[value], n) for value, n in zip(found.tolist(), counts.tolist(), strict=True)]
        return [(key, n) for key, n in named if key]
    return list(_most_frequent(rows.columns.keyed[facet].keys, found, counts, limit))


def count_of(rows: Rows, facet: str, key: str, docs: Docs) -> int:
    """The count of one key that may not be among the most frequent."""
    column = rows.columns.keyed[facet]
    number = column.number.get(key)
    return 0 if number is None else int(np.count_nonzero(column.mask((key,), rows.size)[docs]))


def _most_frequent(keys: list[str], found: Docs, counts: Docs, limit: int | None) -> Iterator[tuple[str, int]]:
    least = 0
    if limit is not None and len(found) > limit:
        least = int(np.partition(counts, len(counts) - limit)[len(counts) - limit])
    above = np.flatnonzero(counts > least)
    named = ((keys[value], n) for value, n in zip(found[above].tolist(), counts[above].tolist(), strict=True))
    yield from sorted(named, key=lambda one: (-one[1], one[0]))
    if least:
        assert limit is not None
        level = (keys[value] for value in found[counts == least].tolist())
        yield from ((key, least) for key in nsmallest(limit - len(above), level))


def _found(rows: Rows, facet: str, docs: Docs) -> tuple[NDArray[Any], NDArray[Any]]:
    """The numbers of the keys that are there, ascending, and the count of each."""
    if facet not in CALENDAR and FEW * len(docs) < len(rows.columns.keyed[facet].keys):
        return np.unique(rows.columns.keyed[facet].values_of(docs), return_counts=True)
    counts = _counts(rows, facet, docs)
    found = np.flatnonzero(counts > 0)
    return found, counts[found]


def _counts(rows: Rows, facet: str, docs: Docs) -> NDArray[Any]:
    if 2 * len(docs) <= rows.count:
        return _counted(rows, facet, docs)
    counts = rows.everything.get(facet)
    if counts is None:
        counts = rows.everything[facet] = _counted(rows, facet, rows.live_docs)
    if len(docs) == rows.count:
        return counts
    others = rows.live.copy()
    others[docs] = False
    few = _counted(rows, facet, np.flatnonzero(others))
    rest: NDArray[Any] = counts - few
    return rest


def _counted(rows: Rows, facet: str, docs: Docs) -> NDArray[Any]:
    columns = rows.columns
    if facet in CALENDAR:
        calendar = rows.calendar(facet)
        return np.bincount(calendar.values[docs], minlength=len(calendar.keys))
    column = columns.keyed[facet]
    if not column.single and len(docs) > SHARE * rows.count:
        return rows.tally(facet).counts(docs)
    return np.bincount(column.values_of(docs), minlength=len(column.keys))
