"""Evaluate clauses with numpy: each gives the documents that match, ascending, and what it adds to their scores.

Filters are masks of one byte per document; scores are computed for hits alone. A conjunction starts with its rarest part
and evaluates the others `among` the documents left. Deleted documents are dropped at the end, by `execute`.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.embedded.column_filters import SIMPLE, column_mask
from archive.search.engine.forms import EXACT, SPELLING
from archive.search.engine.scoring import OPTIONAL_WEIGHT, PREFIX_WEIGHT
from archive.search.engine.whoosh.phrases import phrase_counts
from archive.search.engine.whoosh.snapshot import Snapshot
from archive.search.engine.whoosh.words import Docs, Mask, Match, Scores, bm25, match_word, sum_postings

UNSCORED = (*SIMPLE, c.Not)
"""Clauses that give a mask and no score."""


def evaluate(snapshot: Snapshot, clause: c.Clause, among: Mask | None = None) -> Match:
    """The documents that match, of those in `among`; scores do not depend on it."""
    match clause:
        case c.Word():
            return match_word(snapshot, clause, among)
        case c.Phrase():
            return _counted(snapshot, *phrase_counts(snapshot, clause), among)
        case c.Prefix():
            return _prefix(snapshot, clause, among)
        case c.Substring():
            return _substring(snapshot, clause, among)
        case c.And():
            return _and(snapshot, clause, among)
        case c.Or():
            return _or(snapshot, clause, among)
        case c.Boost():
            return evaluate(snapshot, clause.part, among).boosted(clause.weight)
        case c.ConstantScore():
            docs = evaluate(snapshot, clause.part, among).docs
            return Match(docs, np.full(len(docs), clause.score, np.float32))
        case _:
            mask = _unscored_mask(snapshot, clause)
            return Match(np.flatnonzero(mask if among is None else mask & among))


def mask_of(snapshot: Snapshot, clause: c.Clause) -> Mask:
    """The documents that match, as a mask."""
    if isinstance(clause, UNSCORED):
        return _unscored_mask(snapshot, clause)
    return _as_mask(snapshot, evaluate(snapshot, clause).docs)


def _unscored_mask(snapshot: Snapshot, clause: c.Clause) -> Mask:
    if isinstance(clause, c.Not):
        return ~mask_of(snapshot, clause.part)
    return column_mask(snapshot.columns, clause)


def _as_mask(snapshot: Snapshot, docs: NDArray[Any]) -> Mask:
    mask = np.zeros(snapshot.size, bool)
    mask[docs] = True
    return mask


# Prefixes, substrings, phrases: occurrences counted over all documents


def _counted(snapshot: Snapshot, docs: Docs, occurrences: Scores, among: Mask | None) -> Match:
    """Score all documents that have something, then keep those in `among`."""
    doc_freq = len(docs)
    if among is not None:
        keep = among[docs]
        docs, occurrences = docs[keep], occurrences[keep]
    return Match(docs, bm25(snapshot, occurrences, snapshot.norm[docs], doc_freq))


def _prefix(snapshot: Snapshot, clause: c.Prefix, among: Mask | None) -> Match:
    docs, counts = snapshot.prefix_postings(clause.field, dict.fromkeys(clause.prefixes))
    return _counted(snapshot, docs, counts * 2, among).boosted(PREFIX_WEIGHT)


def _substring(snapshot: Snapshot, clause: c.Substring, among: Mask | None) -> Match:
    sums = np.zeros(snapshot.size, np.float32)
    for tag in (EXACT, SPELLING):
        for form in snapshot.terms(tag, field=clause.field):
            if form.endswith(clause.letters) if clause.end else clause.letters in form[len(tag) :]:
                docs, weights = snapshot.postings(clause.field, form)
                sums[docs] += weights
    docs = np.flatnonzero(sums)
    return _counted(snapshot, docs, sums[docs].astype(np.float32), among)


# Boolean clauses


def _and(snapshot: Snapshot, clause: c.And, among: Mask | None) -> Match:
    """Filters first, then the parts that score, the rarest before the others."""
    for part in clause.parts:
        if isinstance(part, UNSCORED):
            mask = _unscored_mask(snapshot, part)
            among = mask if among is None else among & mask
    scoring = [part for part in clause.parts if not isinstance(part, UNSCORED)]
    found: Match | None = None
    for part in sorted(scoring, key=lambda part: estimate(snapshot, part)):
        more = evaluate(snapshot, part, among)
        found = more if found is None else _intersection(found, more)
        among = _as_mask(snapshot, found.docs)
    if found is None:
        found = Match(np.arange(snapshot.size) if among is None else np.flatnonzero(among))
    return _with_optional(snapshot, found, clause.optional)


def _intersection(found: Match, more: Match) -> Match:
    """`more`, a subset of `found`, with the scores of both added."""
    if found.scores is None:
        return more
    scores = found.scores[np.searchsorted(found.docs, more.docs)]
    return Match(more.docs, scores if more.scores is None else scores + more.scores)


def _with_optional(snapshot: Snapshot, found: Match, optional: Iterable[c.Clause]) -> Match:
    """The scores of optional parts added."""
    for part in optional:
        more = evaluate(snapshot, part, _as_mask(snapshot, found.docs)).boosted(OPTIONAL_WEIGHT)
        if more.scores is not None:
            scores = np.zeros(len(found.docs), np.float32) if found.scores is None else found.scores.copy()
            scores[np.searchsorted(found.docs, more.docs)] += more.scores
            found = Match(found.docs, scores)
    return found


def _or(snapshot: Snapshot, clause: c.Or, among: Mask | None) -> Match:
    found = [evaluate(snapshot, part, among) for part in clause.parts]
    return _with_optional(snapshot, found[0] if len(found) == 1 else _union(snapshot, found), clause.optional)


def _union(snapshot: Snapshot, found: list[Match]) -> Match:
    mask = np.zeros(snapshot.size, bool)
    for match in found:
        mask[match.docs] = True
    docs = np.flatnonzero(mask)
    scored = [(match.docs, match.scores) for match in found if match.scores is not None]
    return Match(docs, sum_postings(snapshot, docs, scored, None) if scored else None)


def estimate(snapshot: Snapshot, clause: c.Clause) -> int:
    """Roughly how many documents match: used to order the parts of a conjunction."""
    match clause:
        case c.Word():
            forms = {form for level in clause.levels for form in level}
            return sum(len(snapshot.postings(clause.field, form)[0]) for form in forms)
        case c.Phrase():
            sizes = (sum(len(snapshot.postings(clause.field, form)[0]) for form in slot) for slot in clause.slots)
            return min(sizes, default=0)
        case c.And():
            return min((estimate(snapshot, part) for part in clause.parts), default=snapshot.size)
        case c.Or() | c.Boost() | c.ConstantScore():
            return sum(estimate(snapshot, part) for part in clause.children())
    return snapshot.size
