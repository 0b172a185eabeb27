"""Learned and foreign words that print spells in several standard ways: one of them stands for all, at every level but `exact`.

The table (data/learned_spellings.tsv) gives beginnings of words, so that all their inflections go along: استراتج for
استراتيج covers الإستراتجية and استراتجيات. A beginning may stand behind clitics and the article. Letters are evened out
before, clitics weighed after it, so that the counts of both spellings are one. Names of persons are left to the variants,
different words for one thing (تلفاز, تلفزيون) to the reader.
"""

import csv
import re
from functools import lru_cache
from pathlib import Path

from archive.text.normalization.letters import even, exact

TABLE = Path(__file__).parents[1] / "data" / "learned_spellings.tsv"
CLITICS, MOST_CLITICS = "[وف]?(?:[بكل]?ال|لل|[بكل])?", 4
FIRST = 4
"""So many letters tell most words apart from the table before it is searched; no beginning in it is shorter."""


def _standards() -> dict[str, str]:
    """Folded beginning of a word → the beginning that stands for it."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            even(exact(variant)): even(exact(row["standard"]))
            for row in csv.DictReader(file, delimiter="\t")
            for variant in row["variants"].split(", ")
        }


STANDARD = _standards()
_BEGINNING = re.compile(rf"(?<!\w)({CLITICS})({'|'.join(sorted(STANDARD, key=len, reverse=True))})")
_FIRST = frozenset(variant[:FIRST] for variant in STANDARD)
_PLACES = range(MOST_CLITICS + 1)


def standard(text: str) -> str:
    """A text with evened letters, its learned words in the spelling that stands for all of theirs."""
    if text.isalpha():
        return _of_word(text)
    return _replaced(text) if any(first in text for first in _FIRST) else text


@lru_cache(maxsize=100_000)
def _of_word(word: str) -> str:
    if _FIRST.isdisjoint([word[place : place + FIRST] for place in _PLACES]):
        return word
    return _replaced(word)


def _replaced(text: str) -> str:
    return _BEGINNING.sub(lambda found: found[1] + STANDARD[found[2]], text)
