"""One question against one snapshot: matching, named filters, counts, order."""

import datetime as dt
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.columns import UNDATED
from archive.search.engine.contract import DATE, Answer, Counts, Question
from archive.search.engine.whoosh.evaluate import evaluate
from archive.search.engine.whoosh.facets import count, count_of
from archive.search.engine.whoosh.ranking import best
from archive.search.engine.whoosh.snapshot import Snapshot


def answer(snapshot: Snapshot, question: Question) -> Answer:
    found = evaluate(snapshot, question.clause)
    base = found.mask & snapshot.live
    masks = {name: evaluate(snapshot, clause).mask for name, clause in question.filters.items()}
    hits = _all(base, masks.values())
    docs = np.flatnonzero(hits)
    end = len(docs) if question.end is None else question.end
    page = best(snapshot, docs, found.scores, question.sort, start=question.start, end=end)
    columns = snapshot.columns
    dated = columns.first[docs] != UNDATED
    days = docs[dated]
    scores = np.zeros(len(page)) if found.scores is None else found.scores[page]
    return Answer(
        count=len(docs),
        pks=columns.pks[page].tolist(),
        scores=[round(float(score), 4) for score in scores],
        facets=_facets(snapshot, question, base, masks, hits),
        counted=tuple(_overlap(snapshot, hits, clause) for clause in question.counting),
        undated=len(docs) - len(days),
        first_day=dt.date.fromordinal(int(columns.first[days].min())) if len(days) else None,
        last_day=dt.date.fromordinal(int(columns.last[days].max())) if len(days) else None,
    )


def _overlap(snapshot: Snapshot, hits: NDArray[np.bool_], clause: c.Clause) -> int:
    return int(np.count_nonzero(evaluate(snapshot, clause).mask & hits))


def _facets(
    snapshot: Snapshot,
    question: Question,
    base: NDArray[np.bool_],
    masks: dict[str, NDArray[np.bool_]],
    hits: NDArray[np.bool_],
) -> dict[str, Counts]:
    facets = {}
    for name in question.facets:
        own = DATE if name in ("year", "month") else name
        mask = _all(base, (other for key, other in masks.items() if key != own)) if own in masks else hits
        everything = bool(np.count_nonzero(mask) == snapshot.count)
        counts = count(snapshot, name, mask, everything=everything, limit=question.facet_limit)
        listed = {key for key, _ in counts}
        more = [key for key in question.selected.get(name, ()) if key not in listed]
        facets[name] = counts + [(key, count_of(snapshot, name, key, mask)) for key in dict.fromkeys(more)]
    return facets


def _all(base: NDArray[np.bool_], masks: Iterable[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    result = base
    for mask in masks:
        result = result & mask
    return result
