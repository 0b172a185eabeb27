"""A document's words as tagged forms: up to four at one position.

Every token is indexed as it is printed (`e:`, level exact). Its spelling form is added where it differs from the exact
one (`s:`), its stem where it differs from the spelling form (`w:`), its light stem where it differs from all three
(`l:`). A query of a level asks for all tags up to it, so what a lower level finds, a higher one finds too. Light
stems carry no positions: nothing is matched by them alone.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from archive.text import Levels, Term, current_analyzer, words

EXACT, SPELLING, STEM, LIGHT = "e:", "s:", "w:", "l:"
TITLE_WEIGHT, LEDE_WEIGHT, BODY_WEIGHT = 6, 3, 2
"""What one occurrence counts, in halves of an occurrence in the body."""
GAP = 100
"""Positions left free between two sections, so that no phrase or neighbourhood reaches across."""
MAX_POSITION = (1 << 24) - 1

Form = tuple[bytes, int, int, bytes]
"""(tagged form, occurrences, weight in halves, positions as native unsigned 32-bit integers)."""


@dataclass(frozen=True)
class Section:
    """A printed piece of text (title, paragraph, caption, dateline) and what a word in it counts."""

    text: str
    weight: int = BODY_WEIGHT


def tags(term: Term) -> list[str]:
    """The tagged forms under which one analysed token is indexed."""
    tagged = [EXACT + term.exact]
    if term.spelling != term.exact:
        tagged.append(SPELLING + term.spelling)
    if term.stem != term.spelling:
        tagged.append(STEM + term.stem)
    if term.light not in term[:3]:
        tagged.append(LIGHT + term.light)
    return tagged


def level_tags(levels: Levels) -> list[str]:
    """The same of a printed word by its levels."""
    return tags(Term(*levels, 0, 0))


def document_forms(sections: Iterable[Section]) -> tuple[list[Form], int]:
    """All tagged forms of a document, and its length in halves of a word (title and lede weigh more).

    Printed words are counted first, each with its places; what stands for a form is then told once for each distinct word.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    heavier: defaultdict[str, int] = defaultdict(int)
    position = length = 0
    for section in sections:
        found = words(section.text)
        for place, word in enumerate(found, position):
            places[word].append(place)
        if section.weight != BODY_WEIGHT:
            for word in found:
                heavier[word] += section.weight - BODY_WEIGHT
        length += section.weight * len(found)
        position += len(found) + GAP
    return _by_form(places, heavier), length


def _by_form(places: Mapping[str, list[int]], heavier: Mapping[str, int]) -> list[Form]:
    """What is known of printed words (their places, and what they weigh beyond the body's weight), told by form."""
    levels = current_analyzer().levels
    forms: dict[bytes, tuple[int, list[int]]] = {}
    for word, own in places.items():
        weight = BODY_WEIGHT * len(own) + heavier.get(word, 0)
        for form in _encoded(levels(word)):
            known = forms.get(form)
            forms[form] = (weight, own) if known is None else (known[0] + weight, sorted(known[1] + own))
    return [(form, len(found), weight, _positions(form, found)) for form, (weight, found) in forms.items()]


def _positions(form: bytes, places: list[int]) -> bytes:
    if form.startswith(_LIGHT):
        return b""
    if places[-1] > MAX_POSITION:
        places = [place for place in places if place <= MAX_POSITION]
    return array("I", places).tobytes()


_LIGHT = LIGHT.encode("ascii")


@lru_cache(maxsize=200_000)
def _encoded(levels: Levels) -> tuple[bytes, ...]:
    return tuple(form.encode("utf-8", "surrogatepass") for form in level_tags(levels))
