"""Clauses answered by numpy: each yields the documents that match, ascending, and what it adds to the score of each.

BM25 over one text per document in which the title and the lede count more (`forms`). Every level of a word has a BM25 of
its own, and an occurrence counts at the level that finds it and at all farther ones: exact above spelling above stem, and
a form that is rare as printed more than a common one.

Whatever is few is kept few: work over all documents is done on masks of one byte each, scores are computed for hits alone,
and where parts must meet, the rarest goes first and the others are looked at `among` what it left. Deleted documents are
dropped at the end, by `answering`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.conditions import SIMPLE, fitting
from archive.search.engine.forms import EXACT, SPELLING
from archive.search.engine.whoosh.phrases import phrase_counts
from archive.search.engine.whoosh.snapshot import K1, Snapshot

LEVEL_WEIGHTS = (0.2, 0.3, 0.5)
"""Shares of exact, spelling and stem in a word's score; where fewer levels are asked, they share it all."""
LIGHT_WEIGHT = 0.3
"""What the light stem adds to it."""
OPTIONAL_WEIGHT = 0.3
"""What parts count that only rank: the stop words of a question."""
PREFIX_WEIGHT = 0.7
Mask = NDArray[np.bool_]
Docs = NDArray[np.intp]
Scores = NDArray[np.float32]
Postings = tuple[Docs, Scores]
CONDITIONS = (*SIMPLE, c.Not)
"""Clauses that yield a mask and no score."""


@dataclass(frozen=True, eq=False)
class Match:
    docs: Docs
    scores: Scores | None = None
    """One for each document; None: nothing to add for any."""

    def weighed(self, weight: float) -> "Match":
        return self if self.scores is None else Match(self.docs, self.scores * np.float32(weight))


def evaluate(snapshot: Snapshot, clause: c.Clause, among: Mask | None = None) -> Match:
    """The documents that match, of those in `among`; scores do not depend on it."""
    match clause:
        case c.Word():
            return _word(snapshot, clause, among)
        case c.Phrase():
            return _counted(snapshot, *phrase_counts(snapshot, clause), among)
        case c.Prefix():
            return _prefix(snapshot, clause, among)
        case c.Substring():
            return _holding(snapshot, clause, among)
        case c.And():
            return _and(snapshot, clause, among)
        case c.Or():
            return _or(snapshot, clause, among)
        case c.Boost():
            return evaluate(snapshot, clause.part, among).weighed(clause.weight)
        case c.ConstantScore():
            docs = evaluate(snapshot, clause.part, among).docs
            return Match(docs, np.full(len(docs), clause.score, np.float32))
        case _:
            mask = condition(snapshot, clause)
            return Match(np.flatnonzero(mask if among is None else mask & among))


def mask_of(snapshot: Snapshot, clause: c.Clause) -> Mask:
    """The documents that match, as a mask."""
    if isinstance(clause, CONDITIONS):
        return condition(snapshot, clause)
    return _masked(snapshot, evaluate(snapshot, clause).docs)


def condition(snapshot: Snapshot, clause: c.Clause) -> Mask:
    """Clauses about keys, days and numbers, and negations."""
    if isinstance(clause, c.Not):
        return ~mask_of(snapshot, clause.part)
    return fitting(snapshot.columns, clause)


# Words


@dataclass
class _Step:
    """A level that finds something of its own: its postings, the documents found up to it, its share of the score."""

    postings: list[Postings]
    frequency: int
    weight: float


