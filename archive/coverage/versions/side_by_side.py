"""Two versions paragraph by paragraph: kept, cut, added, and the words that differ in what was kept.

Rows follow the order of the version; what it cut stands where it stood in the base. Where papers join or split paragraphs,
the first row of the pair carries both sides and the others one; the words are compared over all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import accumulate

from archive.catalog.models import Paragraph
from archive.coverage.versions.paragraphs import pair_paragraphs
from archive.coverage.versions.sentences import read_sentences
from archive.text import fold, word_spans

MAX_PARAGRAPHS = 300
"""Paragraphs of each text that are compared; of longer ones the first."""
MAX_JOINED_LETTERS = 12_000
"""Of paragraphs that are compared together because the other text joins them."""
Spans = tuple[tuple[int, int], ...]


class Fate(Enum):
    """What became of a paragraph."""

    KEPT = "kept"
    CHANGED = "changed"
    """Kept, with other words."""
    CUT = "cut"
    ADDED = "added"
    JOINED = "joined"
    """A paragraph of the base that the version has as part of another one."""
    SPLIT = "split"
    """A paragraph of the version whose other part stands above."""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A paragraph of the base, of the version, or one of each with the words that differ, as (start, end).

    `moved`: in the base it stood before a paragraph that now stands above it.
    """

    fate: Fate
    base: Paragraph | None = None
    version: Paragraph | None = None
    base_marks: Spans = ()
    version_marks: Spans = ()
    moved: bool = False


def side_by_side(base: Sequence[Paragraph], version: Sequence[Paragraph]) -> list[ComparedRow]:
    """The rows for two texts, given as their paragraphs in order."""
    base, version = base[:MAX_PARAGRAPHS], version[:MAX_PARAGRAPHS]
    origins, kept = _pairs(base, version)
    by_position = {paragraph.position: paragraph for paragraph in base}
    waiting = list(base)
    shown = set[int]()
    origin_positions = {position for position in origins.values() if position is not None}
    marks = _all_marks(base, version, origins, kept)
    rows: list[ComparedRow] = []
    last = -1
    for paragraph in version:
        position = origins.get(paragraph.position)
        if position is None:
            rows.append(ComparedRow(Fate.ADDED, version=paragraph))
            continue
        while waiting and waiting[0].position < position and waiting[0].position not in origin_positions:
            rows.append(_one_side(waiting.pop(0), kept, marks))
        waiting = [other for other in waiting if other.position != position]
        if position in shown:
            rows.append(ComparedRow(Fate.SPLIT, version=paragraph, version_marks=marks.version[paragraph.position]))
            continue
        shown.add(position)
        rows.append(_both_sides(by_position[position], paragraph, marks, position < last))
        last = max(last, position)
    rows.extend(_one_side(paragraph, kept, marks) for paragraph in waiting)
    return rows


def _pairs(base: Sequence[Paragraph], version: Sequence[Paragraph]) -> tuple[dict[int, int | None], set[int]]:
    """Positions in the base by positions in the version, and the positions of the base that the version has.

    Lines that are no sentences, such as subheads and captions, are paired if they are the same words.
    """
    pairs = pair_paragraphs(read_sentences(_rows(base)), read_sentences(_rows(version)))
    origins, kept = dict(pairs.origins), set(pairs.kept)
    same = {_folded(paragraph.text): paragraph.position for paragraph in reversed(base)}
    for paragraph in version:
        if origins.get(paragraph.position) is None and (position := same.get(_folded(paragraph.text))) is not None:
            origins[paragraph.position] = position
            kept.add(position)
    return origins, kept


def _rows(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, str, str]]:
    return ((paragraph.position, paragraph.role, paragraph.text) for paragraph in paragraphs)


@dataclass(frozen=True, slots=True)
class _Marks:
    """Words that differ, by the positions of the paragraphs in each text."""

    base: dict[int, Spans]
    version: dict[int, Spans]


def _all_marks(
    base: Sequence[Paragraph], version: Sequence[Paragraph], origins: dict[int, int | None], kept: set[int]
) -> _Marks:
    """Each paragraph of the base with those that follow it in the version's, and the version's paragraphs that are from it."""
    taken: dict[int, list[Paragraph]] = {}
    for paragraph in version:
        if (position := origins.get(paragraph.position)) is not None:
            taken.setdefault(position, []).append(paragraph)
    marks = _Marks({}, {})
    for number, paragraph in enumerate(base):
        if paragraph.position in taken:
            sources = [paragraph, *_joined(base[number + 1 :], taken, kept)]
            own, other = _bounded(sources), _bounded(taken[paragraph.position])
            own_spans, other_spans = changed_words(_text(own), _text(other))
            marks.base.update(_by_paragraph(own, own_spans))
            marks.version.update(_by_paragraph(other, other_spans))
            marks.version.update({rest.position: () for rest in taken[paragraph.position][len(other) :]})
    return marks


def _joined(following: Sequence[Paragraph], taken: dict[int, list[Paragraph]], kept: set[int]) -> Iterator[Paragraph]:
    for paragraph in following:
        if paragraph.position in taken:
            return
        if paragraph.position in kept:
            yield paragraph


def _bounded(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The first of them, and as many more as are compared together."""
    letters = accumulate(len(paragraph.text) for paragraph in paragraphs)
    return [
        paragraph
        for number, (paragraph, length) in enumerate(zip(paragraphs, letters, strict=True))
        if not number or length <= MAX_JOINED_LETTERS
    ]


def _text(paragraphs: Sequence[Paragraph]) -> str:
    return "\n".join(paragraph.text for paragraph in paragraphs)


def _by_paragraph(paragraphs: Sequence[Paragraph], spans: Spans) -> Iterator[tuple[int, Spans]]:
    """Positions of paragraphs, and their share of spans of the joined text, at offsets of their own."""
    begin = 0
    for paragraph in paragraphs:
        end = begin + len(paragraph.text)
        inside = ((max(first, begin) - begin, min(last, end) - begin) for first, last in spans)
        yield paragraph.position, tuple((first, last) for first, last in inside if first < last)
        begin = end + 1


def _one_side(paragraph: Paragraph, kept: set[int], marks: _Marks) -> ComparedRow:
    fate = Fate.JOINED if paragraph.position in kept else Fate.CUT
    return ComparedRow(fate, base=paragraph, base_marks=marks.base.get(paragraph.position, ()))


def _both_sides(base: Paragraph, version: Paragraph, marks: _Marks, moved: bool) -> ComparedRow:
    base_marks, version_marks = marks.base[base.position], marks.version[version.position]
    fate = Fate.CHANGED if base_marks or version_marks else Fate.KEPT
    return ComparedRow(fate, base, version, base_marks, version_marks, moved)


def changed_words(base: str, version: str) -> tuple[Spans, Spans]:
    """Runs of words in each text that the other has not in that place, as (start, end); spelling and punctuation do not count."""
    own, other = list(word_spans(base)), list(word_spans(version))
    matcher = SequenceMatcher(
        None, [fold(word) for word, *_ in own], [fold(word) for word, *_ in other], autojunk=False
    )
    changes = [row[1:] for row in matcher.get_opcodes() if row[0] != "equal"]
    return (
        tuple((own[first][1], own[last - 1][2]) for first, last, _, _ in changes if first < last),
        tuple((other[first][1], other[last - 1][2]) for _, _, first, last in changes if first < last),
    )


def _folded(text: str) -> str:
    return " ".join(fold(word) for word, *_ in word_spans(text))
