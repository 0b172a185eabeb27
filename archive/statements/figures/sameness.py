"""Whether two figures are of the same thing, and whether they can both be true."""

from collections.abc import Sequence
from typing import NamedTuple

from archive.statements.figures.counted import counted_key, is_others
from archive.statements.figures.numerals import number_begins
from archive.statements.figures.tolls import toll_after, toll_before, toll_of_noun
from archive.statements.quotations.lexicon import folded
from archive.statements.quotations.printed import PrintedText
from archive.text import is_stop_word, spelling, stem

_CONTEXT_WORDS = 10
_ABOUT = 0.1
"""«نحو 12» may be a tenth more or less."""
_FAR = 10
"""So many times as large a figure is of something else: «عشرات الأشخاص» under rubble, «300 ألف شخص» without a home. Not so tolls,
which rise."""
_PEOPLE = folded("شخص فرد إنسان مدني")
_SHARED, _SHARED_OF_MEASURES = 1, 2
"""Words that the sentences of two figures of one thing share at least: two where there is a unit, in which articles measure many
things."""


class Thing(NamedTuple):
    """What a figure is of: `unit` and `key` must agree; `context` are stems of the words around it, without names: those of the
    place and of who speaks are around all figures of a story."""

    unit: str
    key: str
    context: frozenset[str]
    is_toll: bool


class Size(NamedTuple):
    """The bounds within which a figure is; None: open."""

    low: float | None
    high: float | None

    def overlaps(self, other: "Size") -> bool:
        """Whether both can be true."""
        return not _is_below(self, other) and not _is_below(other, self)

    def is_near(self, other: "Size") -> bool:
        """Whether they can be of one thing: neither is more than _FAR times as large."""
        return not _is_far_below(self, other) and not _is_far_below(other, self)


def _is_far_below(one: Size, other: Size) -> bool:
    return one.high is not None and other.low is not None and one.high * _FAR < other.low


def _is_below(one: Size, other: Size) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


def size_of(value: float | None, low: float | None, high: float | None, *, approximate: bool) -> Size:
    """The bounds of a figure as it is stored."""
    if value is None or low is not None or high is not None:
        return Size(low, high)
    margin = abs(value) * _ABOUT if approximate else 0.0
    return Size(value - margin, value + margin)


def thing_of(
    text: PrintedText, start: int, end: int, *, unit: str, counted: str, names: Sequence[tuple[int, int]] = ()
) -> Thing:
    """What the figure at text[start:end] is of. The dead are one thing, by whatever noun: قتلى, ضحايا, «مقتل 12 شخصا»,
    «12 شخصا قتلوا». `names` are spans of the text."""
    first, after = text.place_at(start), text.place_at(end)
    context = _context(text, first, after, names)
    if unit:
        return Thing(unit, counted_key(counted) if counted else "", context, False)
    key = counted_key(counted)
    toll = toll_of_noun(counted)
    if not toll and (told := toll_before(text, first, 0) or (key in _PEOPLE and toll_after(text, after))):
        if key in _PEOPLE or is_others(counted):
            toll = told
        else:
            return Thing("", f"{told} {key}", context, False)
    return Thing("", toll or key, context - {key}, bool(toll))


def _context(text: PrintedText, first: int, after: int, names: Sequence[tuple[int, int]]) -> frozenset[str]:
    """Stems of the words near a figure, in its own sentence, without stop words, numbers and names."""
    sentence = text.sentence(text.words[first].start) if first < len(text.words) else (0, 0)
    near = (*range(max(0, first - _CONTEXT_WORDS), first), *range(after, min(len(text.words), after + _CONTEXT_WORDS)))
    found = set()
    for place in near:
        word = text.words[place]
        if not sentence[0] <= word.start < sentence[1] or number_begins(word.text) is not None:
            continue
        if any(start < word.end and word.start < end for start, end in names):
            continue
        if not is_stop_word(word.text) and not is_stop_word(spelling(word.text)):
            found.add(stem(word.text))
    return frozenset(found)


def is_same(one: Thing, size: Size, other: Thing, other_size: Size) -> bool:
    """Whether two figures are of one thing: the same noun or unit, in sentences that share words, and not far apart."""
    if (one.unit, one.key) != (other.unit, other.key):
        return False
    needed = _SHARED_OF_MEASURES if one.unit else _SHARED
    return one.is_toll or (size.is_near(other_size) and len(one.context & other.context) >= needed)
