"""Who keeps company with whom, counted in the index's columns: entities named together, articles about the same.

What readers do not see is not in the index, so it is counted nowhere here.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.catalog.models import Article
from archive.search.engine.columns import KeyedColumn
from archive.search.engine.facets import count
from archive.search.engine.snapshot import Snapshot, reader
from archive.search.indexing import index_path

ENTITY_COLUMNS = ("person", "place", "organization")


def co_mentioned(kind: str, key: str, limit: int) -> list[tuple[str, int]]:
    """Keys of the entities named in the most of the articles that name this one, with the number of those articles."""
    snapshot = reader(index_path()).snapshot()
    mask = _articles(snapshot) & snapshot.columns.keyed[kind].mask((key,), snapshot.size)
    counts = [
        pair
        for column in ENTITY_COLUMNS
        for pair in count(snapshot, column, mask, everything=False, limit=limit + 1)
        if pair[0] != key
    ]
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))[:limit]


def also_about(article: Article, limit: int) -> list[Article]:
    """Published articles that share the most telling entities with this one: a rare entity weighs more than a common one."""
    snapshot = reader(index_path()).snapshot()
    own = np.flatnonzero((snapshot.columns.pks == article.pk) & snapshot.live)
    if not len(own):
        return []
    scores = np.zeros(snapshot.size, np.float32)
    for name in ENTITY_COLUMNS:
        column = snapshot.columns.keyed[name]
        for key in column.keys_of(int(own[0])):
            docs = _docs_with(column, key)
            if len(docs) > 1:
                scores[docs] += np.float32(np.log(snapshot.size / len(docs)) + 0.1)
    scores[own] = 0
    scores[~_articles(snapshot)] = 0
    best = _top(snapshot, scores, limit)
    pks = [int(pk) for pk in snapshot.columns.pks[best]]
    found = Article.objects.published().select_related("source").in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def _top(snapshot: Snapshot, scores: NDArray[np.float32], limit: int) -> NDArray[np.intp]:
    """Numbers of the best documents; ties go to the later article."""
    threshold = np.partition(scores, -limit)[-limit] if len(scores) > limit else np.float32(0)
    among = np.flatnonzero(scores >= max(threshold, np.float32(1e-6)))
    return among[np.lexsort((-snapshot.columns.pks[among], -scores[among]))][:limit]


def _articles(snapshot: Snapshot) -> NDArray[np.bool_]:
    return snapshot.live & snapshot.columns.keyed["kind"].mask(("article",), snapshot.size)


def _docs_with(column: KeyedColumn, key: str) -> NDArray[Any]:
    docs: NDArray[Any] = column.docs[column.values == column.number[key]]
    return docs
