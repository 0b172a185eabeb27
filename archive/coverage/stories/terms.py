"""An article as the terms that tell its happening: stems of the headline and of the first words of the text.

Order of steps: boilerplate is taken out by the caller; words become stems; each distinct stem has three counts: in the headline,
in the first FIRST_WORDS and LEAD_WORDS words of the text. A stem is kept as a 32-bit hash, with its rarity in the
language at large (from the word table), so that rare words are known in an archive of six articles, too.
"""

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from archive.text import Term, analyze, current_analyzer, fold, words
from archive.text.dates import find_weekdays

FIRST_WORDS, LEAD_WORDS = 35, 100
DAY_CHARACTERS = 500
"""Of headline and text, in which the day of the happening is looked for."""
DOCUMENT_WORDS = 120
"""Words of a text for which the chance that a word occurs in it is reckoned from its frequency."""
COUNTED_WORDS = 4e8
"""Words in which the word table counts."""
RARITY_STEP = 0.06
"""Rarity is kept in steps of so many nats."""
TERM_DTYPE = np.dtype(
    [
        ("term", "<u4"),
        ("title", "u1"),
        ("first", "u1"),
        ("lead", "u1"),
        ("rarity", "u1"),
    ]
)
TermTable = NDArray[np.void]
_TODAY, _YESTERDAY = fold("اليوم"), fold("أمس")


@dataclass(frozen=True, slots=True)
class StoryTerms:
    """`table` has one row for each distinct term, sorted by `term`; `days` are ordinals of days that the beginning names."""

    table: TermTable
    days: frozenset[int]


def read_terms(title: str, sentences: Sequence[str], day: int | None) -> StoryTerms:
    """The terms of an article, given as headline, sentences and day of publication (ordinal)."""
    rows: dict[int, list[int]] = {}
    for term in analyze(title):
        _row(rows, term)[0] += 1
    place = 0
    for sentence in sentences:
        for term in analyze(sentence):
            row = _row(rows, term)
            row[1] += place < FIRST_WORDS
            row[2] += 1
            place += 1
            if place == LEAD_WORDS:
                break
        if place == LEAD_WORDS:
            break
    table = np.array([(term, *(min(value, 255) for value in row)) for term, row in sorted(rows.items())], TERM_DTYPE)
    return StoryTerms(table, _days(title, sentences, day) if day else frozenset())


def _row(rows: dict[int, list[int]], term: Term) -> list[int]:
    key = _hash(term.stem)
    if (row := rows.get(key)) is None:
        row = rows[key] = [0, 0, 0, _rarity(term.spelling)]
    return row


@lru_cache(maxsize=200_000)
def _hash(stem: str) -> int:
    return zlib.crc32(stem.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=200_000)
def _rarity(spelling: str) -> int:
    """−log of the chance that a text has the word, in steps; figures are as rare as a word that is counted once a million."""
    family = 400 if spelling[:1].isdigit() else current_analyzer().lexicon.records[spelling].family
    chance = min(1.0, max(family, 4) / COUNTED_WORDS * DOCUMENT_WORDS)
    return min(round(-math.log(chance) / RARITY_STEP), 255)


def _days(title: str, sentences: Sequence[str], day: int) -> frozenset[int]:
    """Days that the beginning names by weekday, «اليوم» or «أمس»: the last such day up to the day of publication."""
    beginning = f"{title} . {' '.join(sentences)[:DAY_CHARACTERS]}"
    found = {day - (day - 1 - named.weekday) % 7 for named in find_weekdays(beginning)}
    distinct = set(words(fold(beginning)))
    found.update({_TODAY: day, _YESTERDAY: day - 1}[word] for word in (_TODAY, _YESTERDAY) if word in distinct)
    return frozenset(found)
