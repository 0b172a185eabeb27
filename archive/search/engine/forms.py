"""A document's words as tagged forms: up to four at one position.

Every token is indexed as it is printed (`e:`, level exact). Its spelling form is added where it differs from the exact
one (`s:`), its stem where it differs from the spelling form (`w:`), its light stem where it differs from all three
(`l:`). A query of a level asks for all tags up to it, so what a lower level finds, a higher one finds too. Light
stems carry no positions: nothing is matched by them alone.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from archive.text import Term, analyze

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


def document_forms(sections: Iterable[Section]) -> tuple[list[Form], int]:
    """All tagged forms of a document, and its length in halves of a word (title and lede weigh more)."""
    found: dict[str, tuple[list[int], array[int]]] = {}
    position = length = 0
    for section in sections:
        weight = section.weight
        for term in analyze(section.text):
            length += weight
            exact, spelling, stem, light = term[:4]
            _add(found, EXACT + exact, weight, position)
            if spelling != exact:
                _add(found, SPELLING + spelling, weight, position)
            if stem != spelling:
                _add(found, STEM + stem, weight, position)
            if light not in (exact, spelling, stem):
                _add(found, LIGHT + light, weight, None)
            position += 1
        position += GAP
    forms = [
        (form.encode("utf-8", "surrogatepass"), counted[0], counted[1], positions.tobytes())
        for form, (counted, positions) in found.items()
    ]
    return forms, length


def _add(found: dict[str, tuple[list[int], "array[int]"]], form: str, weight: int, position: int | None) -> None:
    entry = found.get(form)
    if entry is None:
        entry = found[form] = ([0, 0], array("I"))
    counted, positions = entry
    counted[0] += 1
    counted[1] += weight
    if position is not None and position <= MAX_POSITION:
        positions.append(position)
