"""Two versions paragraph by paragraph: kept, cut, added, and the words that differ in what was kept.

Rows follow the order of the version; what it cut stands where it stood in the base. Where papers join or split paragraphs,
the first row of the pair carries both sides and the others one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from archive.catalog.models import Paragraph
from archive.coverage.versions.paragraphs import pair_paragraphs
from archive.coverage.versions.sentences import read_sentences
from archive.text import fold, word_spans

MAX_PARAGRAPHS = 300
"""Paragraphs of each text that are compared; of longer ones the first."""
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
    rows: list[ComparedRow] = []
    last = -1
    for paragraph in version:
        position = origins.get(paragraph.position)
        if position is None:
            rows.append(ComparedRow(Fate.ADDED, version=paragraph))
            continue
        while waiting and waiting[0].position < position and waiting[0].position not in origin_positions:
            rows.append(_one_side(waiting.pop(0), kept))
        waiting = [other for other in waiting if other.position != position]
        if position in shown:
            rows.append(ComparedRow(Fate.SPLIT, version=paragraph))
            continue
        shown.add(position)
        rows.append(_both_sides(by_position[position], paragraph, position < last))
        last = max(last, position)
    rows.extend(_one_side(paragraph, kept) for paragraph in waiting)
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


def _one_side(paragraph: Paragraph, kept: set[int]) -> ComparedRow:
    return ComparedRow(Fate.JOINED if paragraph.position in kept else Fate.CUT, base=paragraph)


def _both_sides(base: Paragraph, version: Paragraph, moved: bool) -> ComparedRow:
    base_marks, version_marks = changed_words(base.text, version.text)
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
