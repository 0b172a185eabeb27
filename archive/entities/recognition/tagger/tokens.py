"""A text as the tagger reads it: sentences of words, each word with the nearest punctuation and a mark.

A mark is what the authority file finds at the word: B or I and the type of a name (`town` if the name is guarded), or `N`
for a nationality.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.matching import NameMatch

MAX_SENTENCE_WORDS = 120
"""Longer sentences, in texts without full stops, are cut."""
_SENTENCE_ENDS = frozenset(".!?؟\n…")
_SPACE = re.compile(r"[\s\u200c-\u200f\u202a-\u202e\u2066-\u2069]+")


class TaggerToken(NamedTuple):
    word: str
    start: int
    end: int
    before: str
    """The nearest punctuation mark before the word, or ''."""
    after: str
    mark: str


def sentences(analyzed: AnalyzedText, matches: Sequence[NameMatch] = ()) -> list[list[TaggerToken]]:
    """The words of a text in sentences, in order; `matches` are the names of the authority file in it."""
    if not analyzed.terms:
        return []
    text, new = analyzed.text, tuple.__new__
    marks = _marks(len(analyzed.terms), matches)
    signs = ["" if not gap or gap == " " else _signs(gap) for gap in analyzed.gaps]
    sentence: list[TaggerToken] = []
    found = [sentence]
    for place, (*_, start, end) in enumerate(analyzed.terms):
        before, after = signs[place], signs[place + 1]
        if sentence and ((before and not _SENTENCE_ENDS.isdisjoint(before)) or len(sentence) >= MAX_SENTENCE_WORDS):
            sentence = []
            found.append(sentence)
        sentence.append(new(TaggerToken, (text[start:end], start, end, before[-1:], after[:1], marks[place])))
    return found


def _signs(gap: str) -> str:
    """What is printed between two words, without white space; or a line break if there is one."""
    return "\n" if "\n" in gap else _SPACE.sub("", gap)


def _marks(words: int, matches: Sequence[NameMatch]) -> list[str]:
    marks = [""] * words
    for match in matches:
        for place in match.places:
            letter = "B" if place == match.places[0] else "I"
            if match.guarded:
                marks[place] = f"{letter}-town"
            else:
                marks[place] = "N" if match.relation == "nationality" else f"{letter}-{match.type}"
    return marks
