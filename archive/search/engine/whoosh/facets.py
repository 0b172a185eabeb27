"""Counting facet values over the hits: one pass over a column's values, whatever the number of hits."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.columns import UNDATED
from archive.search.engine.contract import Counts
from archive.search.engine.whoosh.snapshot import Snapshot


def count(snapshot: Snapshot, facet: str, mask: NDArray[np.bool_], *, everything: bool, limit: int | None) -> Counts:
    """Keys and counts. Keyed facets: most frequent first, ties by key, `limit` of them; year and month: all, ascending.

    `everything` says that the mask is the one of all live documents: those counts are kept with the snapshot.
    """
    if everything and facet in snapshot.everything:
        counts = snapshot.everything[facet]
    else:
        counts = _counts(snapshot, facet, mask)
        if everything:
            snapshot.everything[facet] = counts
    found = np.flatnonzero(counts)
    if facet in ("year", "month"):
        return [(calendar_key(facet, value), int(counts[value])) for value in found.tolist()]
    keys = snapshot.columns.keyed[facet].keys
    if limit is not None and len(found) > limit:
        threshold = np.partition(counts[found], len(found) - limit)[len(found) - limit]
        found = found[counts[found] >= threshold]
    ordered = sorted(((keys[value], int(counts[value])) for value in found.tolist()), key=lambda kc: (-kc[1], kc[0]))
    return ordered[:limit]


def count_of(snapshot: Snapshot, facet: str, key: str, mask: NDArray[np.bool_]) -> int:
    """The count of one key that may not be among the most frequent."""
    column = snapshot.columns.keyed[facet]
    number = column.number.get(key)
    return 0 if number is None else int(np.count_nonzero(mask[column.docs[column.values == number]]))


def calendar_key(facet: str, value: int) -> str:
    return f"{value:04d}" if facet == "year" else f"{value // 12:04d}-{value % 12 + 1:02d}"


def _counts(snapshot: Snapshot, facet: str, mask: NDArray[np.bool_]) -> NDArray[Any]:
    columns = snapshot.columns
    if facet in ("year", "month"):
        values = (columns.years if facet == "year" else columns.months)[mask]
        return np.bincount(values[values != UNDATED])
    column = columns.keyed[facet]
    return np.bincount(column.values[mask[column.docs]], minlength=len(column.keys))
