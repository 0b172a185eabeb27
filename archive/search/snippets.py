"""What a result shows of its article: the best passage, with the words that matched marked.

The printed text is analysed as it was for the index, and a word is marked where one of its tagged forms is among those of
the query's clause. Marks stand around whole printed words, clitics and vowel signs included; everything else is escaped.
No other tags than <mark> and <bdi> are made.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from archive.search.engine import clauses as c
from archive.search.engine.forms import tags
from archive.text import analysis_version, analyze, fold, tokenize
from archive.text.isolation import isolated_runs

LENGTH = 220
"""About so many characters of the printed text make a snippet."""
LEAD = 60
"""So many stand before the first mark."""
READ, READ_ON = 30_000, 200_000
"""Characters of one article that are gone through for a better passage, and for any at all."""
STEPS = ("كما طُبعت", "بحسب الإملاء", "بحسب الجذع", "اسم آخر", "بحسب الجذع الخفيف")
SPELLED, BESIDE, LIGHTLY = 1, 3, 4
"""Places in STEPS. BESIDE: what the query did not say itself, another spelling or name of what it did."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Mark:
    """A printed word that matched: its place, which part of the query it answers, and at what level (a place in STEPS)."""

    start: int
    end: int
    part: int
    level: int


class Marker:
    """Finds in printed texts what a clause matches."""

    def __init__(self, clause: c.Clause) -> None:
        self._words: dict[str, dict[str, tuple[int, int]]] = {"text": {}, "title": {}}
        self._prefixes: dict[str, list[tuple[str, int]]] = {"text": [], "title": []}
        self._phrases: dict[str, list[tuple[c.Phrase, int, int]]] = {"text": [], "title": []}
        self._known: dict[str, dict[str, tuple[int, int] | None]] = {"text": {}, "title": {}}
        self._version = analysis_version()
        self.names: list[str] = []
        """Each part of the query as a reader may recognise it."""
        parts = c.walk(clause)
        beside = _beside(parts)
        for part in parts:
            number = len(self.names)
            if isinstance(part, c.Word):
                self.names.append(beside.get(id(part)) or _name(part))
                for level, forms in enumerate(part.levels):
                    for form in forms:
                        hit = (number, BESIDE if id(part) in beside else level)
                        self._words[part.field].setdefault(form, hit)
                for form in part.light if part.loose else ():
                    self._words[part.field].setdefault(form, (number, LIGHTLY))
            elif isinstance(part, c.Prefix):
                self.names.append(_name(part))
                self._prefixes[part.field] += [(prefix, number) for prefix in part.prefixes]
            elif isinstance(part, c.Phrase):
                self.names.append(beside.get(id(part)) or _name(part))
                self._phrases[part.field].append((part, number, BESIDE if id(part) in beside else SPELLED))

    def __bool__(self) -> bool:
        return bool(self.names)

    def marks(self, text: str, *, title: bool = False) -> list[Mark]:
        """Marks in order; one for each word at most."""
        tokens = tokenize(text)
        fields = ("text", "title") if title else ("text",)
        found: dict[int, tuple[int, int]] = {}
        for field in fields:
            known = self._known[field]
            for place, token in enumerate(tokens):
                hit = known[token.text] if token.text in known else self._look_up(field, token.text)
                if hit is not None:
                    found.setdefault(place, hit)
            for phrase, number, level in self._phrases[field]:
                tagged = [self._tags(token.text) for token in tokens]
                for place in _phrase_places(phrase, tagged):
                    as_typed = level == SPELLED and any(slot[0] in tagged[place] for slot in phrase.slots)
                    found.setdefault(place, (number, 0 if as_typed else level))
        return [Mark(tokens[place].start, tokens[place].end, *hit) for place, hit in sorted(found.items())]

    def _look_up(self, field: str, word: str) -> tuple[int, int] | None:
        """(part, level) that a printed word answers; each distinct word is worked out once."""
        words = self._words[field]
        forms = self._tags(word)
        hit = min((words[form] for form in forms if form in words), key=lambda hit: hit[1], default=None)
        if hit is None:
            prefixes = self._prefixes[field]
            hit = next(((part, 0) for prefix, part in prefixes for form in forms if form.startswith(prefix)), None)
        self._known[field][word] = hit
        return hit

    def _tags(self, word: str) -> tuple[str, ...]:
        return _word_tags(word, self._version)


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


@lru_cache(maxsize=100_000)
def _word_tags(word: str, _version: str) -> tuple[str, ...]:
    """Tagged forms of a printed word; news repeats its words, so they are kept across requests."""
    return tuple(form for term in analyze(word) for form in tags(term))


