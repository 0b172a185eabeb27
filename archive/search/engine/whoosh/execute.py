"""One question against one snapshot: matching, named filters, counts, order.

Filters are masks, kept with the snapshot while they are asked again and again; the hits of the clause are looked up in them.
"""

import datetime as dt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.contract import DATE, Counts, SearchQuery, SearchResult
from archive.search.engine.facets import count, count_of
from archive.search.engine.ranking import best
from archive.search.engine.whoosh.evaluate import Match, evaluate, mask_of
from archive.search.engine.whoosh.snapshot import Snapshot

Mask = NDArray[np.bool_]
Docs = NDArray[Any]


def answer(snapshot: Snapshot, question: SearchQuery) -> SearchResult:
    found = _live(snapshot, question.clause)
    kept = _kept(snapshot, question.filters, found.docs)
    hits = _chosen(found, kept)
    docs = hits.docs
    end = len(docs) if question.end is None else question.end
    page = best(snapshot, docs, hits.scores, question.sort, start=question.start, end=end)
    scores = [0.0] * len(page) if hits.scores is None else hits.scores[page].tolist()
    days = snapshot.days(docs)
    return SearchResult(
        count=len(docs),
        pks=snapshot.columns.pks[docs[page]].tolist(),
        scores=[round(score, 4) for score in scores],
        facets=_facets(snapshot, question, found, kept, docs),
        clause_counts=tuple(
            int(np.count_nonzero(mask_of(snapshot, clause)[docs])) for clause in question.count_clauses
        ),
        undated=days.undated,
        first_day=_date(days.first),
        last_day=_date(days.last),
    )


def _live(snapshot: Snapshot, clause: c.Clause) -> Match:
    """What matches the clause and is not deleted."""
    if isinstance(clause, c.MatchAll):
        return Match(snapshot.live_docs)
    found = evaluate(snapshot, clause)
    return found if snapshot.count == snapshot.size else _narrow(found, snapshot.live[found.docs])


def _kept(snapshot: Snapshot, filters: dict[str, c.Clause], docs: Docs) -> dict[str, Mask]:
    """For each filter that leaves something out: which of the documents it keeps."""
    kept = {}
    for name, clause in filters.items():
        mask = snapshot.filter_mask(clause, lambda clause=clause: mask_of(snapshot, clause))  # type: ignore[misc]
        if mask is not None:
            kept[name] = mask[docs]
    return kept


def _chosen(found: Match, kept: dict[str, Mask], but: str = "") -> Match:
    """What all filters keep, `but` the one of this name."""
    masks = [mask for name, mask in kept.items() if name != but]
    return _narrow(found, np.logical_and.reduce(masks)) if masks else found


def _narrow(found: Match, keep: Mask) -> Match:
    return Match(found.docs[keep], None if found.scores is None else found.scores[keep])


def _facets(
    snapshot: Snapshot, question: SearchQuery, found: Match, kept: dict[str, Mask], hits: Docs
) -> dict[str, Counts]:
    facets = {}
    for name in question.facets:
        own = DATE if name in ("year", "month") else name
        docs = _chosen(Match(found.docs), kept, own).docs if own in kept else hits
        counts = count(snapshot, name, docs, limit=question.facet_limit)
        listed = {key for key, _ in counts}
        more = [key for key in question.selected.get(name, ()) if key not in listed]
        facets[name] = counts + [(key, count_of(snapshot, name, key, docs)) for key in dict.fromkeys(more)]
    return facets


def _date(day: int | None) -> dt.date | None:
    return None if day is None else dt.date.fromordinal(day)
