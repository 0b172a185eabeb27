"""One question against one snapshot: matching, named filters, counts, order.

A facet's counts ignore the filter of its own name (`year` and `month` that named `date`); all other filters hold.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.columns import UNDATED
from archive.search.engine.evaluate import evaluate
from archive.search.engine.facets import Counts, count, count_of
from archive.search.engine.ranking import Order, best
from archive.search.engine.snapshot import Snapshot

DATE = "date"
"""Name of the filter that the facets `year` and `month` ignore."""


EVERYTHING = c.Everything()


@dataclass(frozen=True)
class Question:
    clause: c.Clause = EVERYTHING
    filters: dict[str, c.Clause] = field(default_factory=dict)
    """By name; a facet of the same name ignores it."""
    sort: Order = "relevance"
    start: int = 0
    end: int = 10
    facets: tuple[str, ...] = ()
    facet_limit: int | None = 20
    selected: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys that are counted in their facet even where they are not among the most frequent."""


@dataclass(frozen=True)
class Answer:
    count: int
    pks: list[int]
    scores: list[float]
    docs: list[int]
    facets: dict[str, Counts]
    undated: int
    first_day: dt.date | None
    last_day: dt.date | None


def answer(snapshot: Snapshot, question: Question) -> Answer:
    found = evaluate(snapshot, question.clause)
    base = found.mask & snapshot.live
    masks = {name: evaluate(snapshot, clause).mask for name, clause in question.filters.items()}
    hits = _all(base, masks.values())
    docs = np.flatnonzero(hits)
    page = best(snapshot, docs, found.scores, question.sort, start=question.start, end=question.end)
    columns = snapshot.columns
    dated = columns.first[docs] != UNDATED
    days = docs[dated]
    scores = np.zeros(len(page)) if found.scores is None else found.scores[page]
    return Answer(
        count=len(docs),
        pks=columns.pks[page].tolist(),
        scores=[round(float(score), 4) for score in scores],
        docs=page.tolist(),
        facets=_facets(snapshot, question, base, masks, hits),
        undated=len(docs) - len(days),
        first_day=dt.date.fromordinal(int(columns.first[days].min())) if len(days) else None,
        last_day=dt.date.fromordinal(int(columns.last[days].max())) if len(days) else None,
    )


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