def _phrase_places(phrase: c.Phrase, tagged: Sequence[Iterable[str]]) -> set[int]:
    """Words that stand in an occurrence of the phrase."""
    slots = [set(slot) for slot in phrase.slots]
    at = [[place for place, forms in enumerate(tagged) if slot & set(forms)] for slot in slots]
    if phrase.within is None:
        rest = [set(places) for places in at[1:]]
        starts = [s for s in at[0] if all(s + offset in places for offset, places in enumerate(rest, 1))]
        return {start + offset for start in starts for offset in range(len(slots))}
    span = max(phrase.within, len(slots) - 1)
    found: set[int] = set()
    for start in sorted({place for places in at for place in places}):
        firsts = [places[nearest] for places in at if (nearest := bisect_left(places, start)) < len(places)]
        if len(firsts) == len(at) and max(firsts) <= start + span:
            found.update(firsts)
    return found


def marked(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> str:
    """The text from `start` to `end` as safe HTML: its marks, and what keeps its own order in a right-to-left line in
    `<bdi>` around them."""
    end = len(text) if end is None else end
    shown: list[Mark] = []
    for mark in marks:
        if mark.start >= (shown[-1].end if shown else start) and mark.end <= end:
            shown.append(mark)
    pieces, place = [], start
    for run in isolated_runs(text[start:end], [(mark.start - start, mark.end - start) for mark in shown]):
        first, last = run.start + start, run.end + start
        pieces += [_with_marks(text, shown, place, first), "<bdi>", _with_marks(text, shown, first, last), "</bdi>"]
        place = last
    return "".join([*pieces, _with_marks(text, shown, place, end)])


def _with_marks(text: str, marks: Iterable[Mark], start: int, end: int) -> str:
    pieces, place = [], start
    for mark in marks:
        if start <= mark.start and mark.end <= end:
            pieces += [escape(text[place : mark.start]), "<mark>", escape(text[mark.start : mark.end]), "</mark>"]
            place = mark.end
    return "".join([*pieces, escape(text[place:end])])


def snippet(paragraphs: Sequence[str], marker: Marker) -> tuple[str, list[tuple[str, Mark]]]:
    """The best passage as safe HTML, and its marks with the words as printed. Without marks: how the text begins."""
    best: tuple[int, int, int, int] | None = None
    best_marks: list[Mark] = []
    read = 0
    for number, text in enumerate(paragraphs if marker else ()):
        marks = marker.marks(text)
        ends = [mark.end for mark in marks]
        for place, mark in enumerate(marks):
            inside = marks[place : bisect_right(ends, mark.start + LENGTH - LEAD)]
            value = (len({other.part for other in inside}), len(inside))
            if best is None or value > best[:2]:
                best, best_marks = (*value, number, mark.start), marks
        read += len(text)
        if read > (READ_ON if best is None else READ) or (best is not None and best[0] == len(marker.names)):
            break
    if best is None:
        text = next((text for text in paragraphs if text.strip()), "")
        start, end = _window(text, 0)
        return _cut(text, [], start, end), []
    text = paragraphs[best[2]]
    start, end = _window(text, best[3])
    shown = [mark for mark in best_marks if start <= mark.start and mark.end <= end]
    return _cut(text, shown, start, end), [(text[mark.start : mark.end], mark) for mark in shown]


def _window(text: str, first_mark: int) -> tuple[int, int]:
    """Where a passage begins and ends: whole words, the first mark inside."""
    if len(text) <= LENGTH:
        return 0, len(text)
    start = max(0, min(first_mark - LEAD, len(text) - LENGTH))
    words = [match.span() for match in _WORD.finditer(text, start, min(len(text), start + LENGTH + 80))]
    if start and not text[start - 1].isspace():
        words = [span for span in words if span[0] > start or span[0] == first_mark] or words
    begin = min(words[0][0], first_mark) if words else first_mark
    inside = [span[1] for span in words if span[1] <= begin + LENGTH]
    end = inside[-1] if inside else min(len(text), begin + LENGTH)
    return begin, end


def _cut(text: str, marks: list[Mark], start: int, end: int) -> str:
    before = "… " if text[:start].strip() else ""
    after = " …" if text[end:].strip() else ""
    return before + marked(text, marks, start, end).strip() + after


def explanation(marker: Marker, shown: Iterable[tuple[str, Mark]]) -> tuple[str, ...]:
    """One sentence for each printed word that matched: which word of the query, by which step."""
    said: dict[str, None] = {}
    for word, mark in shown:
        name = marker.names[mark.part]
        clitics = _clitics(word, name) if mark.level == SPELLED else ""
        said[f"«{word}» ← «{name}» {STEPS[mark.level]}{clitics}"] = None
    return tuple(said)


def _clitics(word: str, name: str) -> str:
    """What stands before the word that was sought: « (ل + بوتين)»; nothing where they differ in their letters alone."""
    for term in analyze(word)[:1]:
        folded = fold(term.exact)
        length = len(folded) - len(term.spelling)
        if length > 0 and folded.endswith(term.spelling) and len(folded) == len(term.exact) and folded != fold(name):
            return f" ({term.exact[:length]} + {term.exact[length:]})"
    return ""
