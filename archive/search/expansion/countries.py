"""In mode wide a country's name also matches its nationality adjectives and its other names, and the other way round."""

from archive.entities.selectors import CountryNames
from archive.search.engine.clauses import Boost, Clause, Or, Word
from archive.search.query.forms import phrase_clause, phrase_slot
from archive.text import analyze

WEIGHT = 0.6
"""What another name counts beside the one that was typed."""
_LONGEST = 3
"""So many words, at most, make a country's name."""


def country_runs(words: tuple[str, ...]) -> list[tuple[int, int, Clause]]:
    """(first word, word after the last, clause of the other names) of each country among words that stand together."""
    found = []
    names = CountryNames()
    place = 0
    while place < len(words):
        for length in range(min(_LONGEST, len(words) - place), 0, -1):
            other = _other_names(names.of(words[place : place + length]))
            if other is not None:
                found.append((place, place + length, other))
                place += length
                break
        else:
            place += 1
    return found


def _other_names(printed: tuple[tuple[str, ...], ...]) -> Clause | None:
    singles: dict[str, None] = {}
    phrases: dict[Clause, None] = {}
    for name in printed:
        terms = analyze(" ".join(name))
        if len(terms) == 1:
            singles |= dict.fromkeys(phrase_slot(terms[0], "spelling"))
        elif (phrase := phrase_clause(" ".join(name), "spelling")) is not None:
            phrases[phrase] = None
    parts: tuple[Clause, ...] = (*((Word((tuple(singles),)),) if singles else ()), *phrases)
    return Boost(Or(parts), WEIGHT) if parts else None
