"""How certain a match of the authority file is: what the tagger and the words around it say for and against it.

- A guarded form needs the tagger, or the head of a place before it; a name that is also a common word («المدينة») is doubted
  where the tagger is certain that no name is there.
- A known surname after another given name is another person («ميلانيا ترامب»): the match loses its entity.
- A title, head or nationality that only describes the name is cut off where the tagger leaves it out: «شركة مايكروسوفت».
- A name of one Latin word needs capitals or a head before it: «IBM», «موقع Time».
- A name with bearers of several types is the one whose type the tagger sees.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.matching import NameMatch
from archive.entities.recognition.name_lists import name_lists
from archive.entities.recognition.spans import NamedSpan, TaggerOutput
from archive.entities.recognition.triggers import DESCRIPTIVE_HEADS, EVENT_HEADS, PLACE_HEADS, QUOTED_NAME_HEADS, TITLES
from archive.text import current_analyzer, is_stop_word, spelling, takes_article

MATCHED, CONFIRMED, DOUBTED, UNCONFIRMED, OTHER_GIVEN_NAME = 0.9, 0.97, 0.45, 0.4, 0.3
"""Confidence of a match alone, with the tagger, against it; of a guarded one alone; of a surname after another given name."""
MIN_OTHER_TYPE_CONFIDENCE = 0.8
"""How certain the tagger must be of a name's other bearer: برشلونة the city, not the club."""
MIN_COMMON_NOUN_COUNT = 20_000
"""Occurrences in the lexicon from which a noun is more often itself than a name."""
MIN_OUTSIDE_PROBABILITY = 0.6
"""The tagger's probability of no name above which a name of one word is doubted."""
MAX_CLITIC_LETTERS = 3


@dataclass(frozen=True, slots=True)
class RecognizedName:
    """A name in a text: its span and, if the authority file has it, the match."""

    span: NamedSpan
    match: NameMatch | None = None


def weigh(
    match: NameMatch, analyzed: AnalyzedText, tagged: Sequence[NamedSpan], output: TaggerOutput
) -> RecognizedName:
    """A match with its confidence; `tagged` are the tagger's spans cut to names, `output` is what it said of the text."""
    span = NamedSpan(match.start, match.end, match.type, "authority", MATCHED)
    span = _without_description(span, analyzed, tagged)
    same = [other for other in tagged if _is_same(other, span)]
    confirmed = any(other.type == match.type for other in same)
    if not confirmed and not match.has_context:
        for other in same:
            if other.type in match.entities_by_type and other.confidence >= MIN_OTHER_TYPE_CONFIDENCE:
                entity = match.entities_by_type[other.type]
                return RecognizedName(replace(span, type=other.type), replace(match, entity=entity))
    if match.type == "organization" and _is_latin_word(match, analyzed):
        return RecognizedName(replace(span, confidence=UNCONFIRMED), match)
    if match.guarded:
        confirmed = confirmed or (match.type == "place" and analyzed.word_before(match.start) in PLACE_HEADS)
        return RecognizedName(replace(span, confidence=MATCHED if confirmed else UNCONFIRMED), match)
    if len(match.words) == 1:
        if _is_other_person(match, analyzed):
            return RecognizedName(replace(span, confidence=OTHER_GIVEN_NAME))
        if not confirmed and _is_outside(match, analyzed, output):
            word = match.words[0]
            if word.endswith("يه") and "N" in name_lists(word.removeprefix("ال")):
                return RecognizedName(span, replace(match, relation="nationality"))
            if analyzed.word_before(match.start) in EVENT_HEADS or _is_common_word(word):
                return RecognizedName(replace(span, confidence=DOUBTED), match)
    return RecognizedName(replace(span, confidence=CONFIRMED) if confirmed else span, match)


def _without_description(span: NamedSpan, analyzed: AnalyzedText, tagged: Sequence[NamedSpan]) -> NamedSpan:
    for other in tagged:
        if other.type == span.type and span.start <= other.start < span.end:
            # a tagged name may extend beyond the match; what it leaves out at the front counts all the same
            dropped = [
                place
                for place in analyzed.places(span.start, span.end)
                if analyzed.terms[place].end <= other.start or other.end <= analyzed.terms[place].start
            ]
            if dropped and all(_only_describes(place, analyzed) for place in dropped):
                return replace(span, start=other.start, end=min(other.end, span.end))
    return span


def _only_describes(place: int, analyzed: AnalyzedText) -> bool:
    word = analyzed.terms[place].spelling
    if "N" in name_lists(word) and word.removesuffix("ه") not in PLACE_HEADS:
        return True
    return word in TITLES or analyzed.folded[place] in TITLES or word in DESCRIPTIVE_HEADS


def _is_latin_word(match: NameMatch, analyzed: AnalyzedText) -> bool:
    """Whether a name of one Latin word may be just that word: «Bash Shell». Capitals alone («IBM») or a head before it («موقع
    Time») make it a name."""
    printed = analyzed.text[match.start : match.end]
    if len(match.words) > 1 or not printed.isascii() or printed.isupper():
        return False
    return printed.islower() or analyzed.word_before(match.start) not in QUOTED_NAME_HEADS


def _is_same(one: NamedSpan, other: NamedSpan) -> bool:
    """Whether two spans are of the same words, clitics apart."""
    return one.end == other.end and abs(one.start - other.start) <= MAX_CLITIC_LETTERS


def _is_other_person(match: NameMatch, analyzed: AnalyzedText) -> bool:
    """Whether a surname, without a clitic, comes after a given name that no form of the match has."""
    if match.type != "person" or match.has_context or analyzed.terms[match.places[0]].start != match.start:
        return False
    word = analyzed.word_before(match.start)
    return len(word) > 2 and word not in TITLES and not {"f", "F"}.isdisjoint(name_lists(word))


def _is_outside(match: NameMatch, analyzed: AnalyzedText, output: TaggerOutput) -> bool:
    return all(output.outside.get(analyzed.terms[place].start, 0.0) > MIN_OUTSIDE_PROBABILITY for place in match.places)


def _is_common_word(word: str) -> bool:
    """Whether a name is a stop word (كان), or a noun that is far more often just that (المدينة)."""
    spelled = spelling(word)
    count = current_analyzer().lexicon[spelled].bare
    return is_stop_word(spelled) or (count >= MIN_COMMON_NOUN_COUNT and takes_article(spelled))