class _Ladder:
    """The levels of one word, climbed from the nearest to the farthest; `union` holds the documents found so far."""

    def __init__(self, snapshot: Snapshot, field: c.Field) -> None:
        self.snapshot, self.field = snapshot, field
        self.union = np.zeros(snapshot.size, bool)
        self.steps: list[_Step] = []
        self._seen: set[str] = set()

    def climb(self, forms: tuple[str, ...], weight: float) -> None:
        """A level that finds nothing beyond the nearer ones leaves its share to the last that did."""
        each = {form: self.snapshot.postings(self.field, form) for form in dict.fromkeys(forms)}
        new = [docs for form, (docs, _) in each.items() if form not in self._seen and len(docs)]
        self._seen.update(each)
        if new:
            for docs in new:
                self.union[docs] = True
            alone = not self.steps and len(new) == 1
            frequency = len(new[0]) if alone else int(np.count_nonzero(self.union))
            self.steps.append(_Step([found for found in each.values() if len(found[0])], frequency, weight))
        elif self.steps:
            self.steps[-1].weight += weight

    def docs(self, among: Mask | None) -> Docs:
        if not self.steps:
            return np.empty(0, np.intp)
        if len(self.steps) == 1 and len(self.steps[0].postings) == 1:
            docs = self.steps[0].postings[0][0]
            return docs if among is None else docs[among[docs]]
        return np.flatnonzero(self.union if among is None else self.union & among)


def _word(snapshot: Snapshot, clause: c.Word, among: Mask | None) -> Match:
    """The nearest level first; a level that finds nothing beyond the nearer ones shares their score.

    The forms of one level lie at different places: a word's spelling form is indexed only where it differs from the
    exact one. Across levels they may share places, and there the farther level's count includes the nearer one's.
    """
    whole = sum(LEVEL_WEIGHTS[: len(clause.levels)])
    ladder = _Ladder(snapshot, clause.field)
    for forms, weight in zip(clause.levels, LEVEL_WEIGHTS, strict=False):
        ladder.climb(forms, weight / whole)
    docs = None if clause.loose else ladder.docs(among)
    if clause.light:
        ladder.climb(clause.light, LIGHT_WEIGHT)
    if docs is None:
        docs = ladder.docs(among)
    return Match(docs, _levels_score(snapshot, docs, ladder.steps, among))


def _levels_score(snapshot: Snapshot, docs: Docs, steps: list[_Step], among: Mask | None) -> Scores:
    scores = np.zeros(len(docs), np.float32)
    if not len(docs):
        return scores
    norm = snapshot.norm[docs]
    nearest = np.zeros(len(docs), np.float32)
    for step in steps:
        np.maximum(nearest, _occurrences(snapshot, docs, step.postings, among), out=nearest)
        scores += bm25(snapshot, nearest, norm, step.frequency, step.weight)
    return scores


def _occurrences(snapshot: Snapshot, docs: Docs, postings: list[Postings], among: Mask | None) -> Scores:
    """Weighted occurrences of all the postings in each of the documents."""
    if len(postings) == 1 and postings[0][0] is docs:
        return postings[0][1]
    if among is not None:
        chosen = [among[found] for found, _ in postings]
        postings = [(found[keep], weights[keep]) for (found, weights), keep in zip(postings, chosen, strict=True)]
    with snapshot.scratch() as sums:
        for found, weights in postings:
            sums[found] += weights
        result: Scores = sums[docs]
        for found, _ in postings:
            sums[found] = 0
    return result


def bm25(snapshot: Snapshot, occurrences: Scores, norm: Scores, frequency: int, weight: float = 1.0) -> Scores:
    """Scores of documents with so many weighted occurrences (in halves) of what `frequency` documents have."""
    tf = occurrences * np.float32(0.5)
    rarity = np.log1p((snapshot.size - frequency + 0.5) / (frequency + 0.5))
    result: Scores = np.float32(weight * rarity * (K1 + 1)) * tf / (tf + norm)
    return result


# Beginnings, letters, phrases: occurrences counted over all documents


def _counted(snapshot: Snapshot, docs: Docs, occurrences: Scores, among: Mask | None) -> Match:
    """Score documents that are all there are; then leave those that are not in `among`."""
    frequency = len(docs)
    if among is not None:
        keep = among[docs]
        docs, occurrences = docs[keep], occurrences[keep]
    return Match(docs, bm25(snapshot, occurrences, snapshot.norm[docs], frequency))


def _dense(found: NDArray[Any]) -> tuple[Docs, Scores]:
    docs = np.flatnonzero(found)
    return docs, found[docs].astype(np.float32)


