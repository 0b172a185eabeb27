"""Phrases and windows: how often the slots occur together in each document.

An occurrence is document · 2²⁴ + position, so one sorted array holds those of a form in all documents.
"""

import numpy as np
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.whoosh.snapshot import POSITION_BITS, Snapshot

RESTRICTED_SHARE = 0.3
"""Below this share of the archive, only the positions of candidate documents are read."""
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
"""Occurrences, ascending."""
Counted = tuple[NDArray[np.intp], NDArray[np.float32]]


def phrase_counts(snapshot: Snapshot, clause: c.Phrase) -> Counted:
    """Documents, ascending, and their weighted occurrences (in halves; longer phrases weigh more).

    Only documents with every slot are candidates; if they are few, only their positions are read.
    """
    candidates = _with_every_slot(snapshot, clause)
    number = int(np.count_nonzero(candidates))
    if not number or not clause.slots:
        return np.empty(0, np.intp), np.empty(0, np.float32)
    among = candidates if number < RESTRICTED_SHARE * snapshot.size else None
    slots = [
        [snapshot.occurrences(clause.field, form, among) for form in dict.fromkeys(forms)] for forms in clause.slots
    ]
    starts = _in_order(slots) if clause.within is None else _in_window([_union(parts) for parts in slots], clause.span)
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


def _union(parts: list[Places]) -> Places:
    """The occurrences of any of the forms, distinct."""
    parts = [part for part in parts if len(part)]
    if len(parts) == 1:
        return parts[0]
    places = np.sort(np.concatenate(parts), kind="stable") if parts else np.empty(0, np.int64)
    return places[np.concatenate(([True], places[1:] != places[:-1]))] if len(places) else places


def _in_order(slots: list[list[Places]]) -> Places:
    """Where the first slot occurs and each next one right after; evaluated from the rarest slot to the most common."""
    sizes = [sum(len(part) for part in parts) for parts in slots]
    rarest, *others = sorted(range(len(slots)), key=lambda number: sizes[number])
    starts = _union(slots[rarest]) - rarest
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


def _in_window(slots: list[Places], span: int) -> Places:
    """Occurrences from which every slot is found within the next `span` positions, in any order."""
    starts = _union(slots)
    last = starts.copy()
    never = np.iinfo(np.int64).max
    if not all(len(places) for places in slots):  # all its occurrences lie beyond the last position that is stored
        return starts[:0]
    for places in slots:
        at = np.searchsorted(places, starts)
        following = np.where(at < len(places), places[np.minimum(at, len(places) - 1)], never)
        np.maximum(last, following, out=last)
    return starts[last - starts <= span]
