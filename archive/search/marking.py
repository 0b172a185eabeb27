"""Which printed words of a text a clause matches: whole words, clitics and vowel signs included.

The printed text is analysed as it was for the index, and a word matches where one of its tagged forms is among those of
the clause. Texts are long and hold little of what is sought, so the order of steps is: the distinct words of a text are
held against the clause; only where one of them, or a word for every place of a phrase, is there, the text is gone through
word by word. What was found out of a printed word is kept for the marker's other texts.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from archive.search.engine import clauses as c
from archive.search.engine.forms import tags
from archive.text import Token, analysis_version, analyze, tokenize
from archive.text.tokenizer import distinct_words

AS_PRINTED, SPELLED, BESIDE, LIGHTLY = 0, 1, 3, 4
"""Levels of a match beside that of the stem (2). BESIDE: what the query did not say itself, another spelling or name."""
Hit = tuple[int, int]
"""(part of the query, level)."""


@dataclass(frozen=True)
class Mark:
    """A printed word that matched: its place, which part of the query it answers, and at what level."""

    start: int
    end: int
    part: int
    level: int


class Marker:
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
        version = analysis_version()
        for sought in self._sought.values():
            sought.version = version

    def __bool__(self) -> bool:
        return bool(self.names)

    def marks(self, text: str, *, title: bool = False) -> list[Mark]:
        """Marks in order; one for each word at most."""
        words = distinct_words(text)
        fields = [self._sought[name] for name in (("text", "title") if title else ("text",))]
        fields = [sought for sought in fields if sought.may_match(words)]
        if not fields:
            return []
        tokens = tokenize(text)
        found: dict[int, Hit] = {}
        for sought in fields:
            for place, hit in sought.matches(tokens):
                found.setdefault(place, hit)
        return [Mark(tokens[place].start, tokens[place].end, *hit) for place, hit in sorted(found.items())]


@dataclass
class _Sought:
    """What is sought in one field, and what is known of the printed words that were met."""

    forms: dict[str, Hit] = field(default_factory=dict)
    prefixes: list[tuple[str, int]] = field(default_factory=list)
    phrases: list[tuple[c.Phrase, int, int]] = field(default_factory=list)
    slots: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Form → (number in `phrases`, slot) that it may stand for."""
    version: str = ""
    hits: dict[str, Hit] = field(default_factory=dict)
    slots_of: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    misses: set[str] = field(default_factory=set)

    def add(self, part: c.Word | c.Prefix | c.Phrase, number: int, *, is_beside: bool) -> None:
        if isinstance(part, c.Word):
            for level, forms in enumerate(part.levels):
                for form in forms:
                    self.forms.setdefault(form, (number, BESIDE if is_beside else level))
            for form in part.light if part.loose else ():
                self.forms.setdefault(form, (number, LIGHTLY))
        elif isinstance(part, c.Prefix):
            self.prefixes += [(prefix, number) for prefix in part.prefixes]
        else:
            for slot, forms in enumerate(part.slots):
                for form in forms:
                    self.slots.setdefault(form, []).append((len(self.phrases), slot))
            self.phrases.append((part, number, BESIDE if is_beside else SPELLED))

    def may_match(self, words: set[str]) -> bool:
        """Whether a text of these words may hold anything that is sought."""
        for word in words - self.misses:
            if word not in self.hits and word not in self.slots_of:
                self._look_up(word)
        if not words.isdisjoint(self.hits):
            return True
        there = {place for word in self.slots_of.keys() & words for place in self.slots_of[word]}
        return any(self._is_whole(number, there) for number in {number for number, _ in there})

    def matches(self, tokens: Sequence[Token]) -> Iterable[tuple[int, Hit]]:
        """Places of words with what they answer: single words first, then phrases; a place may come more than once."""
        for place, token in enumerate(tokens):
            if (hit := self.hits.get(token.text)) is not None:
                yield place, hit
        if not self.slots_of:
            return
        at: dict[tuple[int, int], list[int]] = {}
        for place, token in enumerate(tokens):
            for slot in self.slots_of.get(token.text, ()):
                at.setdefault(slot, []).append(place)
        for number, (phrase, part, level) in enumerate(self.phrases):
            if self._is_whole(number, at):
                for place in _phrase_places(phrase, [at[number, slot] for slot in range(len(phrase.slots))]):
                    as_typed = level == SPELLED and self._as_typed(phrase, tokens[place].text)
                    yield place, (part, AS_PRINTED if as_typed else level)

    def _look_up(self, word: str) -> None:
        """Find out what a printed word answers."""
        forms = _word_tags(word, self.version)
        if not self.prefixes and self.forms.keys().isdisjoint(forms) and self.slots.keys().isdisjoint(forms):
            self.misses.add(word)
            return
        hit = min((self.forms[form] for form in forms if form in self.forms), key=lambda hit: hit[1], default=None)
        if hit is None:
            found = (part for prefix, part in self.prefixes for form in forms if form.startswith(prefix))
            hit = next(((part, AS_PRINTED) for part in found), None)
        if hit is not None:
            self.hits[word] = hit
        if slots := {slot for form in forms if form in self.slots for slot in self.slots[form]}:
            self.slots_of[word] = slots
        elif hit is None:
            self.misses.add(word)

    def _is_whole(self, number: int, there: Iterable[tuple[int, int]]) -> bool:
        """Whether every slot of a phrase is among those that are there."""
        return all((number, slot) in there for slot in range(len(self.phrases[number][0].slots)))

    def _as_typed(self, phrase: c.Phrase, word: str) -> bool:
        forms = _word_tags(word, self.version)
        return any(slot[0] in forms for slot in phrase.slots)


@lru_cache(maxsize=100_000)
def _word_tags(word: str, _version: str) -> tuple[str, ...]:
    """Tagged forms of a printed word; news repeats its words, so they are kept across requests."""
    return tuple(form for term in analyze(word) for form in tags(term))


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
            return " ".join(_name(inner) for inner in part.parts if not isinstance(inner, c.Weighted))
    return ""


def _beside(parts: Iterable[c.Clause]) -> dict[int, str]:
    """What counts less than what was typed, by the identity of its clause: the name of what stands before it."""
    found: dict[int, str] = {}
    for part in parts:
        typed = ""
        for inner in part.parts if isinstance(part, c.Or) else (part,):
            if isinstance(inner, c.Weighted):
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
