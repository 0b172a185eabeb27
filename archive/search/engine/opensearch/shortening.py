"""Queries with more clauses than the cluster accepts, shortened.

Only windows of words need this: the cluster counts every form of every word. Forms that no document has are left out,
which changes nothing. If that is not enough, the rarest words must lie in the window and the others anywhere: for several
hundred words in a window, practically the same.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from archive.search.engine import clauses as c

MAX_FORMS = 500
DocFreqs = Callable[[Iterable[str], c.Field], dict[str, int]]
Slot = tuple[str, ...]


def shortened(clause: c.Clause, doc_freqs: DocFreqs) -> c.Clause:
    match clause:
        case c.Phrase() if clause.within is not None:
            return _window(clause, doc_freqs)
        case _:
            return clause.map(lambda part: shortened(part, doc_freqs))


def _window(clause: c.Phrase, doc_freqs: DocFreqs) -> c.Clause:
    counts = doc_freqs([form for slot in clause.slots for form in slot], clause.field)
    slots = [tuple(form for form in slot if counts[form]) for slot in clause.slots]
    if not all(slots):
        return c.MatchNone()
    near: list[Slot] = []
    room = MAX_FORMS
    for slot in sorted(dict.fromkeys(slots), key=lambda slot: sum(counts[form] for form in slot)):
        room -= len(slot)
        if room < 0:
            break
        near.append(slot)
    anywhere = (c.Word((slot,), clause.field) for slot in dict.fromkeys(slots))
    return c.And((replace(clause, slots=tuple(near), within=clause.span), *anywhere))
