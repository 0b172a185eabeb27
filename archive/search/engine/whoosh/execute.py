"""Run one query on one snapshot: match, filter, count, group, sort.

Filters are masks, cached with the snapshot, in which the hits of the clause are looked up.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.contract import Counts, SearchQuery, SearchResult, ignored_filter
from archive.search.engine.embedded.facets import facet
from archive.search.engine.embedded.grouping import page_of
from archive.search.engine.whoosh.evaluate import evaluate, mask_of
from archive.search.engine.whoosh.snapshot import Snapshot
from archive.search.engine.whoosh.words import Mask, Match

Docs = NDArray[Any]


def execute(snapshot: Snapshot, query: SearchQuery) -> SearchResult:
    found = _live(snapshot, query.clause)
    masks = _filter_masks(snapshot, query.filters, found.docs)
    hits = _filtered(found, masks)
    docs = hits.docs
    page = page_of(snapshot, docs, hits.scores, query)
    scores = [0.0] * len(page.places) if hits.scores is None else hits.scores[page.places].tolist()
    dates = snapshot.date_range(docs)
    return SearchResult(
        count=len(docs),
        pks=snapshot.columns.pks[docs[page.places]].tolist(),
        scores=[round(score, 4) for score in scores],
        facets=_facets(snapshot, query, found, masks, docs),
        clause_counts=tuple(int(np.count_nonzero(mask_of(snapshot, clause)[docs])) for clause in query.count_clauses),
        undated=dates.undated,
        first_day=dates.first,
        last_day=dates.last,
        groups=page.groups,
        others=page.others,
    )


def _live(snapshot: Snapshot, clause: c.Clause) -> Match:
    """The documents that match and are not deleted."""
    if isinstance(clause, c.MatchAll):
        return Match(snapshot.live_docs)
    found = evaluate(snapshot, clause)
    return found if snapshot.count == snapshot.size else _masked(found, snapshot.live[found.docs])


def _filter_masks(snapshot: Snapshot, filters: dict[str, c.Clause], docs: Docs) -> dict[str, Mask]:
    """For each filter that excludes a document: which of `docs` it keeps."""
    masks = {}
    for name, clause in filters.items():
        mask = snapshot.filter_mask(clause, lambda clause=clause: mask_of(snapshot, clause))  # type: ignore[misc]
        if mask is not None:
            masks[name] = mask[docs]
    return masks


def _filtered(found: Match, masks: dict[str, Mask], but: str = "") -> Match:
    """The documents that all filters keep, except the filter named `but`."""
    applied = [mask for name, mask in masks.items() if name != but]
    return _masked(found, np.logical_and.reduce(applied)) if applied else found


def _masked(found: Match, keep: Mask) -> Match:
    return Match(found.docs[keep], None if found.scores is None else found.scores[keep])


def _facets(
    snapshot: Snapshot, query: SearchQuery, found: Match, masks: dict[str, Mask], hits: Docs
) -> dict[str, Counts]:
    facets = {}
    for name in query.facets:
        own = ignored_filter(name)
        docs = _filtered(Match(found.docs), masks, own).docs if own in masks else hits
        facets[name] = facet(snapshot, query, name, docs)
    return facets
