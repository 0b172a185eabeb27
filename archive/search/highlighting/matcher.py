"""Which printed words of a text a clause matches: whole words, clitics and vowel signs included.

A word matches if one of its indexed forms is among those of the clause. Texts are long and contain few matches, so the order
of steps is: intersect the distinct words of the text with the matching words known so far; only if one of them occurs, or a
word for every slot of a phrase, scan the text word by word. The forms of printed words are cached (`word_forms`).
"""

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.search.engine import clauses as c
from archive.search.highlighting.word_form_table import Forms
from archive.search.highlighting.word_forms import WordFormCache, current_word_forms
from archive.text import Token, distinct_words, occurrences, tokenize

AS_PRINTED, SPELLED, STEMMED, EXPANDED, LIGHT_STEM = range(5)
"""How a word matched. EXPANDED: by an alternative that the query did not contain, another spelling or name."""
Hit = tuple[int, int]
"""(number of the part of the query, level)."""
SlotId = tuple[int, int]
"""(number of the phrase, number of its slot)."""
Span = tuple[int, int]


@dataclass(frozen=True)
class Highlight:
    """A printed word that matches: its place in the text, the part of the query that it matches, and at which level."""

    start: int
    end: int
    part: int
    level: int


class HighlightMatcher:
    """Finds in printed texts what a clause matches. False if the clause has no words."""

    def __init__(self, clause: c.Clause) -> None:
        self._fields = {"text": _FieldMatcher(), "title": _FieldMatcher()}
        self.names: list[str] = []
        """Each part of the query as the reader typed it."""
        parts = c.walk(clause)
        alternatives = _alternatives(parts)
        for part in parts:
            if isinstance(part, c.Word | c.Prefix | c.Phrase):
                self._fields[part.field].add(part, len(self.names), is_alternative=id(part) in alternatives)
                self.names.append(alternatives.get(id(part)) or _name(part))

    def __bool__(self) -> bool:
        return bool(self.names)

    def highlights(self, text: str, *, title: bool = False) -> list[Highlight]:
        """In order of the text, at most one per word."""
        words = distinct_words(text)
        found: dict[Span, Hit] = {}
        for name in ("text", "title") if title else ("text",):
            for span, hit in self._fields[name].matches(text, words):
                found.setdefault(span, hit)
        return [Highlight(*span, *hit) for span, hit in sorted(found.items())]


