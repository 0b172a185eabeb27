"""A paragraph as lines: words are shaped and measured in the order of reading, lines are broken between them, and only then are
the words of each line put into the order in which they stand (UAX #9, L1 and L2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from archive.web.formats.press_clipping.bidi_levels import levels, printable
from archive.web.formats.press_clipping.typeface import EM, Typeface, Word

_TOKEN = re.compile(r"\S+|\s+")
_BREAKS_AFTER = "/?&=-_.،؛"


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one direction that stand together, by their offsets in the printed text."""

    start: int
    end: int
    level: int
    word: Word
    is_space: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces from left to right; `width` in thousandths of the font size."""

    pieces: tuple[Piece, ...]
    width: int


def lines(text: str, face: Typeface, size: float, width: float, *, is_rtl: bool = True) -> Iterator[Line]:
    """The lines of a text that fit into `width` points. Offsets of pieces are those in `printable(text)`."""
    line: list[Piece] = []
    used, room = 0, int(width * EM / size)
    printed = printable(text)
    for token in _tokens(printed, face, int(is_rtl)):
        for part in _fitting(token, printed, face, room):
            needed = sum(piece.word.width for piece in part)
            if used + needed > room and line and not part[0].is_space:
                yield _ordered(line)
                line, used = [], 0
            if line or not part[0].is_space:
                line += part
                used += needed
    if line:
        yield _ordered(line)


def _tokens(text: str, face: Typeface, base: int) -> Iterator[list[Piece]]:
    """Each word as pieces of one level, and each space."""
    found = levels(text, base)
    for match in _TOKEN.finditer(text):
        is_space = match[0].isspace()
        pieces = []
        for level, run in groupby(range(*match.span()), key=found.__getitem__):
            offsets = list(run)
            start, end = offsets[0], offsets[-1] + 1
            pieces.append(Piece(start, end, level, face.shape(text[start:end], bool(level % 2)), is_space))
        yield pieces


def _fitting(token: list[Piece], text: str, face: Typeface, room: int) -> Iterator[list[Piece]]:
    """The word, or parts of it where it is longer than a line: an address breaks after a slash or the like if it can."""
    if sum(piece.word.width for piece in token) <= room:
        yield token
        return
    for piece in token:
        start = piece.start
        while start < piece.end:
            end = _break(text[: piece.end], start, piece, face, room)
            yield [Piece(start, end, piece.level, face.shape(text[start:end], bool(piece.level % 2)))]
            start = end


def _break(text: str, start: int, piece: Piece, face: Typeface, room: int) -> int:
    """Where the part that begins at `start` ends: as far as fits, by halves; back to the last good place in its second half."""
    fits, too_long = start + 1, len(text) + 1
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if face.shape(text[start:middle], bool(piece.level % 2)).width <= room:
            fits = middle
        else:
            too_long = middle
    if fits == len(text):
        return fits
    good = max((text.rfind(char, start, fits) + 1 for char in _BREAKS_AFTER), default=0)
    return good if good > (start + fits) // 2 else fits


def _ordered(line: list[Piece]) -> Line:
    """Without the spaces at the end; runs of each level are reversed from the highest to the lowest odd one (L2)."""
    while line and line[-1].is_space:
        line = line[:-1]
    pieces = list(line)
    for level in range(max(piece.level for piece in pieces), 0, -1):
        turned: list[Piece] = []
        for is_higher, run in groupby(pieces, key=lambda piece: piece.level >= level):
            together = list(run)
            turned += reversed(together) if is_higher else together
        pieces = turned
    return Line(tuple(pieces), sum(piece.word.width for piece in pieces))
