"""Which printed words of a text a clause matches: whole words, clitics and vowel signs included.

The printed text is analysed as it was for the index, and a word matches where one of its tagged forms is among those of
the clause. Texts are long and hold little of what is sought, so the order of steps is: the distinct words of a text are
held against the clause; only where one of them, or a word for every place of a phrase, is there, the text is gone through
word by word. What is known of printed words is kept from search to search (`printed`).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.search.engine import clauses as c
from archive.search.highlighting.word_forms import Forms, WordFormCache, current_word_forms
from archive.text import Token, distinct_words, occurrences, tokenize

AS_PRINTED, SPELLED, EXPANDED, LIGHT_STEM = 0, 1, 3, 4
"""Levels of a match beside that of the stem (2). EXPANDED: what the query did not say itself, another spelling or name."""
Hit = tuple[int, int]
"""(part of the query, level)."""


@dataclass(frozen=True)
class Highlight:
    """A printed word that matched: its place, which part of the query it answers, and at what level."""

    start: int
    end: int
    part: int
    level: int


class HighlightMatcher:
    """Finds in printed texts what a clause matches."""

    def __init__(self, clause: c.Clause) -> None:
        self._sought = {"text": _Sought(), "title": _Sought()}
        self.names: list[str] = []
        """Each part of the query as a reader may recognise it."""
        parts = c.walk(clause)
        beside = _beside(parts)
        for part in parts:
            if isinstance(part, c.Word | c.Prefix | c.Phrase):
                self._sought[part.field].add(part, len(self.names), is_beside=id(part) in beside)
                self.names.append(beside.get(id(part)) or _name(part))

    def __bool__(self) -> bool:
        return bool(self.names)

    def highlights(self, text: str, *, title: bool = False) -> list[Highlight]:
        """Marks in order; one for each word at most."""
        words = distinct_words(text)
        found: dict[tuple[int, int], Hit] = {}
        for name in ("text", "title") if title else ("text",):
            for span, hit in self._sought[name].matches(text, words):
                found.setdefault(span, hit)
        return [Highlight(*span, *hit) for span, hit in sorted(found.items())]


@dataclass
class _Sought:
    """What is sought in one field, and what is known of the printed words that were met."""

    forms: dict[str, Hit] = field(default_factory=dict)
    prefixes: list[tuple[str, int]] = field(default_factory=list)
    phrases: list[tuple[c.Phrase, int, int]] = field(default_factory=list)
    slots: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Form → (number in `phrases`, slot) that it may stand for."""
    printed: WordFormCache = field(default_factory=current_word_forms)
    looked_at: int = 0
    """So many of the printed words that were met have been held against what is sought."""
    tried: set[str] = field(default_factory=set)
    """Where beginnings are sought, of which no word can be looked up: those that were held against them."""
    hits: dict[str, Hit] = field(default_factory=dict)
    slots_of: dict[str, set[tuple[int, int]]] = field(default_factory=dict)

    def add(self, part: c.Word | c.Prefix | c.Phrase, number: int, *, is_beside: bool) -> None:
        if isinstance(part, c.Word):
            for level, forms in enumerate(part.levels):
                for form in forms:
                    self.forms.setdefault(form, (number, EXPANDED if is_beside else level))
            for form in part.light if part.loose else ():
                self.forms.setdefault(form, (number, LIGHT_STEM))
        elif isinstance(part, c.Prefix):
            self.prefixes += [(prefix, number) for prefix in part.prefixes]
        else:
            for slot, forms in enumerate(part.slots):
                for form in forms:
                    self.slots.setdefault(form, []).append((len(self.phrases), slot))
            self.phrases.append((part, number, EXPANDED if is_beside else SPELLED))

    def matches(self, text: str, words: set[str]) -> Iterator[tuple[tuple[int, int], Hit]]:
        """Words of the text (`words`: all of them, each once) with what they answer: single words first, then phrases.

        A word may come more than once.
        """
        self._look_up(words)
        if not words.isdisjoint(self.hits):
            for word, start, end in occurrences(text, self.hits):
                yield (start, end), self.hits[word]
        there = {slot for word in self.slots_of.keys() & words for slot in self.slots_of[word]}
        whole = [number for number, _ in enumerate(self.phrases) if self._is_whole(number, there)] if there else []
        if whole:
            yield from self._phrases_in(tokenize(text), whole)

    def _phrases_in(self, tokens: Sequence[Token], whole: Iterable[int]) -> Iterator[tuple[tuple[int, int], Hit]]:
        """The words of these phrases wherever they stand together."""
        at: dict[tuple[int, int], list[int]] = {}
        for place, token in enumerate(tokens):
            for slot in self.slots_of.get(token.text, ()):
                at.setdefault(slot, []).append(place)
        for number in whole:
            phrase, part, level = self.phrases[number]
            if self._is_whole(number, at):
                for place in _phrase_places(phrase, [at[number, slot] for slot in range(len(phrase.slots))]):
                    word, *span = tokens[place]
                    as_typed = level == SPELLED and self._as_typed(phrase, word)
                    yield (span[0], span[1]), (part, AS_PRINTED if as_typed else level)

    def _look_up(self, words: set[str]) -> None:
        """Find out what printed words answer that were not held against what is sought before."""
        self.printed.add(words)
        if self.prefixes:
            for word in words - self.tried:
                self._sort_out(word, self.printed.forms(word))
            self.tried |= words
            return
        met = self.printed.words
        if self.looked_at == len(met):
            return
        first, self.looked_at = self.looked_at, len(met)
        if first:
            for word, forms in met[first : self.looked_at]:
                self._sort_out(word, forms)
        else:
            for word in self.printed.words_with(self.forms.keys() | self.slots.keys()):
                self._sort_out(word, self.printed.forms(word))

    def _sort_out(self, word: str, forms: Forms) -> None:
        hit = min((self.forms[form] for form in forms if form in self.forms), key=_level, default=None)
        if hit is None:
            found = (part for prefix, part in self.prefixes for form in forms if form.startswith(prefix))
            hit = next(((part, AS_PRINTED) for part in found), None)
        if hit is not None:
            self.hits[word] = hit
        if slots := {slot for form in forms if form in self.slots for slot in self.slots[form]}:
            self.slots_of[word] = slots

    def _is_whole(self, number: int, there: Iterable[tuple[int, int]]) -> bool:
        """Whether every slot of a phrase is among those that are there."""
        return all((number, slot) in there for slot in range(len(self.phrases[number][0].slots)))

    def _as_typed(self, phrase: c.Phrase, word: str) -> bool:
        forms = self.printed.forms(word)
        return any(slot[0] in forms for slot in phrase.slots)


