"""Clauses answered by numpy: each yields a mask over all documents and what it adds to their scores.

BM25 over one text per document in which the title and the lede count more (`forms`). Every level of a word has a BM25 of
its own, and an occurrence counts at the level that finds it and at all farther ones: exact above spelling above stem, and
a form that is rare as printed more than a common one. Deleted documents are masked at the end, by `answering`.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.columns import UNDATED
from archive.search.engine.forms import EXACT, SPELLING
from archive.search.engine.whoosh.snapshot import K1, POSITION_BITS, Snapshot

LEVEL_WEIGHTS = (0.2, 0.3, 0.5)
"""Shares of exact, spelling and stem in a word's score; where fewer levels are asked, they share it all."""
LIGHT_WEIGHT = 0.3
"""What the light stem adds to it."""
OPTIONAL_WEIGHT = 0.3
"""What parts count that only rank: the stop words of a question."""
PREFIX_WEIGHT = 0.7
Mask = NDArray[np.bool_]
Scores = NDArray[np.float32]
Places = NDArray[np.int64]
FEW = 0.3
"""Below this share of the archive, a phrase's positions are read for the documents in question alone."""


@dataclass(frozen=True, eq=False)
class Match:
    mask: Mask
    scores: Scores | None = None
    """None: nothing to add for any document."""


def evaluate(snapshot: Snapshot, clause: c.Clause) -> Match:
    match clause:
        case c.Everything():
            return Match(np.ones(snapshot.size, bool))
        case c.Nothing():
            return Match(np.zeros(snapshot.size, bool))
        case c.Word():
            return _word(snapshot, clause)
        case c.Phrase():
            return _phrase(snapshot, clause)
        case c.Prefix():
            return _prefix(snapshot, clause)
        case c.Holding():
            return _holding(snapshot, clause)
        case c.And():
            return _and(snapshot, clause)
        case c.Or():
            return _or(snapshot, clause)
        case c.Not():
            return Match(~evaluate(snapshot, clause.part).mask)
        case c.Weighted():
            found = evaluate(snapshot, clause.part)
            return Match(found.mask, _weighed(found.scores, clause.weight))
        case c.Constant():
            mask = evaluate(snapshot, clause.part).mask
            return Match(mask, mask * np.float32(clause.score))
        case _:
            return Match(filter_mask(snapshot, clause))


def filter_mask(snapshot: Snapshot, clause: c.Clause) -> Mask:
    """Clauses about keys, days and numbers."""
    columns = snapshot.columns
    match clause:
        case c.Keys():
            return columns.keyed[clause.column].mask(clause.keys, snapshot.size)
        case c.KeysBeginning():
            keyed = columns.keyed[clause.column]
            return keyed.mask(tuple(key for key in keyed.keys if key.startswith(clause.beginning)), snapshot.size)
        case c.Published():
            mask: Mask = columns.first != UNDATED
            if clause.first is not None:
                mask &= columns.last >= clause.first.toordinal()
            if clause.last is not None:
                mask &= columns.first <= clause.last.toordinal()
            return mask
        case c.Begins():
            begun: Mask = (columns.first >= clause.first.toordinal()) & (columns.first <= clause.last.toordinal())
            return begun
        case c.Speaks():
            chosen = np.ones(len(columns.spoken_docs), bool)
            if clause.first is not None:
                edge = columns.spoken_first if clause.within else columns.spoken_last
                chosen &= edge >= clause.first.toordinal()
            if clause.last is not None:
                edge = columns.spoken_last if clause.within else columns.spoken_first
                chosen &= edge <= clause.last.toordinal()
            if clause.stated:
                chosen &= columns.spoken_stated
            mask = np.zeros(snapshot.size, bool)
            mask[columns.spoken_docs[chosen]] = True
            return mask
        case c.Dated():
            dated: Mask = columns.first != UNDATED
            return dated
        case c.Numbers():
            return np.isin(columns.pks, np.array(clause.pks, np.int64))
    raise TypeError(f"No such clause: {clause!r}")


def bm25(snapshot: Snapshot, occurrences: NDArray[Any]) -> Match:
    """Score dense, weighted occurrences (in halves); documents with none do not match."""
    mask = occurrences > 0
    docs = np.flatnonzero(mask)
    scores = np.zeros(snapshot.size, np.float32)
    if len(docs):
        tf = occurrences[docs] * np.float32(0.5)
        rarity = np.log1p((snapshot.size - len(docs) + 0.5) / (len(docs) + 0.5))
        scores[docs] = np.float32(rarity * (K1 + 1)) * tf / (tf + snapshot.norm[docs])
    return Match(mask, scores)


def _word(snapshot: Snapshot, clause: c.Word) -> Match:
    """The nearest level first; a level that finds nothing beyond the nearer ones shares their score.

    The forms of one level lie at different places: a word's spelling form is indexed only where it differs from the
    exact one. Across levels they may share places, and there the farther level's count includes the nearer one's.
    """
    found = np.zeros(snapshot.size, np.float32)
    scores = np.zeros(snapshot.size, np.float32)
    mask = np.zeros(snapshot.size, bool)
    nearest = Match(mask, scores)
    whole = sum(LEVEL_WEIGHTS[: len(clause.levels)])
    weighted = [*zip(clause.levels, (weight / whole for weight in LEVEL_WEIGHTS), strict=False)]
    seen: set[str] = set()
    for forms, weight in [*weighted, (clause.light, LIGHT_WEIGHT)]:
        new = [form for form in dict.fromkeys(forms) if form not in seen]
        postings = [snapshot.postings(clause.field, form) for form in new]
        if any(len(docs) for docs, _ in postings):
            seen.update(new)
            own = np.zeros(snapshot.size, np.float32)
            for form in dict.fromkeys(forms):
                docs, weights = snapshot.postings(clause.field, form)
                own[docs] += weights
            np.maximum(found, own, out=found)
            nearest = bm25(snapshot, found)
        assert nearest.scores is not None
        scores += nearest.scores * np.float32(weight)
        if forms is not clause.light or clause.loose:
            mask = nearest.mask
    return Match(mask, scores)


