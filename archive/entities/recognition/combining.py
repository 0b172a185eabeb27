"""One reading of a text from three witnesses. Order of steps:

1. the authority file's names (`known`), the rules' (`announced`) and the tagger's (`tagged`) are found each by itself;
2. a town that needs a second witness stands only where the tagger or a place's head agrees; a name that is a plain word of
   the language too («المدينة») is doubted where the tagger is sure that it is none;
3. a surname of the authority file behind another given name is another person («ميلانيا ترامب»): it loses its entity;
4. of names that overlap the longer wins where its witness is sure enough, else the surer; one that a known name lies in with
   nothing but its title or further given names keeps the entity;
5. what two witnesses agree on is surer than what one says.

What comes out keeps its witness, its confidence and, where the authority file knows it, its entity. Names of `LEAST` and more
count; those below are suggestions for curators.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.entities.recognition.matching import NameMatch
from archive.entities.recognition.rules import INSTITUTION, STRANGE, Words, announced_names, around_persons
from archive.entities.recognition.spans import NamedSpan
from archive.entities.recognition.tagger.lists import names_lists
from archive.entities.recognition.tagger.model import TaggerOutput
from archive.entities.recognition.tagger.tagged_spans import cut_to_names
from archive.entities.recognition.tagger.tokens import KnownName
from archive.entities.recognition.triggers import DESCRIBING, EVENT_HEADS, PLACE_HEADS, TITLES
from archive.text import Term, current_analyzer, fold, is_stop_word, spelling, takes_article

_OF_FATHER = frozenset(fold(word) for word in "بن ابن بنت ولد آل".split())
_YOUNGER_OR_ELDER = frozenset(fold(word) for word in "الابن الأب الصغير جونيور الحفيد".split())
LEAST = 0.5
"""Names surer than this count."""
KNOWN, AGREED, DOUBTED, ALONE_IN_TOWN, OTHER_GIVEN_NAME = 0.9, 0.97, 0.45, 0.4, 0.3
OTHER_TYPE = 0.8
"""How sure the tagger must be that a name is its other bearer: برشلونة the city, not the club."""
NATIONALITY_AS_NAME = 0.9
"""How sure the tagger must be of a nationality without the article that is a name («كينيون»)."""
COMMON = 20_000
"""A noun this frequent in the base vocabulary is more often itself than somebody's name."""
SURELY_NONE = 0.9
"""A name of one word that the tagger takes for a plain word with this probability is doubted."""
LONGER = 0.5
"""How sure a longer name must be to win over a known one inside it."""


@dataclass(frozen=True, slots=True)
class RecognizedName:
    """A name in a text: where, of what type, who says so; `known` is the name of the authority file it is."""

    span: NamedSpan
    known: NameMatch | None = None


def read_names(
    text: str, terms: Sequence[Term], known: Sequence[KnownName], told: TaggerOutput
) -> list[RecognizedName]:
    """The names in a text, in order, none overlapping another; nationalities among them. `told` is what the tagger says."""
    tagged = cut_to_names(told.names, text, terms, known)
    weighed = (_weighed(one, text, terms, tagged, told.outside) for one in known if one.found.relation != "nationality")
    readings = [reading for reading in weighed if reading.span.confidence > ALONE_IN_TOWN]
    words = Words(text, terms)
    begun = {one.found.start for one in known if one.found.relation == "name"}
    rules = [
        span for span in announced_names(words, tagged) if span.confidence != INSTITUTION or span.start not in begun
    ]
    persons = [span for span in (*tagged, *(reading.span for reading in readings)) if span.type == "person"]
    inside = list(around_persons(words, persons))
    readings = _settle(terms, [*readings, *(RecognizedName(span) for span in _agreed([*tagged, *rules, *inside]))])
    nationalities = [_nationality(one) for one in known if one.found.relation == "nationality"]
    readings = [reading for reading in readings if not any(_is_nationality(reading, one) for one in nationalities)]
    taken = [reading.span for reading in readings if reading.span.confidence >= LEAST]
    readings += [one for one in nationalities if not any(one.span.overlaps(span) for span in taken)]
    return sorted(readings, key=lambda reading: reading.span.start)


