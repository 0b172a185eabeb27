"""Whether a capital is meant as the government that sits there: «أعلنت موسكو» is Russia speaking, «في موسكو» a city.

A capital stands for its government where it says or decides something (a verb of saying right before it, or right after it
where no word before makes something else the subject, as in «محكمة طهران أكدت»), where a
word of dealings stands before it («رد واشنطن», «اتفاق مع موسكو»), or where it is one of two that are so («بين واشنطن وبكين»).
With the preposition ب, after a word of place or movement («في», «إلى», «مدينة», «وصل») it is the city.
"""

from collections.abc import Sequence

from archive.entities.recognition.triggers import DEALINGS, PLACE_HEADS, PLACE_WORDS, SAYING
from archive.text import Term, fold, is_stop_word

_WITH = frozenset(fold(word) for word in "مع ضد تجاه".split())
_BETWEEN = fold("بين")


def stands_for_government(text: str, terms: Sequence[Term], start: int, end: int) -> bool:
    """Whether the capital printed at `start:end` is meant as a government."""
    first = next((place for place, term in enumerate(terms) if term.end > start), None)
    if first is None:
        return False
    last = next(place for place in range(first, len(terms)) if terms[place].end >= end)
    before = terms[first - 1] if first and _adjoin(text, terms[first - 1], terms[first]) else None
    after = terms[last + 1] if last + 1 < len(terms) and _adjoin(text, terms[last], terms[last + 1]) else None
    clitics = fold(text[terms[first].start : start])
    if "ب" in clitics:
        return False
    if before is not None and (before.spelling in PLACE_WORDS or before.spelling in PLACE_HEADS):
        return False
    says = after is not None and after.spelling in SAYING and not clitics.endswith("ل")
    if before is None or is_stop_word(before.spelling):
        return says or (_between(before) and not clitics)
    if clitics.endswith("ل"):
        return before.spelling in DEALINGS
    if clitics.startswith("و"):
        return _is_second_of_two(text, terms, first)
    return before.spelling in SAYING or before.spelling in DEALINGS


def _between(before: Term | None) -> bool:
    return before is not None and (before.spelling == _BETWEEN or before.spelling in _WITH)


def _is_second_of_two(text: str, terms: Sequence[Term], place: int) -> bool:
    """«بين واشنطن وبكين»: two words before stands what says so."""
    if place < 2 or not _adjoin(text, terms[place - 2], terms[place - 1]):
        return False
    earlier = terms[place - 2]
    return _between(earlier) or earlier.spelling in SAYING


def _adjoin(text: str, one: Term, other: Term) -> bool:
    return not text[one.end : other.start].strip()