def _prefix(snapshot: Snapshot, clause: c.Prefix) -> Match:
    found = np.zeros(snapshot.size, np.float32)
    for prefix in dict.fromkeys(clause.prefixes):
        docs = snapshot.prefix_postings(clause.field, prefix)
        found += np.bincount(docs, minlength=snapshot.size).astype(np.float32)
    match = bm25(snapshot, found * 2)
    assert match.scores is not None
    return Match(match.mask, match.scores * np.float32(PREFIX_WEIGHT))


def _holding(snapshot: Snapshot, clause: c.Holding) -> Match:
    found = np.zeros(snapshot.size, np.float32)
    for tag in (EXACT, SPELLING):
        for form in snapshot.lexicon(tag, field=clause.field):
            if form.endswith(clause.letters) if clause.end else clause.letters in form[len(tag) :]:
                docs, weights = snapshot.postings(clause.field, form)
                found[docs] += weights
    return bm25(snapshot, found)


def _phrase(snapshot: Snapshot, clause: c.Phrase) -> Match:
    """Only documents that hold every slot are looked into; where they are few, only their positions are read."""
    among = np.ones(snapshot.size, bool)
    for forms in clause.slots:
        present = np.zeros(snapshot.size, bool)
        for form in forms:
            present[snapshot.postings(clause.field, form)[0]] = True
        among &= present
    candidates = int(np.count_nonzero(among))
    if not candidates or not clause.slots:
        return Match(np.zeros(snapshot.size, bool), np.zeros(snapshot.size, np.float32))
    restricted = among if candidates < FEW * snapshot.size else None
    slots = [
        [snapshot.occurrences(clause.field, form, restricted) for form in dict.fromkeys(forms)]
        for forms in clause.slots
    ]
    if clause.within is None:
        starts = _in_order(slots)
    else:
        starts = _together([_united(parts) for parts in slots], max(clause.within, len(slots) - 1))
    counts = np.bincount(starts >> POSITION_BITS, minlength=snapshot.size)
    return bm25(snapshot, counts.astype(np.float32) * np.float32(2 * len(slots) ** 0.5))


def _united(parts: list[Places]) -> Places:
    """Places of any of the forms, ascending, each once."""
    parts = [part for part in parts if len(part)]
    if len(parts) == 1:
        return parts[0]
    places = np.sort(np.concatenate(parts), kind="stable") if parts else np.empty(0, np.int64)
    return places[np.concatenate(([True], places[1:] != places[:-1]))] if len(places) else places


def _in_order(slots: list[list[Places]]) -> Places:
    """Places where the first slot stands and each next one stands right after; from the rarest slot to the commonest."""
    sizes = [sum(len(part) for part in parts) for parts in slots]
    rarest, *others = sorted(range(len(slots)), key=lambda number: sizes[number])
    starts = _united(slots[rarest]) - rarest
    for number in others:
        wanted = starts + number
        found = np.zeros(len(wanted), bool)
        for places in slots[number]:
            if len(places) and len(wanted):
                found |= _contained(places, wanted)
        starts = starts[found]
    return starts


def _contained(places: Places, wanted: Places) -> Mask:
    at = np.searchsorted(places, wanted)
    at[at == len(places)] = 0
    found: Mask = places[at] == wanted
    return found


def _together(slots: list[Places], span: int) -> Places:
    """Places from which every slot is found within `span` words further on, in any order."""
    starts = _united(slots)
    last = starts.copy()
    far = np.iinfo(np.int64).max
    if not all(len(places) for places in slots):  # a form beyond the last position that is kept
        return starts[:0]
    for places in slots:
        at = np.searchsorted(places, starts)
        following = np.where(at < len(places), places[np.minimum(at, len(places) - 1)], far)
        np.maximum(last, following, out=last)
    return starts[last - starts <= span]


def _and(snapshot: Snapshot, clause: c.And) -> Match:
    mask = np.ones(snapshot.size, bool)
    scores: Scores | None = None
    for number, part in enumerate((*clause.parts, *clause.optional)):
        found = evaluate(snapshot, part)
        required = number < len(clause.parts)
        if required:
            mask = mask & found.mask
        scores = _added(scores, found.scores if required else _weighed(found.scores, OPTIONAL_WEIGHT))
    return Match(mask, scores)


def _or(snapshot: Snapshot, clause: c.Or) -> Match:
    mask = np.zeros(snapshot.size, bool)
    scores: Scores | None = None
    for number, part in enumerate((*clause.parts, *clause.optional)):
        found = evaluate(snapshot, part)
        required = number < len(clause.parts)
        if required:
            mask = mask | found.mask
        scores = _added(scores, found.scores if required else _weighed(found.scores, OPTIONAL_WEIGHT))
    return Match(mask, scores)


def _weighed(scores: Scores | None, weight: float) -> Scores | None:
    return None if scores is None else scores * np.float32(weight)


def _added(scores: Scores | None, more: Scores | None) -> Scores | None:
    if scores is None or more is None:
        return more if scores is None else scores
    return scores + more
