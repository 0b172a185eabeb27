"""A document's words as tagged forms: up to four at one position.

Every token is indexed as printed (`e:`, level exact). Its spelling form is added if it differs from the exact form (`s:`),
its stem if it differs from the spelling form (`w:`), its light stem if it differs from all three (`l:`). A query at one
level includes the tags of all nearer levels, so a farther level finds all that a nearer one does. Light stems have no
positions: nothing matches by them alone.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from archive.text import Levels, Term, current_analyzer, words

EXACT, SPELLING, STEM, LIGHT = "e:", "s:", "w:", "l:"
TITLE_WEIGHT, LEDE_WEIGHT, BODY_WEIGHT = 6, 3, 2
"""Weight of one occurrence, in halves of an occurrence in the body."""
GAP = 100
"""Free positions between two sections, so that no phrase or window spans both."""
MAX_POSITION = (1 << 24) - 1

Form = tuple[bytes, int, int, bytes]
"""(tagged form, occurrences, weight in halves, positions as native unsigned 32-bit integers)."""


@dataclass(frozen=True)
class Section:
    """A printed piece of text (title, paragraph, caption, dateline) and the weight of a word in it."""

    text: str
    weight: int = BODY_WEIGHT


def tags(term: Term) -> list[str]:
    """The tagged forms that one analysed token is indexed under."""
    tagged = [EXACT + term.exact]
    if term.spelling != term.exact:
        tagged.append(SPELLING + term.spelling)
    if term.stem != term.spelling:
        tagged.append(STEM + term.stem)
    if term.light not in term[:3]:
        tagged.append(LIGHT + term.light)
    return tagged


def level_tags(levels: Levels) -> list[str]:
    """The tagged forms of a printed word, from its levels."""
    return tags(Term(*levels, 0, 0))


def document_forms(sections: Iterable[Section]) -> tuple[list[Form], int]:
    """All tagged forms of a document, and its length in halves of a word (title and lede weigh more).

    Printed words are counted first, with their positions, so that each distinct word is analysed once.
    """
    positions: defaultdict[str, list[int]] = defaultdict(list)
    heavier: defaultdict[str, int] = defaultdict(int)
    start = length = 0
    for section in sections:
        found = words(section.text)
        for position, word in enumerate(found, start):
            positions[word].append(position)
        if section.weight != BODY_WEIGHT:
            for word in found:
                heavier[word] += section.weight - BODY_WEIGHT
        length += section.weight * len(found)
        start += len(found) + GAP
    return _by_form(positions, heavier), length


def _by_form(positions: Mapping[str, list[int]], heavier: Mapping[str, int]) -> list[Form]:
    """Group printed words (their positions, and their weight beyond the body's) by form."""
    levels = current_analyzer().levels
    forms: dict[bytes, tuple[int, list[int]]] = {}
    for word, own in positions.items():
        weight = BODY_WEIGHT * len(own) + heavier.get(word, 0)
        for form in _encoded(levels(word)):
            known = forms.get(form)
            forms[form] = (weight, own) if known is None else (known[0] + weight, sorted(known[1] + own))
    return [(form, len(found), weight, _positions(form, found)) for form, (weight, found) in forms.items()]


def _positions(form: bytes, positions: list[int]) -> bytes:
    if form.startswith(_LIGHT):
        return b""
    if positions[-1] > MAX_POSITION:
        positions = [position for position in positions if position <= MAX_POSITION]
    return array("I", positions).tobytes()


_LIGHT = LIGHT.encode("ascii")


@lru_cache(maxsize=200_000)
def _encoded(levels: Levels) -> tuple[bytes, ...]:
    return tuple(form.encode("utf-8", "surrogatepass") for form in level_tags(levels))
