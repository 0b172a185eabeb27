"""The names in one article, read together: later mentions by surname, capitals meant as governments.

Order of steps: each text is read by itself (`combining`); the persons with a full name are gathered; a single word that is
the family name of one of them is that person (coreference). Where the article names another person of a known surname in full
(«إيفانكا ترامب»), and the one the authority file knows by it nowhere, the bare surname is that other person's. Then capitals
that act as governments get their country, as a metonym; a seat of power keeps its name and gets its country beside it.
Names that several bear are settled by what else the article says (`bearers`), and at last offices that stand for their holder
(«الرئيس الروسي»; `offices`, `holders`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from archive.entities.recognition.bearers import settle_bearers
from archive.entities.recognition.clitics import after_clitics
from archive.entities.recognition.combining import LEAST, RecognizedName, read_names
from archive.entities.recognition.matching import Matcher, NameMatch
from archive.entities.recognition.metonyms import stands_for_government
from archive.entities.recognition.offices.background import Background
from archive.entities.recognition.offices.holders import Identity, Interval, NamedPerson, ResolvedOffice, office_holders
from archive.entities.recognition.offices.phrases import office_phrases
from archive.entities.recognition.spans import NamedSpan, NameInText
from archive.entities.recognition.tagger.model import Tagger
from archive.entities.recognition.tagger.tokens import known_names, sentences
from archive.entities.recognition.triggers import EASTERN_FAMILY_NAMES, SAYING, TITLES
from archive.text import Term, analyze, current_analyzer, fold, is_stop_word, spelling, takes_article, tokenize

COREFERENCE, COREFERENCE_UNKNOWN = 0.8, 0.7
LEAST_LETTERS = 3
MAY_BE_NAME = 0.98
"""A family name that is a word too (لام) is the person unless the tagger holds it for a plain word with this probability."""
_NO_SURNAME_AFTER = frozenset(fold(word) for word in ("بن", "ابن", "بنت", "ولد", "آل"))
"""What follows is a father's name, or a dynasty's."""
_COMMON = 20_000
"""A word this frequent in the base vocabulary is no surname by itself."""


def read_article(
    texts: Sequence[str],
    matcher: Matcher,
    tagger: Tagger,
    background: Background | None = None,
    published: Interval | None = None,
) -> list[list[NameInText]]:
    """For each text of an article the names in it, in order; `published` are the days between which the article appeared."""
    analysed = [analyze(text) for text in texts]
    known = [known_names(text, terms, matcher) for text, terms in zip(texts, analysed, strict=True)]
    tagged = tagger.tag([sentences(*one) for one in zip(texts, analysed, known, strict=True)])
    readings = [read_names(*one) for one in zip(texts, analysed, known, tagged, strict=True)]
    surnames = _Surnames(readings, texts)
    found = []
    for text, terms, names, tags in zip(texts, analysed, readings, tagged, strict=True):
        apart = [part for reading in names for part in _two_surnames(reading, text, terms, surnames)]
        told = [_in_text(reading, text, surnames) for reading in apart]
        told += _bare_surnames(text, terms, told, surnames, tags.outside)
        seats = {
            one.span.start
            for one in names
            if one.known and one.known.full in matcher.governments and one.known.full == _words(text, one.span)
        }
        told = [
            other
            for name in told
            for other in (_with_government(name, text, terms, matcher) if name.start in seats else [name])
        ]
        found.append(told)
    background = background or Background()
    found = settle_bearers(found, matcher, background, published)
    phrases = [office_phrases(*one) for one in zip(texts, analysed, known, strict=True)]
    persons = [_persons(told) for told in found]
    held = office_holders(texts, phrases, persons, background.tenures, published)
    return [
        sorted(
            [*told, *(_by_office(text, one) for one in offices)],
            key=lambda name: (name.start, name.relation == "metonym"),
        )
        for text, told, offices in zip(texts, found, held, strict=True)
    ]


def _persons(names: Sequence[NameInText]) -> list[NamedPerson]:
    """The persons named in a text, in order."""
    return [
        NamedPerson(name.start, name.end, name.name if name.entity is None else name.entity)
        for name in sorted(names, key=lambda name: name.start)
        if name.type == "person" and name.confidence >= LEAST
    ]


def _by_office(text: str, held: ResolvedOffice) -> NameInText:
    start, end, who = held.phrase.start, held.phrase.end, held.who
    entity, name = (who, held.phrase.office.words) if isinstance(who, int) else (None, who)
    return NameInText(
        start, end, text[start:end], "person", "coreference", "article", held.confidence, entity, name
    )  # fmt: skip


class _Surnames:
    """Family name → the person who bears it in this article."""

    def __init__(self, readings: Sequence[Sequence[RecognizedName]], texts: Sequence[str]) -> None:
        self.by_word: dict[str, Identity] = {}
        self.known: dict[str, Identity] = {}
        """Those of persons that the authority file knows."""
        self.in_full: set[Identity] = set()
        for text, names in zip(texts, readings, strict=True):
            for reading in names:
                words = _words(text, reading.span)
                if reading.span.type == "person" and reading.span.confidence >= LEAST and len(words) > 1:
                    self._add(words, reading.known)

    def _add(self, words: tuple[str, ...], known: NameMatch | None) -> None:
        who: Identity = words if known is None else known.entity
        self.in_full.add(who)
        is_family_name = (
            len(words[-1]) >= LEAST_LETTERS and not is_stop_word(words[-1]) and _NO_SURNAME_AFTER.isdisjoint(words[-2:])
        )
        names = [words[-1]] if is_family_name else []
        if words[0] in EASTERN_FAMILY_NAMES:
            names.append(words[0])
        for name in names:
            self.by_word.setdefault(name, who)
            if known is not None:
                self.known.setdefault(name, who)


def _words(text: str, span: NamedSpan) -> tuple[str, ...]:
    return tuple(fold(token.text) for token in tokenize(_by_itself(text, span)))


def _by_itself(text: str, span: NamedSpan) -> str:
    """The printed name; its article whole again where ل took the alif («للبنك المركزي»), or all of it («للجنة الدولية»)."""
    surface = text[span.start : span.end]
    if span.start == 0 or text[span.start - 1] != "ل" or not surface.startswith("ل"):
        return surface
    first, _, rest = surface.partition(" ")
    if spelling(f"ل{first}") == fold(first[1:]):
        return f"ا{surface}"
    return f"ال{surface}" if rest.startswith("ال") and span.type == "organization" else surface


def _two_surnames(
    reading: RecognizedName, text: str, terms: Sequence[Term], surnames: _Surnames
) -> list[RecognizedName]:
    """A name that nobody knows is two where its two words are family names of others («وصف كيم بوتين بأنه …»)."""
    words = _words(text, reading.span)
    if reading.known is not None or reading.span.type != "person" or len(words) != 2:
        return [reading]
    one, other = (surnames.known.get(word) for word in words)
    if one is None or other is None or one == other:
        return [reading]
    inside = [term for term in terms if reading.span.start < term.end <= reading.span.end]
    return [
        RecognizedName(
            replace(reading.span, start=max(term.start, reading.span.start), end=term.end, witness="article")
        )
        for term in inside
    ]


def _in_text(reading: RecognizedName, text: str, surnames: _Surnames) -> NameInText:
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
        span.start, span.end, text[span.start : span.end], span.type, relation, span.witness, confidence, entity, words,
        _by_itself(text, span), known is not None and (known.in_company or known.full != words),
    )  # fmt: skip


def _bare_surnames(
    text: str, terms: Sequence[Term], names: Sequence[NameInText], surnames: _Surnames, outside: Mapping[int, float]
) -> list[NameInText]:
    """Family names that nobody took for a name so far."""
    if not surnames.by_word:
        return []
    taken = {place for name in names for place in range(name.start, name.end)}
    found = []
    for place, term in enumerate(terms):
        who = surnames.by_word.get(term.spelling)
        if who is None or term.start in taken or term.end - 1 in taken:
            continue
        speaks = place > 0 and terms[place - 1].spelling in SAYING
        paired = _is_joined_with_a_name(text, terms, place, names)
        if (
            not (_may_stand_alone(term.spelling, who) or speaks or paired)
            and outside.get(term.start, 1.0) > MAY_BE_NAME
        ):
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


def _is_joined_with_a_name(text: str, terms: Sequence[Term], place: int, names: Sequence[NameInText]) -> bool:
    """Whether a word is one of two joined by و, the other a person: «لام وبوتين», «بوتين ولام»."""
    term = terms[place]
    persons = [name for name in names if name.type == "person" and name.confidence >= LEAST]
    if text[term.start] == "و" and text[term.start : term.end] != term.spelling:
        return any(name.end <= term.start and not text[name.end : term.start].strip() for name in persons)
    return any(text[term.end : name.start].strip() == "و" and text[name.start - 1] == "و" for name in persons)


def _may_stand_alone(word: str, who: Identity) -> bool:
    if takes_article(word) or word in TITLES:
        return False
    return isinstance(who, int) or current_analyzer().lexicon.counts.get(word, 0) < _COMMON


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
