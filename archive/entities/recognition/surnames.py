"""Coreference by surname: a single word that is the family name of a person named in full elsewhere in the article.

If the article names another person of a known surname in full («إيفانكا ترامب»), and nowhere the one whom the authority file has
under it, the bare surname is that other person's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from archive.entities.confidence import MIN_CONFIDENCE
from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.matching import NameMatch
from archive.entities.recognition.offices.holders import Identity
from archive.entities.recognition.printed_names import name_words
from archive.entities.recognition.spans import ArticleMention
from archive.entities.recognition.triggers import EASTERN_FAMILY_NAMES, SPEECH_VERBS, TITLES
from archive.entities.recognition.weighing import RecognizedName
from archive.text import current_analyzer, fold, is_stop_word, takes_article

COREFERENCE, COREFERENCE_OF_UNKNOWN = 0.8, 0.7
"""Confidence of a surname whose bearer the authority file has, or lacks."""
MIN_SURNAME_LETTERS = 3
MAX_OUTSIDE_PROBABILITY = 0.98
"""The tagger's probability of no name above which a surname that is also a word (لام) is the word."""
MAX_SURNAME_COUNT = 20_000
"""Occurrences in the lexicon from which a word alone is not taken for a surname."""
_LINEAGE = frozenset(fold(word) for word in ("بن", "ابن", "بنت", "ولد", "آل"))
"""What follows these is a father's or a dynasty's name."""


class Surnames:
    """The persons named in full in an article, by family name."""

    def __init__(self, texts: Sequence[AnalyzedText], names: Sequence[Sequence[RecognizedName]]) -> None:
        self.bearers: dict[str, Identity] = {}
        """Family name → the first person named with it."""
        self.known_bearers: dict[str, Identity] = {}
        """The same, of persons in the authority file."""
        self.persons: set[Identity] = set()
        for analyzed, found in zip(texts, names, strict=True):
            for name in found:
                if name.span.type == "person" and name.span.confidence >= MIN_CONFIDENCE:
                    words = name_words(analyzed, name.span)
                    if len(words) > 1:
                        self._add(words, name.match)

    def _add(self, words: tuple[str, ...], match: NameMatch | None) -> None:
        person: Identity = words if match is None else match.entity
        self.persons.add(person)
        last = words[-1]
        family_names = []
        if len(last) >= MIN_SURNAME_LETTERS and not is_stop_word(last) and _LINEAGE.isdisjoint(words[-2:]):
            family_names.append(last)
        if words[0] in EASTERN_FAMILY_NAMES:
            family_names.append(words[0])
        for name in family_names:
            self.bearers.setdefault(name, person)
            if match is not None:
                self.known_bearers.setdefault(name, person)

    def bearer(self, word: str, entity: int | None) -> Identity | None:
        """Whom a bare surname denotes, if it is another than `entity`, the one whom the authority file has under it."""
        person = self.bearers.get(word)
        return None if person == entity or entity in self.persons else person


def split_two_surnames(name: RecognizedName, analyzed: AnalyzedText, surnames: Surnames) -> list[RecognizedName]:
    """An unknown name of two words is two persons if both are surnames of others in the article («وصف كيم بوتين بأنه …»)."""
    if name.match is not None or name.span.type != "person":
        return [name]
    words = name_words(analyzed, name.span)
    bearers = [surnames.known_bearers.get(word) for word in words]
    if len(words) != 2 or None in bearers or bearers[0] == bearers[1]:
        return [name]
    span = name.span
    terms = [analyzed.terms[place] for place in analyzed.places(span.start, span.end)]
    return [
        RecognizedName(replace(span, start=max(term.start, span.start), end=term.end, witness="article"))
        for term in terms
    ]


def bare_surnames(
    analyzed: AnalyzedText, names: Sequence[ArticleMention], surnames: Surnames, outside: Mapping[int, float]
) -> list[ArticleMention]:
    """Surnames that no witness took for a name; `outside` is the tagger's probability of that, by start offset."""
    if not surnames.bearers:
        return []
    found = []
    taken = {offset for name in names for offset in range(name.start, name.end)}
    terms = analyzed.terms
    for place, term in enumerate(terms):
        word = term.spelling
        person = surnames.bearers.get(word)
        if person is None or term.start in taken or term.end - 1 in taken:
            continue
        is_name = (
            _may_stand_alone(word, person)
            or (place > 0 and terms[place - 1].spelling in SPEECH_VERBS)
            or _is_joined_with_person(analyzed, place, names)
            or outside.get(term.start, 1.0) <= MAX_OUTSIDE_PROBABILITY
        )
        if not is_name or (analyzed.follows(place) and terms[place - 1].end in taken):
            continue
        start = analyzed.name_start(place)
        entity, name, confidence = (
            (person, (word,), COREFERENCE) if isinstance(person, int) else (None, person, COREFERENCE_OF_UNKNOWN)
        )
        found.append(
            ArticleMention(
                start, term.end, analyzed.text[start : term.end], "person", "coreference", "article", confidence, entity, name
            )
        )  # fmt: skip
    return found


def _is_joined_with_person(analyzed: AnalyzedText, place: int, names: Sequence[ArticleMention]) -> bool:
    """Whether و joins the word with a person's name: «لام وبوتين», «بوتين ولام»."""
    text, term = analyzed.text, analyzed.terms[place]
    persons = [name for name in names if name.type == "person" and name.confidence >= MIN_CONFIDENCE]
    if text[term.start] == "و" and text[term.start : term.end] != term.spelling:
        return any(name.end <= term.start and not text[name.end : term.start].strip() for name in persons)
    return any(text[term.end : name.start].strip() == "و" and text[name.start - 1] == "و" for name in persons)


def _may_stand_alone(word: str, person: Identity) -> bool:
    if takes_article(word) or word in TITLES:
        return False
    return isinstance(person, int) or current_analyzer().lexicon[word].bare < MAX_SURNAME_COUNT