@dataclass
class _FieldMatcher:
    """The forms that match in one field, and which printed words are known to have them."""

    forms: dict[str, Hit] = field(default_factory=dict)
    prefixes: list[tuple[str, int]] = field(default_factory=list)
    """(prefix of a form, number of the part)."""
    phrases: list[tuple[c.Phrase, int, int]] = field(default_factory=list)
    """(phrase, number of the part, level)."""
    slots: dict[str, list[SlotId]] = field(default_factory=dict)
    """Form → the slots that it fills."""
    cache: WordFormCache = field(default_factory=current_word_forms)
    checked: int = 0
    """How many words of the cache have been checked."""
    checked_for_prefix: set[str] = field(default_factory=set)
    """Words checked one by one: a prefix cannot be looked up in the cache."""
    hits: dict[str, Hit] = field(default_factory=dict)
    """Printed word → what it matches."""
    word_slots: dict[str, set[SlotId]] = field(default_factory=dict)
    """Printed word → the slots that it fills."""

    def add(self, part: c.Word | c.Prefix | c.Phrase, number: int, *, is_alternative: bool) -> None:
        if isinstance(part, c.Word):
            for level, forms in enumerate(part.levels):
                for form in forms:
                    self.forms.setdefault(form, (number, EXPANDED if is_alternative else level))
            for form in part.light if part.loose else ():
                self.forms.setdefault(form, (number, LIGHT_STEM))
        elif isinstance(part, c.Prefix):
            self.prefixes += [(prefix, number) for prefix in part.prefixes]
        else:
            for slot, forms in enumerate(part.slots):
                for form in forms:
                    self.slots.setdefault(form, []).append((len(self.phrases), slot))
            self.phrases.append((part, number, EXPANDED if is_alternative else SPELLED))

    def matches(self, text: str, words: set[str]) -> Iterator[tuple[Span, Hit]]:
        """Matching words of the text, single words before phrases; a word may be repeated. `words`: its distinct words."""
        if not (self.forms or self.slots or self.prefixes):
            return
        self._check(words)
        if not words.isdisjoint(self.hits):
            for word, start, end in occurrences(text, self.hits):
                yield (start, end), self.hits[word]
        filled = {slot for word in self.word_slots.keys() & words for slot in self.word_slots[word]}
        complete = [n for n, _ in enumerate(self.phrases) if self._is_complete(n, filled)] if filled else []
        if complete:
            yield from self._phrase_matches(tokenize(text), complete)

    def _phrase_matches(self, tokens: Sequence[Token], phrases: Iterable[int]) -> Iterator[tuple[Span, Hit]]:
        """The words of each occurrence of these phrases."""
        places: dict[SlotId, list[int]] = {}
        for place, token in enumerate(tokens):
            for slot in self.word_slots.get(token.text, ()):
                places.setdefault(slot, []).append(place)
        for number in phrases:
            phrase, part, level = self.phrases[number]
            if self._is_complete(number, places):
                for place in _phrase_places(phrase, [places[number, slot] for slot in range(len(phrase.slots))]):
                    word, start, end = tokens[place]
                    as_printed = level == SPELLED and self._is_as_printed(phrase, word)
                    yield (start, end), (part, AS_PRINTED if as_printed else level)

    def _check(self, words: set[str]) -> None:
        """Find out what the words match that have not been checked yet."""
        self.cache.add(words)
        if self.prefixes:
            for word in words - self.checked_for_prefix:
                self._check_word(word, self.cache.forms(word))
            self.checked_for_prefix |= words
            return
        cached = self.cache.words
        if self.checked == len(cached):
            return
        first, self.checked = self.checked, len(cached)
        wanted = self.forms.keys() | self.slots.keys()
        if first:
            for word, forms in cached[first : self.checked]:
                if not wanted.isdisjoint(forms):
                    self._check_word(word, forms)
        else:
            for word in self.cache.words_with(wanted):
                self._check_word(word, self.cache.forms(word))

    def _check_word(self, word: str, forms: Forms) -> None:
        hit = min((self.forms[form] for form in forms if form in self.forms), key=_level, default=None)
        if hit is None:
            parts = (part for prefix, part in self.prefixes for form in forms if form.startswith(prefix))
            hit = next(((part, AS_PRINTED) for part in parts), None)
        if hit is not None:
            self.hits[word] = hit
        if slots := {slot for form in forms if form in self.slots for slot in self.slots[form]}:
            self.word_slots[word] = slots

    def _is_complete(self, number: int, filled: Container[SlotId]) -> bool:
        """Whether every slot of a phrase is filled."""
        return all((number, slot) in filled for slot in range(len(self.phrases[number][0].slots)))

    def _is_as_printed(self, phrase: c.Phrase, word: str) -> bool:
        forms = self.cache.forms(word)
        return any(slot[0] in forms for slot in phrase.slots)


def _level(hit: Hit) -> int:
    return hit[1]


def _name(part: c.Clause) -> str:
    """A part of the query as the reader typed it."""
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


def _alternatives(parts: Iterable[c.Clause]) -> dict[int, str]:
    """Id of each boosted clause, which expansion added → the name of what it is an alternative to."""
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


def _phrase_places(phrase: c.Phrase, slot_places: Sequence[list[int]]) -> set[int]:
    """Places of the words of all occurrences of a phrase, given the ascending places where each slot is filled."""
    if phrase.within is None:
        rest = [set(places) for places in slot_places[1:]]
        starts = [s for s in slot_places[0] if all(s + offset in places for offset, places in enumerate(rest, 1))]
        return {start + offset for start in starts for offset in range(len(slot_places))}
    window = max(phrase.within, len(slot_places) - 1)
    found: set[int] = set()
    for start in sorted({place for places in slot_places for place in places}):
        firsts = [places[next_] for places in slot_places if (next_ := bisect_left(places, start)) < len(places)]
        if len(firsts) == len(slot_places) and max(firsts) <= start + window:
            found.update(firsts)
    return found
