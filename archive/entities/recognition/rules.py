"""Names that their company announces, whatever they look like.

- A title, then a given name and what belongs to it: «وزير الخارجية فيصل المقداد». Between title and name may stand what the title
  is of: words with the article and nationalities.
- The head of an organization's name, then a name in quotation marks: «صحيفة “فيدوموستي”»; with the head where it is part of the
  name: «مركز “سيريوس” التعليمي».
- A title, then words that are no words of the language: «السفير لدى فيتنام جينادي إس بيزديتكو».
- A ministry with its field, and with its country: «وزارة الخارجية المصرية».
- An institution with the article, an adjective and a nationality: «المركز الاستوائي الفيتنامي الروسي»; an embassy with
  its nationality.
- A building, then words that are no words of the language: «قاعة كروكوس».
- The head of an organization's or a place's name, then a person: «مركز جون كينيدي للفنون» is the organization, not the man,
  «مطار جون كينيدي» the place.

The rules ask of words only what `features` knows of them, and take names found by the other witnesses where they need them.
"""

import itertools
from collections.abc import Iterator, Sequence

from archive.entities.recognition.clitics import after_clitics, folded_words
from archive.entities.recognition.spans import NamedSpan, NameType
from archive.entities.recognition.tagger.lists import names_lists
from archive.entities.recognition.triggers import (
    BUILDINGS,
    INSTITUTIONS,
    MISSIONS,
    NAMED_AFTER,
    NAMED_PLACES,
    QUOTED_HEADS,
    REGAL,
    TITLES,
)
from archive.text import Term, current_analyzer, fold, is_stop_word, takes_article

AFTER_TITLE, STRANGE_AFTER_TITLE, QUOTED, MINISTRY, MINISTRY_ALONE, INSIDE = 0.8, 0.7, 0.8, 0.7, 0.45, 0.85
INSTITUTION, BUILDING = 0.6, 0.55
"""How sure each rule is: estimates, after reading some dozens of what each finds in news."""
LONGEST_TITLE = 4
"""So many words may stand between a title's first word and the name: وزير الخارجية والتعاون الدولي."""
LONGEST_NAME = 4
LONGEST_QUOTED = 4
STRANGE = 400
"""Occurrences in the base vocabulary below which a word is strange."""
RARE_ADJECTIVE = 3_000
_PRONOUNS = ("ها", "هم", "نا", "كم", "ته")
SHORT = 2
"""So many letters make a particle or an initial within a foreign name: إس, دو, فو."""
_AT = frozenset(fold(word) for word in ("لدى", "في"))
_MINISTRY = fold("وزارة")
_QUOTES = "\"“”„«»‹›'’‘"
_GIVEN, _NAME = frozenset("Ff"), frozenset("FfLlPp")


class Words:
    """The words of a text, as the rules ask about them."""

    def __init__(self, text: str, terms: Sequence[Term]) -> None:
        self.text = text
        self.terms = terms
        self.folded = folded_words(terms)
        self.gaps = [""]
        self.gaps += [text[one.end : other.start].strip() for one, other in itertools.pairwise(terms)]

    def follows(self, place: int) -> bool:
        """Whether a word follows the one before it with nothing but white space between them."""
        return 0 < place < len(self.terms) and not self.gaps[place]

    def lists(self, place: int) -> str:
        return names_lists(self.folded[place]) + names_lists(self.terms[place].spelling)

    def is_definite(self, place: int) -> bool:
        word = self.folded[place]
        return word.startswith(("ال", "وال", "لل")) and not self.terms[place].exact.startswith("أل")

    def is_strange(self, place: int) -> bool:
        """A word that the vocabulary hardly knows, as foreign names are; short ones go along (إس, فان)."""
        word = self.terms[place].spelling
        if self.folded[place] != word or is_stop_word(word) or not word.isalpha() or word.isascii():
            return False
        if word.endswith(_PRONOUNS) and len(word) > 4:
            return False
        lexicon = current_analyzer().lexicon
        return lexicon.counts.get(word, 0) < STRANGE and word not in lexicon.verbs and not takes_article(word)

    def is_family_adjective(self, place: int) -> bool:
        """A rare adjective with the article that is no nationality, as many family names are: العتيبي."""
        printed, word = self.folded[place], self.terms[place].spelling
        rare = current_analyzer().lexicon.counts.get(word, 0) < RARE_ADJECTIVE
        return printed == f"ال{word}" and word.endswith("ي") and rare and "N" not in self.lists(place)

    def is_adjective(self, place: int) -> bool:
        """Whether a word has the article, without a proclitic, and the ending of an adjective of relation."""
        printed = self.folded[place]
        return printed.startswith("ال") and printed.endswith(("ي", "يه")) and not is_stop_word(printed)

    def may_be_name(self, place: int) -> bool:
        """A word of a list of names that is no title, stop word or verb."""
        word, printed = self.terms[place].spelling, self.folded[place]
        if is_stop_word(printed) or is_stop_word(word) or word in TITLES or printed in TITLES:
            return False
        if printed not in (word, f"ال{word}"):
            return False
        return not _NAME.isdisjoint(self.lists(place)) and word not in current_analyzer().lexicon.verbs


