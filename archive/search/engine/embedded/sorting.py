"""Sort hits and take a page of them. Ties go as in `contract.Order`."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.contract import Order
from archive.search.engine.embedded.records import UNDATED
from archive.search.engine.embedded.rows import Rows

Array = NDArray[Any]
WALK_RATIO, MAX_WALK = 50, 10_000
"""The precomputed order is walked instead of sorting if there are WALK_RATIO times more hits than the page needs, and the
walk is expected to pass at most MAX_WALK documents."""


def top(rows: Rows, docs: Array, scores: Array | None, sort: Order, *, start: int, end: int) -> Array:
    """Indexes into `docs` (ascending) of hits start … end-1 in this order; `scores` belong to `docs`."""
    end = min(end, len(docs))
    if start >= end:
        return np.empty(0, np.intp)
    if not isinstance(sort, str):
        keys = [_key(rows, docs, scores, column, descending) for column, descending in sort]
        return np.lexsort((rows.newest_rank[docs], *reversed(keys)))[start:end]
    if sort == "relevance" and scores is not None:
        return _by_score(rows, docs, scores, end)[start:]
    order, rank = _by_time(rows, sort)
    if len(docs) > WALK_RATIO * max(end, 1) and end * rows.size < MAX_WALK * len(docs):
        return _walked(rows, docs, order, end)[start:]
    return _first(rank[docs], end)[start:]


def _by_time(rows: Rows, sort: str) -> tuple[Array, Array]:
    """All documents in an order by time, and the rank of each."""
    if sort == "added":
        return rows.added, rows.added_rank
    return (rows.oldest, rows.oldest_rank) if sort == "oldest" else (rows.newest, rows.newest_rank)


def _first(rank: Array, end: int) -> Array:
    if end < len(rank):
        chosen = np.argpartition(rank, end - 1)[:end]
        return chosen[np.argsort(rank[chosen])]
    return np.argsort(rank)


def _walked(rows: Rows, docs: Array, order: Array, end: int) -> Array:
    """The first hits along the order of all documents: a short walk if there are many hits."""
    if len(docs) == rows.count:
        mask = rows.live
    else:
        mask = np.zeros(rows.size, bool)
        mask[docs] = True
    length = 2 * end * rows.size // len(docs) + 64
    found = order[:length]
    found = found[mask[found]]
    while len(found) < end:
        length *= 4
        found = order[:length]
        found = found[mask[found]]
    return np.searchsorted(docs, found[:end])


def _by_score(rows: Rows, docs: Array, scores: Array, end: int) -> Array:
    chosen = np.arange(len(docs))
    if end < len(docs):
        threshold = np.partition(scores, len(scores) - end)[len(scores) - end]
        above, tied = np.flatnonzero(scores > threshold), np.flatnonzero(scores == threshold)
        tied = tied[_first(rows.newest_rank[docs[tied]], end - len(above))] if len(above) < end else tied[:0]
        chosen = np.concatenate((above, tied))
    return chosen[np.lexsort((rows.newest_rank[docs[chosen]], -scores[chosen]))]


def _key(rows: Rows, docs: Array, scores: Array | None, column: str, descending: bool) -> Array:
    """Values to sort ascending by; documents without a value come last in either direction."""
    columns = rows.columns
    if column == "published":
        days = columns.first[docs].astype(np.int64)
        return np.where(days == UNDATED, np.iinfo(np.int64).max, -days if descending else days)
    if column == "pk":
        values = columns.pks[docs]
    elif column == "score":
        values = np.zeros(len(docs)) if scores is None else scores
    else:
        keyed = columns.keyed[column]
        order = np.argsort(np.array(keyed.keys, dtype=object)) if keyed.keys else np.empty(0, np.int64)
        rank = np.empty(len(keyed.keys), np.int64)
        rank[order] = np.arange(len(order))
        lowest = np.full(rows.size, len(rank), np.int64)
        np.minimum.at(lowest, keyed.docs, rank[keyed.values])
        values = lowest[docs]
        return np.where(values == len(rank), len(rank), -values if descending else values)
    return -values if descending else values
