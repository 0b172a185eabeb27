"""Where a marked passage is in the text of an article today.

A passage is the words that were marked, their place, and the text around them. In a text that changed it is looked for by its
words in every paragraph; of several places the one whose surroundings agree best, then the nearest. Words that are printed
somewhere else in other surroundings are not taken for the passage.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.desk.models.dossiers import CONTEXT_CHARS

UNMISTAKABLE_CHARS = 40
"""Words of this length are the passage wherever they are printed."""


@dataclass(frozen=True)
class Place:
    """`paragraph` counts from 0; `start` and `end` are offsets in its text."""

    paragraph: int
    start: int
    end: int


def context_of(text: str, start: int, end: int) -> tuple[str, str]:
    """What is printed before and after text[start:end], up to CONTEXT_CHARS each."""
    return text[max(start - CONTEXT_CHARS, 0) : start], text[end : end + CONTEXT_CHARS]


def find_passage(quote: str, *, before: str, after: str, former: Place, paragraphs: Sequence[str]) -> Place | None:
    """The place of a passage in these paragraphs; None if it is no longer printed."""
    found: list[tuple[int, int, int, Place]] = []
    for number, text in enumerate(paragraphs):
        for match in re.finditer(f"(?={re.escape(quote)})", text):
            start, end = match.start(), match.start() + len(quote)
            agreement, expected = _agreement(text, start, end, before, after), len(before) + len(after)
            is_alike = agreement * 2 >= expected if expected else text == quote
            if is_alike or len(quote) >= UNMISTAKABLE_CHARS:
                place = Place(number, start, end)
                found.append((-agreement, abs(number - former.paragraph), abs(start - former.start), place))
    return min(found, key=lambda one: one[:3])[3] if found else None


def _agreement(text: str, start: int, end: int, before: str, after: str) -> int:
    """How many characters next to the words are those that were printed there when they were marked."""
    return _common(text[:start][::-1], before[::-1]) + _common(text[end:], after)


def _common(one: str, other: str) -> int:
    """The length of the common beginning."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)
