"""The order of hits and the slice of it that was asked for. Ties go to the newer, then to the later number."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.columns import UNDATED
from archive.search.engine.contract import Order
from archive.search.engine.rows import Rows

Array = NDArray[Any]
MANY, LONG = 50, 10_000
"""With so many times more hits than are wanted, and a walk of so many documents at most, the order is walked along."""


def best(rows: Rows, docs: Array, scores: Array | None, sort: Order, *, start: int, end: int) -> Array:
    """Where in `docs`, which ascend, hits start … end-1 of this order stand; `scores` are theirs."""
    end = min(end, len(docs))
    if start >= end:
        return np.empty(0, np.intp)
    if not isinstance(sort, str):
        keys = [_key(rows, docs, scores, column, descending) for column, descending in sort]
        return np.lexsort((rows.newest_rank[docs], *reversed(keys)))[start:end]
    if sort == "relevance" and scores is not None:
        return _by_score(rows, docs, scores, end)[start:]
    order, rank = (rows.oldest, rows.oldest_rank) if sort == "oldest" else (rows.newest, rows.newest_rank)
    if len(docs) > MANY * max(end, 1) and end * rows.size < LONG * len(docs):
        return _walked(rows, docs, order, end)[start:]
    return _first(rank[docs], end)[start:]


def _first(rank: Array, end: int) -> Array:
    if end < len(rank):
        chosen = np.argpartition(rank, end - 1)[:end]
        return chosen[np.argsort(rank[chosen])]
    return np.argsort(rank)


def _walked(rows: Rows, docs: Array, order: Array, end: int) -> Array:
    """The first hits along the order of all documents: where hits are many, the walk is short."""
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
        above, level = np.flatnonzero(scores > threshold), np.flatnonzero(scores == threshold)
        level = level[_first(rows.newest_rank[docs[level]], end - len(above))] if len(above) < end else level[:0]
        chosen = np.concatenate((above, level))
    return chosen[np.lexsort((rows.newest_rank[docs[chosen]], -scores[chosen]))]


def _key(rows: Rows, docs: Array, scores: Array | None, column: str, descending: bool) -> Array:
    """Values to sort ascending by. What a document lacks puts it last, in either direction."""
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
