"""Phrases and nearness read from the words of a document: what Tantivy cannot tell from its positions alone."""

from archive.search.engine import clauses as c
from archive.search.engine.forms import EXACT, GAP, SPELLING, STEM
from archive.text import current_analyzer


class Reading:
    """Reads documents for one phrase; remembers which of its slots each printed word fits."""

    def __init__(self, clause: c.Phrase) -> None:
        self.clause = clause
        self._asked = [frozenset(forms) for forms in clause.slots]
        self._known: dict[str, list[int]] = {}

    def holds(self, words: bytes) -> bool:
        """Whether a document with these words (`feeding.Stream.words` of its title and its text) has the phrase."""
        title, _, text = words.decode().partition("\f")
        slots = self._places(title if self.clause.field == "title" else text)
        if not slots or not all(slots):
            return False
        if self.clause.within is None:
            return any(all(start + place in slot for place, slot in enumerate(slots)) for start in slots[0])
        return _near(slots, max(self.clause.within, len(slots) - 1))

    def _places(self, words: str) -> list[set[int]]:
        """Where each slot stands."""
        slots: list[set[int]] = [set() for _ in self._asked]
        first = 0
        for section in words.split("\n"):
            printed = section.split()
            for place, fitting in enumerate(map(self._fitting, printed), first):
                for number in fitting:
                    slots[number].add(place)
            first += len(printed) + GAP
        return slots

    def _fitting(self, word: str) -> list[int]:
        found = self._known.get(word)
        if found is None:
            forms = _forms(word)
            found = [number for number, slot in enumerate(self._asked) if not slot.isdisjoint(forms)]
            self._known[word] = found
        return found


def _forms(word: str) -> list[str]:
    """The tagged forms of a printed word that have places."""
    exact, spelling, stem, _ = current_analyzer().levels(word)
    forms = [EXACT + exact]
    if spelling != exact:
        forms.append(SPELLING + spelling)
    if stem != spelling:
        forms.append(STEM + stem)
    return forms


def _near(slots: list[set[int]], span: int) -> bool:
    """Whether all slots stand within so many places from some place on: a window is moved over the places in order."""
    places = sorted((place, number) for number, slot in enumerate(slots) for place in slot)
    inside = [0] * len(slots)
    first = 0
    for place, number in places:
        inside[number] += 1
        while places[first][0] < place - span:
            inside[places[first][1]] -= 1
            first += 1
        if all(inside):
            return True
    return False