def _level(hit: Hit) -> int:
    return hit[1]


def _name(part: c.Clause) -> str:
    """A part of the query as a reader may recognise it."""
    match part:
        case c.Word():
            return part.levels[0][0][2:]
        case c.Prefix():
            return part.prefixes[0][2:] + "*"
        case c.Phrase():
            return " ".join(slot[0][2:] for slot in part.slots)
        case c.And() | c.Or():
            return " ".join(_name(inner) for inner in part.parts if not isinstance(inner, c.Boost))
    return ""


def _beside(parts: Iterable[c.Clause]) -> dict[int, str]:
    """What counts less than what was typed, by the identity of its clause: the name of what stands before it."""
    found: dict[int, str] = {}
    for part in parts:
        typed = ""
        for inner in part.parts if isinstance(part, c.Or) else (part,):
            if isinstance(inner, c.Boost):
                for deeper in c.walk(inner):
                    found.setdefault(id(deeper), typed)
            else:
                typed = _name(inner)
    return found


def _phrase_places(phrase: c.Phrase, at: Sequence[list[int]]) -> set[int]:
    """Words that stand in an occurrence of the phrase; `at`: for each slot the places where it may be, ascending."""
    if phrase.within is None:
        rest = [set(places) for places in at[1:]]
        starts = [s for s in at[0] if all(s + offset in places for offset, places in enumerate(rest, 1))]
        return {start + offset for start in starts for offset in range(len(at))}
    span = max(phrase.within, len(at) - 1)
    found: set[int] = set()
    for start in sorted({place for places in at for place in places}):
        firsts = [places[nearest] for places in at if (nearest := bisect_left(places, start)) < len(places)]
        if len(firsts) == len(at) and max(firsts) <= start + span:
            found.update(firsts)
    return found
