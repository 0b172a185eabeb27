"""In mode wide a country's name also matches its nationality adjectives and other names, and the reverse."""

from collections.abc import Iterator

from archive.entities.selectors import CountryNames
from archive.search.engine.clauses import Boost, Clause, Or, Word
from archive.search.query import Expansion, phrase_clause, phrase_slot
from archive.text import analyze

WEIGHT = 0.6
"""Boost of a country's other names."""
MAX_COUNTRY_WORDS = 3


def country_spans(words: tuple[str, ...]) -> Iterator[Expansion]:
    """Each country or nationality among adjacent words, with the other names of that country. Longest name first."""
    names = CountryNames()
    place = 0
    while place < len(words):
        for length in range(min(MAX_COUNTRY_WORDS, len(words) - place), 0, -1):
            alternatives = _alternatives(names.of(words[place : place + length]))
            if alternatives is not None:
                yield Expansion(place, place + length, alternatives)
                place += length
                break
        else:
            place += 1


def _alternatives(printed: tuple[tuple[str, ...], ...]) -> Clause | None:
    single_words: dict[str, None] = {}
    phrases: dict[Clause, None] = {}
    for name in printed:
        terms = analyze(" ".join(name))
        if len(terms) == 1:
            single_words |= dict.fromkeys(phrase_slot(terms[0], "spelling"))
        elif (phrase := phrase_clause(" ".join(name), "spelling")) is not None:
            phrases[phrase] = None
    parts: tuple[Clause, ...] = (*((Word((tuple(single_words),)),) if single_words else ()), *phrases)
    return Boost(Or(parts), WEIGHT) if parts else None
