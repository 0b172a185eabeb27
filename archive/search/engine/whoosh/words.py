"""Match and score single words: BM25 at each level.

A text is one field in which title and lede weigh more (`forms`). Every level of a word has its own BM25; an occurrence
counts at the level that finds it and at all farther ones, so exact scores above spelling above stem, and a form that is
rare as printed above a common one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.scoring import K1, LIGHT_WEIGHT, level_weights
from archive.search.engine.whoosh.snapshot import Snapshot

Mask = NDArray[np.bool_]
Docs = NDArray[np.intp]
Scores = NDArray[np.float32]
Postings = tuple[Docs, Scores]


@dataclass(frozen=True, eq=False)
class Match:
    docs: Docs
    """Ascending."""
    scores: Scores | None = None
    """One for each document; None: the clause adds nothing to any score."""

    def boosted(self, weight: float) -> "Match":
        return self if self.scores is None else Match(self.docs, self.scores * np.float32(weight))


@dataclass
class _Level:
    """A level that finds something of its own: its postings, the documents found up to it, its share of the score."""

    postings: list[Postings]
    doc_freq: int
    weight: float


class _Levels:
    """The levels of one word, added from the nearest to the farthest; `union` masks the documents found so far."""

    def __init__(self, snapshot: Snapshot, field: c.Field) -> None:
        self.snapshot, self.field = snapshot, field
        self.union = np.zeros(snapshot.size, bool)
        self.found: list[_Level] = []
        self._seen: set[str] = set()

    def add(self, forms: tuple[str, ...], weight: float) -> None:
        """A level that finds nothing beyond the nearer ones adds its weight to the last that did."""
        each = {form: self.snapshot.postings(self.field, form) for form in dict.fromkeys(forms)}
        new = [docs for form, (docs, _) in each.items() if form not in self._seen and len(docs)]
        self._seen.update(each)
        if new:
            for docs in new:
                self.union[docs] = True
            alone = not self.found and len(new) == 1
            doc_freq = len(new[0]) if alone else int(np.count_nonzero(self.union))
            self.found.append(_Level([found for found in each.values() if len(found[0])], doc_freq, weight))
        elif self.found:
            self.found[-1].weight += weight

    def docs(self, among: Mask | None) -> Docs:
        if not self.found:
            return np.empty(0, np.intp)
        if len(self.found) == 1 and len(self.found[0].postings) == 1:
            docs = self.found[0].postings[0][0]
            return docs if among is None else docs[among[docs]]
        return np.flatnonzero(self.union if among is None else self.union & among)


def match_word(snapshot: Snapshot, clause: c.Word, among: Mask | None) -> Match:
    """The documents with the word, of those in `among`.

    The forms of one level occur at different positions: a word's spelling form is indexed only if it differs from the exact
    form. Forms of different levels may share positions; there the farther level's count includes the nearer one's.
    """
    levels = _Levels(snapshot, clause.field)
    for forms, weight in zip(clause.levels, level_weights(len(clause.levels)), strict=False):
        levels.add(forms, weight)
    docs = None if clause.loose else levels.docs(among)
    if clause.light:
        levels.add(clause.light, LIGHT_WEIGHT)
    if docs is None:
        docs = levels.docs(among)
    return Match(docs, _scores(snapshot, docs, levels.found, among))


def _scores(snapshot: Snapshot, docs: Docs, levels: list[_Level], among: Mask | None) -> Scores:
    scores = np.zeros(len(docs), np.float32)
    if not len(docs):
        return scores
    norm = snapshot.norm[docs]
    most = np.zeros(len(docs), np.float32)
    for level in levels:
        np.maximum(most, sum_postings(snapshot, docs, level.postings, among), out=most)
        scores += bm25(snapshot, most, norm, level.doc_freq, level.weight)
    return scores


def sum_postings(snapshot: Snapshot, docs: Docs, postings: list[Postings], among: Mask | None) -> Scores:
    """The sum of all the postings' weights for each of the documents."""
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


def bm25(snapshot: Snapshot, occurrences: Scores, norm: Scores, doc_freq: int, weight: float = 1.0) -> Scores:
    """Scores of documents with these weighted occurrences (in halves) of something that `doc_freq` documents have."""
    tf = occurrences * np.float32(0.5)
    idf = np.log1p((snapshot.size - doc_freq + 0.5) / (doc_freq + 0.5))
    result: Scores = np.float32(weight * idf * (K1 + 1)) * tf / (tf + norm)
    return result
