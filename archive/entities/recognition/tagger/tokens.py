"""A printed text as the tagger takes it: its words in sentences, each with the punctuation on either side and a mark.

A mark says what the authority file finds at a word: B or I and the type for a name (`town` where it
needs a second witness), `N` for a nationality.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from archive.entities.recognition.matching import Matcher, NameMatch
from archive.entities.recognition.spans import NameType
from archive.text import Term

LONGEST_SENTENCE = 120
"""So many words at most are read together; a text without full stops is cut there."""
_ENDS = frozenset(".!?؟\n…")
_SPACE = re.compile(r"[\s\u200c-\u200f\u202a-\u202e\u2066-\u2069]+")


class TaggerToken(NamedTuple):
    word: str
    start: int
    end: int
    before: str
    """The sign of punctuation nearest before the word, or ''."""
    after: str
    mark: str


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the authority file found in a text, with its type."""

    found: NameMatch
    type: NameType
    clitic: int = 0
    """Where the word before it ends, if the name stands behind a clitic (لبوتين); else 0."""
    others: Mapping[NameType, int] = field(default_factory=dict)
    """Who bears the name by type, where there is more than one type."""


def known_names(text: str, terms: Sequence[Term], matcher: Matcher) -> list[KnownName]:
    """What the authority file finds in a text."""
    ends = {other.start: (one.end, other.end) for one, other in pairwise(terms)}
    starts = {term.start for term in terms}
    known, place = [], 0
    for found in matcher.find(text, terms):
        clitic = 0
        if found.start not in starts:
            while place < len(terms) and terms[place].end <= found.start:
                place += 1
            clitic = ends.get(terms[place].start, (0, 0))[0]
        types = matcher.types_of.get(found.full, {}) if found.relation == "name" else {}
        known.append(KnownName(found, matcher.types[found.entity], clitic, types if len(types) > 1 else {}))
    return known


def sentences(text: str, terms: Sequence[Term], known: Sequence[KnownName] = ()) -> list[list[TaggerToken]]:
    """The words of a text in sentences, in order."""
    marks = _marks(terms, known)
    gaps = _gaps(text, terms)
    found: list[list[TaggerToken]] = [[]]
    for place, term in enumerate(terms):
        before, after = gaps[place], gaps[place + 1]
        if found[-1] and (not _ENDS.isdisjoint(before) or len(found[-1]) >= LONGEST_SENTENCE):
            found.append([])
        found[-1].append(
            TaggerToken(text[term.start : term.end], term.start, term.end, before[-1:], after[:1], marks[place])
        )
    return found if terms else []


def _gaps(text: str, terms: Sequence[Term]) -> list[str]:
    """What stands before each word and after the last, white space left out but for line breaks."""
    gaps, end = [], 0
    for term in terms:
        gaps.append("" if text[end : term.start] in ("", " ") else _signs(text[end : term.start]))
        end = term.end
    gaps.append(_signs(text[end:]))
    return gaps


def _signs(gap: str) -> str:
    return "\n" if "\n" in gap else _SPACE.sub("", gap)


def _marks(terms: Sequence[Term], known: Sequence[KnownName]) -> list[str]:
    marks = [""] * len(terms)
    if not known:
        return marks
    place = 0
    for name in known:
        while place < len(terms) and terms[place].end <= name.found.start:
            place += 1
        letter = "B"
        while place < len(terms) and terms[place].start < name.found.end:
            if name.found.guarded:
                marks[place] = f"{letter}-town"
            else:
                marks[place] = "N" if name.found.relation == "nationality" else f"{letter}-{name.type}"
            letter = "I"
            place += 1
    return marks