def _prefix(snapshot: Snapshot, clause: c.Prefix, among: Mask | None) -> Match:
    docs, counts = snapshot.beginning(clause.field, dict.fromkeys(clause.prefixes))
    return _counted(snapshot, docs, counts * 2, among).weighed(PREFIX_WEIGHT)


def _holding(snapshot: Snapshot, clause: c.Substring, among: Mask | None) -> Match:
    found = np.zeros(snapshot.size, np.float32)
    for tag in (EXACT, SPELLING):
        for form in snapshot.lexicon(tag, field=clause.field):
            if form.endswith(clause.letters) if clause.end else clause.letters in form[len(tag) :]:
                docs, weights = snapshot.postings(clause.field, form)
                found[docs] += weights
    return _counted(snapshot, *_dense(found), among)


# Parts together


def _and(snapshot: Snapshot, clause: c.And, among: Mask | None) -> Match:
    """Conditions first, then the parts that score, the rarest before the others."""
    for part in clause.parts:
        if isinstance(part, CONDITIONS):
            mask = condition(snapshot, part)
            among = mask if among is None else among & mask
    scoring = [part for part in clause.parts if not isinstance(part, CONDITIONS)]
    found: Match | None = None
    for part in sorted(scoring, key=lambda part: estimate(snapshot, part)):
        more = evaluate(snapshot, part, among)
        found = more if found is None else _narrowed(found, more)
        among = _masked(snapshot, found.docs)
    if found is None:
        found = Match(np.arange(snapshot.size) if among is None else np.flatnonzero(among))
    return _ranked(snapshot, found, clause.optional)


def _narrowed(found: Match, more: Match) -> Match:
    """`more` holds some of the documents of `found`, and its scores are added to theirs."""
    if found.scores is None:
        return more
    scores = found.scores[np.searchsorted(found.docs, more.docs)]
    return Match(more.docs, scores if more.scores is None else scores + more.scores)


def _ranked(snapshot: Snapshot, found: Match, optional: Iterable[c.Clause]) -> Match:
    """The scores of parts that only rank are added."""
    for part in optional:
        more = evaluate(snapshot, part, _masked(snapshot, found.docs)).weighed(OPTIONAL_WEIGHT)
        if more.scores is not None:
            scores = np.zeros(len(found.docs), np.float32) if found.scores is None else found.scores.copy()
            scores[np.searchsorted(found.docs, more.docs)] += more.scores
            found = Match(found.docs, scores)
    return found


def _or(snapshot: Snapshot, clause: c.Or, among: Mask | None) -> Match:
    found = [evaluate(snapshot, part, among) for part in clause.parts]
    return _ranked(snapshot, found[0] if len(found) == 1 else _union(snapshot, found), clause.optional)


def _union(snapshot: Snapshot, found: list[Match]) -> Match:
    mask = np.zeros(snapshot.size, bool)
    for match in found:
        mask[match.docs] = True
    docs = np.flatnonzero(mask)
    scored = [(match.docs, match.scores) for match in found if match.scores is not None]
    return Match(docs, _occurrences(snapshot, docs, scored, None) if scored else None)


def estimate(snapshot: Snapshot, clause: c.Clause) -> int:
    """How many documents a clause may find, roughly: only to put parts in order."""
    match clause:
        case c.Word():
            forms = {form for level in clause.levels for form in level}
            return sum(len(snapshot.postings(clause.field, form)[0]) for form in forms)
        case c.Phrase():
            sizes = (sum(len(snapshot.postings(clause.field, form)[0]) for form in slot) for slot in clause.slots)
            return min(sizes, default=0)
        case c.And():
            return min((estimate(snapshot, part) for part in clause.parts), default=snapshot.size)
        case c.Or():
            return sum(estimate(snapshot, part) for part in clause.parts)
        case c.Boost() | c.ConstantScore():
            return estimate(snapshot, clause.part)
    return snapshot.size


def _masked(snapshot: Snapshot, docs: NDArray[Any]) -> Mask:
    mask = np.zeros(snapshot.size, bool)
    mask[docs] = True
    return mask
