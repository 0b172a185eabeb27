"""Names that their context announces, whatever they look like.

- A title, then a given name and what belongs to it: «وزير الخارجية فيصل المقداد». Between title and name, definite words and
  nationalities may say what the title is of.
- A title, then words that are not in the vocabulary: «السفير لدى فيتنام جينادي إس بيزديتكو».
- The head of an organization's name, then a name in quotation marks: «صحيفة “فيدوموستي”».
- The same head, then words in Latin letters: «شبكة CNN».
- A verb of speech in the masculine, then one word that is not in the vocabulary: «قال سافيولا».
- A ministry with its field, and with its country: «وزارة الخارجية المصرية».
- An institution with the article, an adjective and a nationality: «المركز الاستوائي الفيتنامي الروسي»; an embassy with its
  nationality.
- A building, then words that are not in the vocabulary: «قاعة كروكوس».
- The head of an organization's or a place's name, then a person: «مركز جون كينيدي للفنون» is the organization, not the man,
  «مطار جون كينيدي» the place.

The rules read words as the tagger's features do, and use the names found by the other witnesses.
"""

from collections.abc import Iterator, Sequence

from archive.entities.recognition.rules.words import RuleWords
from archive.entities.recognition.spans import NamedSpan, NameType
from archive.entities.recognition.triggers import (
    BUILDING_HEADS,
    EPONYMOUS_ORGANIZATION_HEADS,
    EPONYMOUS_PLACE_HEADS,
    INSTITUTION_HEADS,
    MISSION_HEADS,
    QUOTED_NAME_HEADS,
    REGNAL_TITLES,
    SPEECH_VERBS,
    TITLES,
)
from archive.entities.recognition.triggers import (
    MINISTRY as MINISTRY_HEAD,
)
from archive.text import current_analyzer, fold, is_stop_word

AFTER_TITLE, UNKNOWN_AFTER_TITLE, QUOTED, MINISTRY, MINISTRY_ALONE, EPONYMOUS = 0.8, 0.7, 0.8, 0.7, 0.55, 0.85
INSTITUTION, BUILDING, LATIN, AFTER_SPEECH = 0.6, 0.55, 0.8, 0.6
"""Confidence of each rule: estimates, from a few dozen findings of each read in news."""
MAX_TITLE_WORDS = 4
"""Words between the first word of a title and the name: وزير الخارجية والتعاون الدولي."""
MAX_NAME_WORDS = 4
MAX_QUOTED_WORDS = 4
MAX_PARTICLE_LETTERS = 2
"""Letters of a particle or an initial within a foreign name: إس, دو, فو."""
MAX_DEFINITE_SHARE = 0.2
"""How frequent a given name may be with the article, relative to without: عهد is an era, فيصل hardly anything but a man."""
_AT = frozenset(fold(word) for word in ("لدى", "في"))
_QUOTES = "\"“”„«»‹›'’‘"
_GIVEN_NAME_LISTS = frozenset("Ff")
_TRIGGERS = TITLES | QUOTED_NAME_HEADS | {MINISTRY_HEAD} | INSTITUTION_HEADS | BUILDING_HEADS


def announced_names(words: RuleWords, tagged: Sequence[NamedSpan] = ()) -> list[NamedSpan]:
    """The names that titles, heads and quotation marks announce, in order; they may overlap.

    After a title, a span of the tagger takes precedence.
    """
    found: list[NamedSpan] = []
    for place, (term, folded) in enumerate(zip(words.terms, words.folded, strict=True)):
        word = term.spelling
        if word in SPEECH_VERBS and not word.endswith("ت"):
            found.extend(_after_speech(words, place, tagged))
        if word not in _TRIGGERS and folded not in TITLES:
            continue
        if word in TITLES or folded in TITLES:
            found.extend(_after_title(words, place, tagged))
        if word in QUOTED_NAME_HEADS and not words.is_definite(place):
            found.extend(_quoted(words, place))
            found.extend(_latin(words, place))
        if word == MINISTRY_HEAD:
            found.extend(_ministry(words, place))
        if word in INSTITUTION_HEADS and words.is_definite(place):
            found.extend(_institution(words, place))
        if word in BUILDING_HEADS and not words.is_definite(place):
            found.extend(_building(words, place))
    return found


def named_after_persons(words: RuleWords, persons: Sequence[NamedSpan]) -> Iterator[NamedSpan]:
    """Organizations and places named after one of these persons."""
    for person in persons:
        place, last = words.analyzed.place_at(person.start), words.analyzed.place_at(person.end - 1)
        if words.follows(place) and words.folded[place - 1] in REGNAL_TITLES:
            place -= 1
        if not words.follows(place) or words.is_definite(place - 1):
            continue
        head = words.terms[place - 1].spelling
        kind: NameType | None = None
        if head in EPONYMOUS_ORGANIZATION_HEADS:
            kind = "organization"
        elif head in EPONYMOUS_PLACE_HEADS:
            kind = "place"
        if kind:
            yield _span(words, place - 1, _with_purpose(words, last), kind, EPONYMOUS)


