"""Names that their company announces, whatever they look like.

- A title, then a given name and what belongs to it: «وزير الخارجية فيصل المقداد». Between title and name may stand what the title
  is of: words with the article and nationalities.
- The head of an organization's name, then a name in quotation marks: «صحيفة “فيدوموستي”»; with the head where it is part of the
  name: «مركز “سيريوس” التعليمي».
- A ministry with its field, and with its country: «وزارة الخارجية المصرية».
- The head of an organization's or a place's name, then a person: «مركز جون كينيدي للفنون» is the organization, not the man,
  «مطار جون كينيدي» the place.

The rules ask of words only what `features` knows of them, and take names found by the other witnesses where they need them.
"""

import itertools
from collections.abc import Iterator, Sequence

from archive.entities.matching import after_clitics
from archive.entities.recognition.features import names_lists
from archive.entities.recognition.spans import NamedSpan, NameType
from archive.entities.recognition.triggers import NAMED_AFTER, PLACE_HEADS, QUOTED_HEADS, TITLES
from archive.text import Term, fold, is_stop_word, takes_article
from archive.text.analyzer import current

AFTER_TITLE, QUOTED, MINISTRY, MINISTRY_ALONE, INSIDE = 0.8, 0.8, 0.7, 0.45, 0.85
"""How sure each rule is: shares of right ones, read by eye in news (docs/recognition.md)."""
LONGEST_TITLE = 4
"""So many words may stand between a title's first word and the name: وزير الخارجية والتعاون الدولي."""
LONGEST_NAME = 4
LONGEST_QUOTED = 4
_MINISTRY = fold("وزارة")
_QUOTES = "\"“”„«»‹›'’‘"
_GIVEN, _NAME = frozenset("Ff"), frozenset("FfLlPp")


class _Words:
    """The words of a text, as the rules ask about them."""

    def __init__(self, text: str, terms: Sequence[Term]) -> None:
        self.text = text
        self.terms = terms
        self.folded = [fold(term.exact) for term in terms]
        self.gaps = [""]
        self.gaps += [text[one.end : other.start].strip() for one, other in itertools.pairwise(terms)]

    def follows(self, place: int) -> bool:
        """Whether a word follows the one before it with nothing but white space between them."""
        return 0 < place < len(self.terms) and not self.gaps[place]

    def lists(self, place: int) -> str:
        return names_lists(self.folded[place]) or names_lists(self.terms[place].spelling)

    def is_definite(self, place: int) -> bool:
        word = self.folded[place]
        return word.startswith(("ال", "وال", "لل")) and not self.terms[place].exact.startswith("أل")

    def may_be_name(self, place: int) -> bool:
        """A word of a list of names that is no title, stop word or verb."""
        word, printed = self.terms[place].spelling, self.folded[place]
        if is_stop_word(printed) or is_stop_word(word) or word in TITLES or printed in TITLES:
            return False
        return not _NAME.isdisjoint(self.lists(place)) and word not in current().lexicon.verbs


def announced_names(text: str, terms: Sequence[Term], tagged: Sequence[NamedSpan] = ()) -> list[NamedSpan]:
    """The names that titles, heads and quotation marks announce, in order; they may overlap.

    Where the tagger has an opinion on where a person's name ends, it stands.
    """
    words = _Words(text, terms)
    found: list[NamedSpan] = []
    for place, term in enumerate(terms):
        if term.spelling in TITLES or words.folded[place] in TITLES:
            found.extend(_after_title(words, place, tagged))
        if term.spelling in QUOTED_HEADS and not words.is_definite(place):
            found.extend(_quoted(words, place))
        if term.spelling == _MINISTRY:
            found.extend(_ministry(words, place))
    return found


def around_persons(text: str, terms: Sequence[Term], persons: Sequence[NamedSpan]) -> Iterator[NamedSpan]:
    """Organizations and places named after one of these persons."""
    words = _Words(text, terms)
    for person in persons:
        place = next(at for at, term in enumerate(terms) if term.end > person.start)
        if not words.follows(place):
            continue
        head = terms[place - 1].spelling
        kind: NameType | None = None
        if head in NAMED_AFTER and not words.is_definite(place - 1):
            kind = "organization"
        elif head in PLACE_HEADS and not words.is_definite(place - 1):
            kind = "place"
        if kind:
            last = next(at for at in range(place, len(terms)) if terms[at].end >= person.end)
            yield _span(words, place - 1, _purpose(words, last), kind, INSIDE)


def _after_title(words: _Words, title: int, tagged: Sequence[NamedSpan]) -> Iterator[NamedSpan]:
    first = title + 1
    while first <= title + LONGEST_TITLE and words.follows(first) and _belongs_to_title(words, first):
        first += 1
    if not words.follows(first) or _GIVEN.isdisjoint(words.lists(first)) or words.folded[first] in TITLES:
        return
    if takes_article(words.terms[first].spelling) and "F" not in words.lists(first):
        return
    if any(span.start < words.terms[first].end and words.terms[first].start < span.end for span in tagged):
        return
    last = first
    while last + 1 < first + LONGEST_NAME and words.follows(last + 1) and words.may_be_name(last + 1):
        last += 1
    if last > first:
        yield _span(words, first, last, "person", AFTER_TITLE)


def _belongs_to_title(words: _Words, place: int) -> bool:
    spelled = words.terms[place].spelling
    return words.is_definite(place) or "N" in words.lists(place) or spelled in TITLES


def _quoted(words: _Words, head: int) -> Iterator[NamedSpan]:
    first = head + 1
    if first >= len(words.terms) or not words.gaps[first] or words.gaps[first][-1] not in _QUOTES:
        return
    last = first
    while words.follows(last + 1):
        last += 1
    closing = words.text[words.terms[last].end : words.terms[last].end + 1]
    if last - first < LONGEST_QUOTED and closing and closing in _QUOTES:
        yield _span(words, first, last, "organization", QUOTED)


def _ministry(words: _Words, place: int) -> Iterator[NamedSpan]:
    last, national = place, False
    while words.follows(last + 1) and last < place + LONGEST_TITLE and words.is_definite(last + 1) and not national:
        last += 1
        if is_stop_word(words.terms[last].spelling):
            return
        national = "N" in words.lists(last) and last > place + 1
    if last > place:
        yield _span(words, place, last, "organization", MINISTRY if national else MINISTRY_ALONE)


def _purpose(words: _Words, last: int) -> int:
    """What a name goes on with: «للفنون المسرحية», «الدولي»."""
    while words.follows(last + 1) and words.is_definite(last + 1):
        last += 1
    return last


def _span(words: _Words, first: int, last: int, kind: NameType, confidence: float) -> NamedSpan:
    start = after_clitics(words.text, words.terms[first])
    return NamedSpan(start, words.terms[last].end, kind, "rule", confidence)