def _is_nationality(reading: RecognizedName, nationality: RecognizedName) -> bool:
    """Whether what a witness took for a name is a nationality, or a place of that nationality («المدن الفيتنامية»)."""
    if reading.known is not None or not reading.span.overlaps(nationality.span):
        return False
    if reading.span.type == "person" and reading.span.confidence >= NATIONALITY_AS_NAME and not _definite(nationality):
        return False
    inside = nationality.span.start <= reading.span.start and reading.span.end <= nationality.span.end
    return inside or reading.span.type == "place"


def _definite(nationality: RecognizedName) -> bool:
    return nationality.known is not None and nationality.known.surface.startswith("ال")


def _nationality(one: KnownName) -> RecognizedName:
    return RecognizedName(NamedSpan(one.found.start, one.found.end, one.type, "authority", KNOWN), one.found)


def _weighed(
    one: KnownName, text: str, terms: Sequence[Term], tagged: Sequence[NamedSpan], outside: Mapping[int, float]
) -> RecognizedName:
    """A name of the authority file, with what speaks for and against it."""
    found = one.found
    span = _narrowed(NamedSpan(found.start, found.end, one.type, "authority", KNOWN), text, terms, tagged)
    agrees = any(_same_words(other, span) and other.type == one.type for other in tagged)
    if not agrees and not found.in_company:
        for other in tagged:
            if _same_words(other, span) and other.type in one.others and other.confidence >= OTHER_TYPE:
                return RecognizedName(
                    replace(span, type=other.type, confidence=KNOWN), replace(found, entity=one.others[other.type])
                )
    if found.guarded:
        seen = agrees or (one.type == "place" and _before(text, terms, found.start) in PLACE_HEADS)
        return RecognizedName(replace(span, confidence=KNOWN if seen else ALONE_IN_TOWN), found)
    if (
        one.type == "person"
        and len(found.full) == 1
        and not one.clitic
        and not found.in_company
        and _has_other_given_name(text, terms, found.start)
    ):
        return RecognizedName(replace(span, confidence=OTHER_GIVEN_NAME))
    if not agrees and len(found.full) == 1:
        event = _before(text, terms, found.start) in EVENT_HEADS
        sure = all(outside.get(term.start, 0.0) > SURELY_NONE for term in terms if found.start < term.end <= found.end)
        if sure and found.full[0].endswith("يه") and "N" in names_lists(found.full[0].removeprefix("ال")):
            return RecognizedName(span, replace(found, relation="nationality"))
        if sure and (event or _is_plain_word(found.full[0])):
            return RecognizedName(replace(span, confidence=DOUBTED), found)
    return RecognizedName(replace(span, confidence=AGREED if agrees else KNOWN), found)


def _is_plain_word(word: str) -> bool:
    """Whether a name is a stop word (كان), or a noun that is far more often just that (المدينة)."""
    spelled = spelling(word)
    return is_stop_word(spelled) or (
        takes_article(spelled) and current_analyzer().lexicon.counts.get(spelled, 0) >= COMMON
    )


def _narrowed(span: NamedSpan, text: str, terms: Sequence[Term], tagged: Sequence[NamedSpan]) -> NamedSpan:
    """A form without the title, head or nationality that only describes it, where the tagger reads it so: شركة مايكروسوفت."""
    for other in tagged:
        if other.type == span.type and span.start <= other.start < span.end:
            # a tagged name may go on beyond the known one; what it leaves out at the front counts all the same
            dropped = [
                term for term in terms if span.start < term.end <= other.start or other.end <= term.start < span.end
            ]
            if dropped and all(_only_describes(term) for term in dropped):
                return replace(span, start=other.start, end=min(other.end, span.end))
    return span