def announced_names(words: Words, tagged: Sequence[NamedSpan] = ()) -> list[NamedSpan]:
    """The names that titles, heads and quotation marks announce, in order; they may overlap.

    Where the tagger has an opinion on where a person's name ends, it stands.
    """
    found: list[NamedSpan] = []
    for place, term in enumerate(words.terms):
        if term.spelling in TITLES or words.folded[place] in TITLES:
            found.extend(_after_title(words, place, tagged))
        if term.spelling in QUOTED_HEADS and not words.is_definite(place):
            found.extend(_quoted(words, place))
        if term.spelling == _MINISTRY:
            found.extend(_ministry(words, place))
        if term.spelling in INSTITUTIONS and words.is_definite(place):
            found.extend(_institution(words, place))
        if term.spelling in BUILDINGS and not words.is_definite(place):
            found.extend(_building(words, place))
    return found


def around_persons(words: Words, persons: Sequence[NamedSpan]) -> Iterator[NamedSpan]:
    """Organizations and places named after one of these persons."""
    terms = words.terms
    for person in persons:
        place = next(at for at, term in enumerate(terms) if term.end > person.start)
        last = next(at for at in range(place, len(terms)) if terms[at].end >= person.end)
        if words.follows(place) and words.folded[place - 1] in REGAL:
            place -= 1
        if not words.follows(place) or words.is_definite(place - 1):
            continue
        head = terms[place - 1].spelling
        kind: NameType | None = "organization" if head in NAMED_AFTER else "place" if head in NAMED_PLACES else None
        if kind:
            yield _span(words, place - 1, _purpose(words, last), kind, INSIDE)


def _after_title(words: Words, title: int, tagged: Sequence[NamedSpan]) -> Iterator[NamedSpan]:
    first = title + 1
    while first <= title + LONGEST_TITLE and words.follows(first) and _belongs_to_title(words, first):
        first += 1
    if not words.follows(first) or words.folded[first] in TITLES:
        return
    start, end = words.terms[first].start, words.terms[first].end
    if any(span.start < end and start < span.end for span in tagged):
        return
    listed = not _GIVEN.isdisjoint(words.lists(first))
    if listed and _is_rather_noun(words.terms[first].spelling):
        return
    if not (words.may_be_name(first) if listed else words.is_strange(first)):
        return
    last = first
    while (
        last + 1 < first + LONGEST_NAME and words.follows(last + 1) and _goes_on(words, last + 1, tagged, listed=listed)
    ):
        last += 1
    if len(words.folded[last]) <= SHORT:
        last -= 1
    if last > first:
        yield _span(words, first, last, "person", AFTER_TITLE if listed else STRANGE_AFTER_TITLE)


def _is_rather_noun(word: str) -> bool:
    """Whether a given name is often printed with the article: عهد is an era, فيصل seldom anything but a man."""
    count = current_analyzer().lexicon.counts.get
    return count(f"ال{word}", 0) > 0.2 * count(word, 0)


def _goes_on(words: Words, place: int, tagged: Sequence[NamedSpan], *, listed: bool) -> bool:
    if listed:
        return words.may_be_name(place) or words.is_family_adjective(place)
    term = words.terms[place]
    within = any(span.start <= term.start and term.end <= span.end for span in tagged)
    return within or words.is_strange(place) or (len(words.folded[place]) <= SHORT and not is_stop_word(term.spelling))


def _belongs_to_title(words: Words, place: int) -> bool:
    term = words.terms[place]
    if words.terms[place - 1].spelling in _AT:
        return "C" in words.lists(place)
    lists = words.lists(place)
    return words.is_definite(place) or "N" in lists or term.spelling in TITLES or term.spelling in _AT


def _quoted(words: Words, head: int) -> Iterator[NamedSpan]:
    first = head + 1
    if first >= len(words.terms) or not words.gaps[first] or words.gaps[first][-1] not in _QUOTES:
        return
    last = first
    while words.follows(last + 1):
        last += 1
    closing = words.text[words.terms[last].end : words.terms[last].end + 1]
    if last - first < LONGEST_QUOTED and closing and closing in _QUOTES:
        yield _span(words, first, last, "organization", QUOTED)


def _ministry(words: Words, place: int) -> Iterator[NamedSpan]:
    last, national = place, False
    while words.follows(last + 1) and last < place + LONGEST_TITLE and words.is_definite(last + 1) and not national:
        last += 1
        if is_stop_word(words.terms[last].spelling):
            return
        national = "N" in words.lists(last) and last > place + 1
    if last > place:
        yield _span(words, place, last, "organization", MINISTRY if national else MINISTRY_ALONE)


def _institution(words: Words, head: int) -> Iterator[NamedSpan]:
    last, national = head, False
    while words.follows(last + 1) and last < head + LONGEST_TITLE and words.is_adjective(last + 1):
        last += 1
        national = national or "N" in words.lists(last)
    purpose = _purpose(words, last)
    if national and (purpose > head + 1 or words.terms[head].spelling in MISSIONS):
        yield _span(words, head, purpose, "organization", INSTITUTION)


def _building(words: Words, head: int) -> Iterator[NamedSpan]:
    last = head
    while words.follows(last + 1) and last < head + 2 and words.is_strange(last + 1):
        last += 1
    if last > head:
        yield _span(words, head, last, "place", BUILDING)


def _purpose(words: Words, last: int) -> int:
    """What a name goes on with: «للفنون المسرحية», «الدولي»."""
    while words.follows(last + 1) and words.is_definite(last + 1):
        word = words.folded[last + 1]
        if is_stop_word(word) or not (word.startswith("لل") or word.endswith(("ي", "يه"))):
            break
        last += 1
    return last


def _span(words: Words, first: int, last: int, kind: NameType, confidence: float) -> NamedSpan:
    start = after_clitics(words.text, words.terms[first])
    return NamedSpan(start, words.terms[last].end, kind, "rule", confidence)
