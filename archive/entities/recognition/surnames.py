"""Coreference by surname: a single word that is the family name of a person named in full elsewhere in the article.

If the article names another person of a known surname in full («إيفانكا ترامب»), and nowhere the one whom the authority file has
under it, the bare surname is that other person's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from archive.entities.confidence import MIN_CONFIDENCE
from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.clitics import ARTICLE, UNPROVEN_CLITICS, fold_word, offset_after_letters
from archive.entities.recognition.matching import NameMatch
from archive.entities.recognition.name_lists import is_given_name, may_be_given_name, name_lists
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
MAX_DEFINITE_SURNAME_COUNT, MAX_SINGLE_NAME_COUNT = 3_000, 1_000
"""The same of one with the article (العتيبي), and of a name that the article never prints in full."""
MIN_SINGLE_NAME_CONFIDENCE = 0.6
"""How certain a name that the article never prints in full must be in one place, to be read everywhere."""
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
        self.single_names: set[str] = set()
        """Names of one word that are neither given names nor words of the language: they denote the same person everywhere."""
        for analyzed, found in zip(texts, names, strict=True):
            for name in found:
                if name.span.type == "person" and name.span.confidence >= MIN_CONFIDENCE:
                    words = name_words(analyzed, name.span)
                    if len(words) > 1:
                        self._add(words, name.match)
                    elif self._is_certain(name) and is_only_a_name(words[0]):
                        self.single_names.add(words[0])

    @staticmethod
    def _is_certain(name: RecognizedName) -> bool:
        return name.match is None and name.span.confidence >= MIN_SINGLE_NAME_CONFIDENCE

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
    if not surnames.bearers and not surnames.single_names:
        return []
    found = []
    taken = {offset for name in names for offset in range(name.start, name.end)}
    terms = analyzed.terms
    for place, term in enumerate(terms):
        start, printed = _after_clitic(analyzed, place, surnames)
        word = printed if printed in surnames.bearers else term.spelling
        person = surnames.bearers.get(word)
        is_single = person is None and printed in surnames.single_names
        if person is not None and word.startswith(ARTICLE) and not _may_stand_alone(word, person):
            continue
        if (person is None and not is_single) or term.start in taken or term.end - 1 in taken:
            continue
        is_name = (
            person is None
            or _may_stand_alone(word, person)
            or (place > 0 and terms[place - 1].spelling in SPEECH_VERBS)
            or _is_joined_with_person(analyzed, place, names)
            or outside.get(term.start, 1.0) <= MAX_OUTSIDE_PROBABILITY
        )
        if not is_name or (analyzed.follows(place) and _is_preceded_by_name(analyzed, place, start, taken)):
            continue
        found.append(_mention(analyzed.text[start : term.end], start, word, person))
    return found


def _after_clitic(analyzed: AnalyzedText, place: int, surnames: Surnames) -> tuple[int, str]:
    """Where the name begins in a word, and the name folded; a proclitic that the word counts do not prove is one if the rest is a
    surname with the article («والدرعاني»)."""
    term, folded = analyzed.terms[place], analyzed.folded[place]
    start = analyzed.name_start(place)
    if (
        start == term.start
        and folded[:1] in UNPROVEN_CLITICS
        and folded[1:3] == ARTICLE
        and folded[1:] in surnames.bearers
    ):
        start = offset_after_letters(analyzed.text, term, 1)
    return start, fold_word(analyzed.text[start : term.end])


def _is_preceded_by_name(analyzed: AnalyzedText, place: int, start: int, taken: set[int]) -> bool:
    """Whether a name reaches here, or the word before is a given name that makes this the surname of somebody else."""
    if analyzed.terms[place - 1].end in taken:
        return True
    return start == analyzed.terms[place].start and is_given_name(analyzed.folded[place - 1])


def _mention(surface: str, start: int, word: str, person: Identity | None) -> ArticleMention:
    """The mention of a surname's bearer; None is the person of a single name."""
    relation, confidence, entity = "coreference", COREFERENCE_OF_UNKNOWN, None
    name: tuple[str, ...] = (word,)
    if isinstance(person, int):
        confidence, entity = COREFERENCE, person
    elif person is not None:
        name = person
    else:
        relation = "name"
    end = start + len(surface)
    return ArticleMention(start, end, surface, "person", relation, "article", confidence, entity, name, surface)


def _is_joined_with_person(analyzed: AnalyzedText, place: int, names: Sequence[ArticleMention]) -> bool:
    """Whether و joins the word with a person's name: «لام وبوتين», «بوتين ولام»."""
    text, term = analyzed.text, analyzed.terms[place]
    persons = [name for name in names if name.type == "person" and name.confidence >= MIN_CONFIDENCE]
    if text[term.start] == "و" and text[term.start : term.end] != term.spelling:
        return any(name.end <= term.start and not text[name.end : term.start].strip() for name in persons)
    return any(text[term.end : name.start].strip() == "و" and text[name.start - 1] == "و" for name in persons)


def is_only_a_name(word: str) -> bool:
    """Whether a folded word is hardly anything but somebody's family name: no given name, rare in the vocabulary, no noun."""
    bare = word.removeprefix("ال")
    is_rare = current_analyzer().lexicon[bare].bare < MAX_SINGLE_NAME_COUNT
    is_listed = may_be_given_name(word) or not {"C", "c", "N", "O"}.isdisjoint(name_lists(bare) + name_lists(word))
    return is_rare and not is_listed and not takes_article(bare) and len(bare) >= MIN_SURNAME_LETTERS


def _may_stand_alone(word: str, person: Identity) -> bool:
    if word in TITLES:
        return False
    count = current_analyzer().lexicon[word.removeprefix("ال")].bare
    if word.startswith("ال"):
        return count < MAX_DEFINITE_SURNAME_COUNT and "N" not in name_lists(word.removeprefix("ال"))
    return not takes_article(word) and (isinstance(person, int) or count < MAX_SURNAME_COUNT)
