"""Phrases and neighbourhoods: in how many places of each document the slots stand together.

A place is document · 2²⁴ + position, so one sorted array holds the places of a form in all documents.
"""

import numpy as np
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.whoosh.snapshot import POSITION_BITS, Snapshot

FEW = 0.3
"""Below this share of the archive, positions are read for the documents in question alone."""
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
Counted = tuple[NDArray[np.intp], NDArray[np.float32]]


def phrase_counts(snapshot: Snapshot, clause: c.Phrase) -> Counted:
    """The documents, ascending, and the weighted occurrences (in halves): a phrase of more words weighs more.

    Only documents that hold every slot are looked into; where they are few, only their positions are read.
    """
    among = _with_every_slot(snapshot, clause)
    candidates = int(np.count_nonzero(among))
    if not candidates or not clause.slots:
        return np.empty(0, np.intp), np.empty(0, np.float32)
    restricted = among if candidates < FEW * snapshot.size else None
    slots = [
        [snapshot.occurrences(clause.field, form, restricted) for form in dict.fromkeys(forms)]
        for forms in clause.slots
    ]
    if clause.within is None:
        starts = _in_order(slots)
    else:
        starts = _together([_united(parts) for parts in slots], max(clause.within, len(slots) - 1))
    found = starts >> POSITION_BITS
    first = np.flatnonzero(np.concatenate(([True], found[1:] != found[:-1]))) if len(found) else found
    counts = np.diff(np.append(first, len(found)))
    return found[first], counts.astype(np.float32) * np.float32(2 * len(slots) ** 0.5)


def _with_every_slot(snapshot: Snapshot, clause: c.Phrase) -> Mask:
    among = np.ones(snapshot.size, bool)
    for forms in clause.slots:
        present = np.zeros(snapshot.size, bool)
        for form in forms:
            present[snapshot.postings(clause.field, form)[0]] = True
        among &= present
    return among


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
