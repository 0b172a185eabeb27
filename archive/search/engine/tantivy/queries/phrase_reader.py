"""Phrases and windows checked in the stored words of a document, where Tantivy's positions do not suffice."""

from archive.search.engine import clauses as c
from archive.search.engine.forms import GAP, LIGHT, level_tags
from archive.text import current_analyzer


class PhraseReader:
    """Checks documents for one phrase; caches which of its slots each printed word fits."""

    def __init__(self, clause: c.Phrase) -> None:
        self.clause = clause
        self._slots = [frozenset(forms) for forms in clause.slots]
        self._fitting: dict[str, list[int]] = {}

    def matches(self, words: bytes) -> bool:
        """Whether a document with these stored words (`token_stream.Stream.words` of title and text) has the phrase."""
        title, _, text = words.decode().partition("\f")
        slots = self._positions(title if self.clause.field == "title" else text)
        if not slots or not all(slots):
            return False
        if self.clause.within is None:
            return any(all(start + place in slot for place, slot in enumerate(slots)) for start in slots[0])
        return _in_window(slots, self.clause.span)

    def _positions(self, words: str) -> list[set[int]]:
        """The positions of each slot."""
        slots: list[set[int]] = [set() for _ in self._slots]
        first = 0
        for section in words.split("\n"):
            printed = section.split()
            for position, fitting in enumerate(map(self._slots_of, printed), first):
                for number in fitting:
                    slots[number].add(position)
            first += len(printed) + GAP
        return slots

    def _slots_of(self, word: str) -> list[int]:
        found = self._fitting.get(word)
        if found is None:
            forms = [form for form in level_tags(current_analyzer().levels(word)) if not form.startswith(LIGHT)]
            found = [number for number, slot in enumerate(self._slots) if not slot.isdisjoint(forms)]
            self._fitting[word] = found
        return found


def _in_window(slots: list[set[int]], span: int) -> bool:
    """Whether all slots occur within `span` positions of one another: a window slides over the positions in order."""
    places = sorted((position, number) for number, slot in enumerate(slots) for position in slot)
    inside = [0] * len(slots)
    first = 0
    for position, number in places:
        inside[number] += 1
        while places[first][0] < position - span:
            inside[places[first][1]] -= 1
            first += 1
        if all(inside):
            return True
    return False
