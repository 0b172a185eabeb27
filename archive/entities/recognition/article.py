"""The names in one article, read together: later mentions by surname, capitals meant as governments.

Order of steps: each text is read by itself (`combining`); the persons with a full name are gathered; a single word that is
the family name of one of them is that person (coreference). Where the article names another person of a known surname in full
(«إيفانكا ترامب»), and the one the authority file knows by it nowhere, the bare surname is that other person's. Then capitals
that act as governments get their country, as a metonym; a seat of power keeps its name and gets its country beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.entities.matching import Found, Matcher, after_clitics
from archive.entities.recognition.combining import LEAST, Reading, read_names
from archive.entities.recognition.metonyms import stands_for_government
from archive.entities.recognition.spans import NamedSpan, NameType, Witness
from archive.entities.recognition.tagger import Tagger
from archive.entities.recognition.tokens import Known, sentences
from archive.entities.recognition.triggers import EASTERN_FAMILY_NAMES, TITLES
from archive.text import Term, analyze, fold, is_stop_word, takes_article
from archive.text.analyzer import current

COREFERENCE, COREFERENCE_UNKNOWN = 0.8, 0.7
LEAST_LETTERS = 3
_COMMON = 20_000
"""A word this frequent in the base vocabulary is no surname by itself."""
Identity = int | tuple[str, ...]
"""An entity's number, or the folded words of a name that the authority file does not know."""


@dataclass(frozen=True, slots=True)
class NameInText:
    """A name as it stands in a text; `entity` is None where nobody knows it, `name` are then its folded words."""

    start: int
    end: int
    surface: str
    type: NameType
    relation: str
    witness: Witness
    confidence: float
    entity: int | None
    name: tuple[str, ...]


def read_article(texts: Sequence[str], matcher: Matcher, tagger: Tagger) -> list[list[NameInText]]:
    """For each text of an article the names in it, in order."""
    analysed = [analyze(text) for text in texts]
    known = [_known(text, terms, matcher) for text, terms in zip(texts, analysed, strict=True)]
    tagged = tagger.tag([sentences(*one) for one in zip(texts, analysed, known, strict=True)])
    readings = [read_names(*one) for one in zip(texts, analysed, known, tagged, strict=True)]
    surnames = _Surnames(readings, texts)
    found = []
    for text, terms, names in zip(texts, analysed, readings, strict=True):
        told = [_in_text(reading, text, surnames) for reading in names]
        told += _bare_surnames(text, terms, told, surnames)
        told = [other for name in told for other in _with_government(name, text, terms, matcher)]
        found.append(sorted(told, key=lambda name: (name.start, name.relation == "metonym")))
    return found


def _known(text: str, terms: Sequence[Term], matcher: Matcher) -> list[Known]:
    types = matcher.types
    return [Known(found, types[found.entity]) for found in matcher.find(text, terms)]


class _Surnames:
    """Family name → the person who bears it in this article."""

    def __init__(self, readings: Sequence[Sequence[Reading]], texts: Sequence[str]) -> None:
        self.by_word: dict[str, Identity] = {}
        self.in_full: set[Identity] = set()
        for text, names in zip(texts, readings, strict=True):
            for reading in names:
                words = _words(text, reading.span)
                if reading.span.type == "person" and reading.span.confidence >= LEAST and len(words) > 1:
                    self._add(words, reading.known)

    def _add(self, words: tuple[str, ...], known: Found | None) -> None:
        who: Identity = words if known is None else known.entity
        self.in_full.add(who)
        if len(words[-1]) >= LEAST_LETTERS and not is_stop_word(words[-1]):
            self.by_word.setdefault(words[-1], who)
        if words[0] in EASTERN_FAMILY_NAMES:
            self.by_word.setdefault(words[0], who)


def _words(text: str, span: NamedSpan) -> tuple[str, ...]:
    return tuple(fold(text[span.start : span.end]).split())


def _in_text(reading: Reading, text: str, surnames: _Surnames) -> NameInText:
    span, known = reading.span, reading.known
    words = _words(text, span)
    relation, entity, confidence = "name", None if known is None else known.entity, span.confidence
    if known is not None and known.relation == "nationality":
        relation = "nationality"
    elif span.type == "person" and len(words) == 1:
        who = surnames.by_word.get(words[0])
        if who is not None and who != entity and entity not in surnames.in_full:
            relation, entity, confidence = (
                "coreference",
                who if isinstance(who, int) else None,
                max(confidence, COREFERENCE),
            )
            words = words if isinstance(who, int) else who
    return NameInText(
        span.start, span.end, text[span.start : span.end], span.type, relation, span.witness, confidence, entity, words
    )  # fmt: skip


def _bare_surnames(
    text: str, terms: Sequence[Term], names: Sequence[NameInText], surnames: _Surnames
) -> list[NameInText]:
    """Family names that nobody took for a name so far."""
    if not surnames.by_word:
        return []
    taken = {place for name in names for place in range(name.start, name.end)}
    found = []
    for place, term in enumerate(terms):
        who = surnames.by_word.get(term.spelling)
        if who is None or term.start in taken or term.end - 1 in taken or not _may_stand_alone(term.spelling, who):
            continue
        if place and terms[place - 1].end in taken and not text[terms[place - 1].end : term.start].strip():
            continue
        start = after_clitics(text, term)
        known = isinstance(who, int)
        found.append(
            NameInText(
                start, term.end, text[start : term.end], "person", "coreference", "article",
                COREFERENCE if known else COREFERENCE_UNKNOWN, who if isinstance(who, int) else None,
                (term.spelling,) if isinstance(who, int) else who,
            )
        )  # fmt: skip
    return found


def _may_stand_alone(word: str, who: Identity) -> bool:
    if takes_article(word) or word in TITLES:
        return False
    return isinstance(who, int) or current().lexicon.counts.get(word, 0) < _COMMON


def _with_government(name: NameInText, text: str, terms: Sequence[Term], matcher: Matcher) -> list[NameInText]:
    """The name itself, and the country it stands for: instead of a capital, beside a seat of power."""
    country = None if name.relation != "name" else matcher.governments.get(tuple(fold(name.surface).split()))
    if country is None or name.entity is None or name.entity in matcher.countries:
        return [name]
    meant = NameInText(
        name.start, name.end, name.surface, "place", "metonym", name.witness, name.confidence, country, name.name
    )
    if name.type != "place":
        return [name, meant]
    return [meant] if stands_for_government(text, terms, name.start, name.end) else [name]
