"""The order of hits and the slice of it that was asked for. Ties go to the newer, then to the later number."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.columns import UNDATED
from archive.search.engine.contract import Order
from archive.search.engine.whoosh.snapshot import Snapshot

Array = NDArray[Any]


def best(snapshot: Snapshot, docs: Array, scores: Array | None, sort: Order, *, start: int, end: int) -> Array:
    """Documents start … end-1 of the hits `docs`, in this order."""
    end = min(end, len(docs))
    if start >= end:
        return docs[:0]
    if not isinstance(sort, str):
        keys = [_key(snapshot, docs, scores, column, descending) for column, descending in sort]
        return docs[np.lexsort((snapshot.newest_rank[docs], *reversed(keys)))][start:end]
    if sort == "relevance" and scores is not None:
        return _by_score(docs, scores[docs], snapshot.newest_rank[docs], end)[start:]
    rank = (snapshot.oldest_rank if sort == "oldest" else snapshot.newest_rank)[docs]
    return _first(docs, rank, end)[start:]


def _first(docs: Array, rank: Array, end: int) -> Array:
    if end < len(docs):
        chosen = np.argpartition(rank, end - 1)[:end]
        docs, rank = docs[chosen], rank[chosen]
    return docs[np.argsort(rank)]


def _by_score(docs: Array, scores: Array, rank: Array, end: int) -> Array:
    if end < len(docs):
        threshold = np.partition(scores, len(scores) - end)[len(scores) - end]
        above, level = np.flatnonzero(scores > threshold), np.flatnonzero(scores == threshold)
        chosen = np.concatenate((above, _first(level, rank[level], end - len(above))))
        docs, scores, rank = docs[chosen], scores[chosen], rank[chosen]
    return docs[np.lexsort((rank, -scores))]


def _key(snapshot: Snapshot, docs: Array, scores: Array | None, column: str, descending: bool) -> Array:
    """Values to sort ascending by. What a document lacks puts it last, in either direction."""
    columns = snapshot.columns
    if column == "published":
        days = columns.first[docs].astype(np.int64)
        return np.where(days == UNDATED, np.iinfo(np.int64).max, -days if descending else days)
    if column == "pk":
        values = columns.pks[docs]
    elif column == "score":
        values = np.zeros(len(docs)) if scores is None else scores[docs]
    else:
        keyed = columns.keyed[column]
        order = np.argsort(np.array(keyed.keys, dtype=object)) if keyed.keys else np.empty(0, np.int64)
        rank = np.empty(len(keyed.keys), np.int64)
        rank[order] = np.arange(len(order))
        lowest = np.full(snapshot.size, len(rank), np.int64)
        np.minimum.at(lowest, keyed.docs, rank[keyed.values])
        values = lowest[docs]
        return np.where(values == len(rank), len(rank), -values if descending else values)
    return -values if descending else values