def _only_describes(term: Term) -> bool:
    word = term.spelling
    if "N" in names_lists(word) and word.removesuffix("ه") not in PLACE_HEADS:
        return True
    return word in TITLES or fold(term.exact) in TITLES or word in DESCRIBING


def _before(text: str, terms: Sequence[Term], start: int) -> str:
    """The word right before a place in the text, at level spelling, or ''."""
    for one, other in itertools.pairwise(terms):
        if other.start <= start < other.end:
            return one.spelling if not text[one.end : other.start].strip() else ""
    return ""


def _has_other_given_name(text: str, terms: Sequence[Term], start: int) -> bool:
    word = _before(text, terms, start)
    return bool(word) and word not in TITLES and not {"f", "F"}.isdisjoint(names_lists(word)) and len(word) > 2


def _agreed(spans: Iterable[NamedSpan]) -> list[NamedSpan]:
    """The spans, each once; where two witnesses say the same, surer than either."""
    best: dict[tuple[int, int, str], NamedSpan] = {}
    for span in spans:
        key = (span.start, span.end, span.type)
        other = best.get(key)
        if other is None:
            best[key] = span
        elif other.witness != span.witness:
            sure = round(1 - (1 - span.confidence) * (1 - other.confidence), 3)
            best[key] = replace(max(span, other, key=lambda one: one.confidence), confidence=sure)
    return list(best.values())


def _settle(terms: Sequence[Term], readings: list[RecognizedName]) -> list[RecognizedName]:
    """Of names that overlap, the one that stands."""
    standing: list[RecognizedName] = []
    for reading in sorted(readings, key=_strength, reverse=True):
        rivals = [other for other in standing if other.span.overlaps(reading.span)]
        if not rivals:
            standing.append(reading)
        elif len(rivals) == 1 and rivals[0].known is None and _is_inside(reading, rivals[0]):
            standing[standing.index(rivals[0])] = _with_known(reading, rivals[0], terms)
    return standing


def _strength(reading: RecognizedName) -> tuple[bool, int, bool, float]:
    span = reading.span
    sure = span.confidence >= LONGER
    return sure, span.end - span.start if sure else 0, reading.known is not None, span.confidence


def _is_inside(known: RecognizedName, longer: RecognizedName) -> bool:
    """Whether a known full name lies in a longer one."""
    return (
        known.known is not None
        and known.span.type == longer.span.type == "person"
        and len(known.known.full) > 1
        and longer.span.start <= known.span.start
        and known.span.end <= longer.span.end
    )


def _with_known(known: RecognizedName, longer: RecognizedName, terms: Sequence[Term]) -> RecognizedName:
    """A longer name around a known one: a fuller form of it («محمد حسني مبارك», «محمد بن نايف بن عبدالعزيز»), the known one with
    a word too many («محمد صلاح مغرداً»), or somebody else: a son («محمد بن نايف»), a namesake («محمد صلاح الدين»)."""
    before = [term for term in terms if longer.span.start < term.end <= known.span.start]
    behind = [term for term in terms if known.span.end <= term.start < longer.span.end]
    if before and fold(before[-1].exact) in _OF_FATHER:
        return longer
    if not behind or fold(behind[0].exact) in _OF_FATHER:
        return replace(longer, known=known.known)
    if fold(behind[0].exact) not in _YOUNGER_OR_ELDER and all(_is_no_name(term) for term in behind):
        return RecognizedName(replace(longer.span, end=known.span.end), known.known)
    return longer


def _is_no_name(term: Term) -> bool:
    """Whether a word stands in no list of names and is common enough to be a word of the language; with the article it may
    be a family name (الحربي)."""
    if term.exact.startswith("ال"):
        return False
    listed = names_lists(fold(term.exact)) + names_lists(term.spelling)
    return not listed and current_analyzer().lexicon.counts.get(term.spelling, 0) >= STRANGE


def _same_words(one: NamedSpan, other: NamedSpan) -> bool:
    """Whether two spans are the same but for a clitic at the front."""
    return one.end == other.end and abs(one.start - other.start) <= 3
