"""Choosing among overlapping names: the longer one wins if its witness is certain enough, otherwise the more certain one.

A longer name around a known full name may be a fuller form of it, and then keeps the entity.
"""

from dataclasses import replace

from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.name_lists import name_lists
from archive.entities.recognition.rules import MAX_COUNT_OF_UNKNOWN
from archive.entities.recognition.weighing import RecognizedName
from archive.text import current_analyzer, fold

MIN_LONGER_CONFIDENCE = 0.5
"""How certain a longer name must be to win over a known one inside it."""
_LINEAGE = frozenset(fold(word) for word in "بن ابن بنت ولد آل".split())
_GENERATION = frozenset(fold(word) for word in "الابن الأب الصغير جونيور الحفيد".split())


def resolve_overlaps(names: list[RecognizedName], analyzed: AnalyzedText) -> list[RecognizedName]:
    """The names that are left when of each overlapping group one is chosen."""
    chosen: list[RecognizedName] = []
    for name in sorted(names, key=_strength, reverse=True):
        rivals = [other for other in chosen if other.span.overlaps(name.span)]
        if not rivals:
            chosen.append(name)
        elif len(rivals) == 1 and rivals[0].match is None and _is_full_name_within(name, rivals[0]):
            chosen[chosen.index(rivals[0])] = _with_match(name, rivals[0], analyzed)
    return chosen


def _strength(name: RecognizedName) -> tuple[bool, int, bool, float]:
    span = name.span
    is_certain = span.confidence >= MIN_LONGER_CONFIDENCE
    return is_certain, span.end - span.start if is_certain else 0, name.match is not None, span.confidence


def _is_full_name_within(known: RecognizedName, longer: RecognizedName) -> bool:
    return (
        known.match is not None
        and known.span.type == longer.span.type == "person"
        and len(known.match.words) > 1
        and longer.span.start <= known.span.start
        and known.span.end <= longer.span.end
    )


def _with_match(known: RecognizedName, longer: RecognizedName, analyzed: AnalyzedText) -> RecognizedName:
    """A longer name around a known one: a fuller form («محمد حسني مبارك», «محمد بن نايف بن عبدالعزيز»), the known name and a word
    after it («محمد صلاح مغرداً»), or another person: a son («محمد بن نايف»), a namesake («محمد صلاح الدين»)."""
    terms, folded = analyzed.terms, analyzed.folded
    places = analyzed.places(longer.span.start, longer.span.end)
    before = [place for place in places if terms[place].end <= known.span.start]
    after = [place for place in places if known.span.end <= terms[place].start]
    if before and folded[before[-1]] in _LINEAGE:
        return longer
    if not after or folded[after[0]] in _LINEAGE:
        return replace(longer, match=known.match)
    if folded[after[0]] not in _GENERATION and all(_is_common_word(place, analyzed) for place in after):
        return RecognizedName(replace(longer.span, end=known.span.end), known.match)
    return longer


def _is_common_word(place: int, analyzed: AnalyzedText) -> bool:
    """Whether a word is in no list of names and common; one with the article may be a family name (الحربي)."""
    word = analyzed.terms[place]
    if word.exact.startswith("ال"):
        return False
    lists = name_lists(analyzed.folded[place]) + name_lists(word.spelling)
    return not lists and current_analyzer().lexicon[word.spelling].bare >= MAX_COUNT_OF_UNKNOWN
