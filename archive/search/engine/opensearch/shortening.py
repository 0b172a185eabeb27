"""Questions that are too long for the cluster, as short as it takes them.

Only words near one another come to so many parts: a cluster counts every form of every word there. Forms that no document
has are left out, which changes nothing. Where that is not enough, the rarest words must be near one another and the others
anywhere: of several hundred words within so narrow a space, as good as the same.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from archive.search.engine import clauses as c

MOST_FORMS = 500
Frequencies = Callable[[Iterable[str], c.Field], dict[str, int]]
Slot = tuple[str, ...]


def shortened(clause: c.Clause, frequencies: Frequencies) -> c.Clause:
    """`frequencies` says in how many documents forms stand."""
    match clause:
        case c.Phrase() if clause.within is not None:
            return _near(clause, frequencies)
        case c.And() | c.Or():
            return replace(clause, parts=tuple(shortened(part, frequencies) for part in clause.parts))
        case c.Not() | c.Boost() | c.ConstantScore():
            return replace(clause, part=shortened(clause.part, frequencies))
    return clause


def _near(clause: c.Phrase, frequencies: Frequencies) -> c.Clause:
    assert clause.within is not None
    counts = frequencies([form for slot in clause.slots for form in slot], clause.field)
    slots = [tuple(form for form in slot if counts[form]) for slot in clause.slots]
    if not all(slots):
        return c.MatchNone()
    near: list[Slot] = []
    room = MOST_FORMS
    for slot in sorted(dict.fromkeys(slots), key=lambda slot: sum(counts[form] for form in slot)):
        room -= len(slot)
        if room < 0:
            break
        near.append(slot)
    span = max(clause.within, len(clause.slots) - 1)
    anywhere = (c.Word((slot,), clause.field) for slot in dict.fromkeys(slots))
    return c.And((replace(clause, slots=tuple(near), within=span), *anywhere))
