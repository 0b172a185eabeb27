"""Sentences with the figures in them, and which of those are read right.

A file holds a sentence a line, each followed by its figures, one a line that begins with a tab: value, unit, counted thing, `-`
where there is none; a line with `-` alone says that the sentence has no figure. Values: `12`, `~12` about, `12+` at least,
`12-` at most, `20..30` between.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from archive.statements.figures.counted import counted_key
from archive.statements.figures.reading import figures_in
from archive.statements.figures.values import ReadFigure
from archive.statements.quotations.printed import PrintedText


class Expected(NamedTuple):
    """One figure: value, low, high, whether it is approximate, unit, and the key of what is counted."""

    value: float | None
    low: float | None
    high: float | None
    approximate: bool
    unit: str
    counted: str


class Sentence(NamedTuple):
    text: str
    figures: list[Expected]


class Score(NamedTuple):
    """`right` of `expected` figures have value, bounds, unit and counted thing right; `invented` were read where none is."""

    expected: int
    right: int
    invented: int
    faults: list[str]

    @property
    def rate(self) -> float:
        """The part of all figures, expected and invented, that is right."""
        return self.right / max(1, self.expected + self.invented)


def read_gold(path: Path) -> list[Sentence]:
    """The sentences of a file. Raises ValueError for a line that is none of these."""
    sentences: list[Sentence] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("\t"):
            sentences.append(Sentence(line, []))
        elif line != "\t-":
            value, unit, counted = line[1:].split("\t")
            sentences[-1].figures.append(_expected(value, unit, counted))
    return sentences


def _expected(value: str, unit: str, counted: str) -> Expected:
    key = "" if counted == "-" else counted_key(counted)
    unit = "" if unit == "-" else unit
    if ".." in value:
        first, last = value.split("..")
        return Expected(None, float(first), float(last), True, unit, key)
    number = float(value.strip("~+-"))
    low = number if value.endswith("+") else None
    high = number if value.endswith("-") else None
    return Expected(number, low, high, value[0] == "~" or value[-1] in "+-", unit, key)


def as_expected(read: ReadFigure) -> Expected:
    """A figure that was read, as the gold writes it."""
    key = counted_key(read.counted) if read.counted else ""
    return Expected(read.value, read.low, read.high, read.approximate, read.unit, key)


def score(sentences: Iterable[Sentence]) -> Score:
    """How many figures of these sentences are read right."""
    expected = right = invented = 0
    faults: list[str] = []
    for sentence in sentences:
        read = [as_expected(figure) for figure in figures_in(PrintedText(sentence.text))]
        left = list(read)
        for figure in sentence.figures:
            expected += 1
            if figure in left:
                left.remove(figure)
                right += 1
        more = max(0, len(read) - len(sentence.figures))
        invented += more
        if left or len(read) < len(sentence.figures):
            faults.append(
                f"{sentence.text}\n  expected {[*map(tuple, sentence.figures)]}\n  read     {[*map(tuple, read)]}"
            )
    return Score(expected, right, invented, faults)