def _after_title(words: RuleWords, title: int, tagged: Sequence[NamedSpan]) -> Iterator[NamedSpan]:
    first = title + 1
    while first <= title + MAX_TITLE_WORDS and words.follows(first) and _belongs_to_title(words, first):
        first += 1
    if not words.follows(first) or words.folded[first] in TITLES:
        return
    start, end = words.terms[first].start, words.terms[first].end
    if any(span.start < end and start < span.end for span in tagged):
        return
    listed = not _GIVEN_NAME_LISTS.isdisjoint(words.lists(first))
    if listed and _is_rather_noun(words.terms[first].spelling):
        return
    if not (words.may_be_name(first) if listed else words.is_unknown(first)):
        return
    last = first
    while (
        last + 1 < first + MAX_NAME_WORDS
        and words.follows(last + 1)
        and _continues(words, last + 1, tagged, listed=listed)
    ):
        last += 1
    if len(words.folded[last]) <= MAX_PARTICLE_LETTERS:
        last -= 1
    if last > first:
        yield _span(words, first, last, "person", AFTER_TITLE if listed else UNKNOWN_AFTER_TITLE)


def _is_rather_noun(word: str) -> bool:
    """Whether a given name is often printed with the article."""
    record = current_analyzer().lexicon[word]
    return record.after_al > MAX_DEFINITE_SHARE * record.bare


def _continues(words: RuleWords, place: int, tagged: Sequence[NamedSpan], *, listed: bool) -> bool:
    """Whether a word continues a person's name that began with a listed given name, or with an unknown word."""
    if listed:
        return words.may_be_name(place) or words.is_family_adjective(place)
    term = words.terms[place]
    within = any(span.start <= term.start and term.end <= span.end for span in tagged)
    is_particle = len(words.folded[place]) <= MAX_PARTICLE_LETTERS and not is_stop_word(term.spelling)
    return within or words.is_unknown(place) or is_particle


def _belongs_to_title(words: RuleWords, place: int) -> bool:
    word, lists = words.terms[place].spelling, words.lists(place)
    if words.terms[place - 1].spelling in _AT:
        return "C" in lists
    return words.is_definite(place) or "N" in lists or word in TITLES or word in _AT


def _quoted(words: RuleWords, head: int) -> Iterator[NamedSpan]:
    first, gaps = head + 1, words.analyzed.gaps
    opening = gaps[first].strip()[-1:]
    if first >= len(words.terms) or not opening or opening not in _QUOTES:
        return
    last = first
    while words.follows(last + 1):
        last += 1
    closing = gaps[last + 1][:1]
    if last - first < MAX_QUOTED_WORDS and closing and closing in _QUOTES:
        yield _span(words, first, last, "organization", QUOTED)


def _latin(words: RuleWords, head: int) -> Iterator[NamedSpan]:
    """Latin letters set a name apart as quotation marks do."""
    last = head
    while last < head + MAX_QUOTED_WORDS and words.follows(last + 1) and words.is_latin(last + 1):
        last += 1
    if last > head:
        yield _span(words, head + 1, last, "organization", LATIN)


def _after_speech(words: RuleWords, verb: int, tagged: Sequence[NamedSpan]) -> Iterator[NamedSpan]:
    place = verb + 1
    if not words.follows(place) or not words.is_unknown(place) or words.is_derived(place):
        return
    goes_on = words.follows(place + 1) and words.is_unknown(place + 1)
    name = _span(words, place, place, "person", AFTER_SPEECH)
    others = [(span.start, span.end, span.type) for span in tagged if span.overlaps(name)]
    if not goes_on and others in ([], [(name.start, name.end, "person")]):
        yield name


def _ministry(words: RuleWords, place: int) -> Iterator[NamedSpan]:
    last, national = place, False
    while words.follows(last + 1) and last < place + MAX_TITLE_WORDS and words.is_definite(last + 1) and not national:
        last += 1
        if is_stop_word(words.terms[last].spelling):
            return
        national = "N" in words.lists(last) and last > place + 1
    if last > place:
        yield _span(words, place, last, "organization", MINISTRY if national else MINISTRY_ALONE)


def _institution(words: RuleWords, head: int) -> Iterator[NamedSpan]:
    last, national = head, False
    while words.follows(last + 1) and last < head + MAX_TITLE_WORDS and words.is_adjective(last + 1):
        last += 1
        national = national or "N" in words.lists(last)
    last = _with_purpose(words, last)
    if national and (last > head + 1 or words.terms[head].spelling in MISSION_HEADS):
        yield _span(words, head, last, "organization", INSTITUTION)


def _building(words: RuleWords, head: int) -> Iterator[NamedSpan]:
    last = head
    while words.follows(last + 1) and last < head + 2 and words.is_unknown(last + 1):
        last += 1
    if last > head:
        yield _span(words, head, last, "place", BUILDING)


def _with_purpose(words: RuleWords, last: int) -> int:
    """The last word of a name with its purpose and adjectives: «للفنون المسرحية», «الدولي»."""
    while words.follows(last + 1) and words.is_definite(last + 1):
        word = words.folded[last + 1]
        if is_stop_word(word) or not (word.startswith("لل") or word.endswith(("ي", "يه"))):
            break
        last += 1
    return last


def _span(words: RuleWords, first: int, last: int, kind: NameType, confidence: float) -> NamedSpan:
    return NamedSpan(words.analyzed.name_start(first), words.terms[last].end, kind, "rule", confidence)
