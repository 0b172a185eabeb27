"""The characters of a PDF page with their places, as PDFium reports them, in runs.

The order in which a file stores characters says little: programs write Arabic in logical order, in visual order, or words in the
one and letters in the other. So places order them. A run is what is stored without a break: PDFium reports breaks that the
page only shows by distance as spaces without width.
"""

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MAX_CHARACTERS = 200_000
"""Of a page."""
MAX_BASELINE_SHIFT = 0.45
"""Within a run, in sizes of the font: marks and their ligatures stand above the line."""
MAX_GAP = 1.5
"""Within a run, in sizes of the font."""
MIN_INK = 0.01
"""Width in points of a glyph that prints something."""
_IGNORED = frozenset((0x0A, 0x0D, 0xAD, 0xFFFE, 0xFFFF))
_SPACES = frozenset((0x09, 0x20, 0xA0))


@dataclass(slots=True)
class Character:
    """One character, or a space with a width; places and `size` (of the font) are in points, y upwards."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    run: int = 0
    glyph: int = 0
    """The text object of the page that it was read from, as PDFium numbers it; 0 for spaces that only distance shows."""
    is_inked: bool = False
    """Whether its places are those of what is printed, without the space that a font puts round it."""

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def is_mark(self) -> bool:
        return all(unicodedata.category(sign) == "Mn" for sign in self.text)


@dataclass(slots=True)
class Run:
    """Characters that are stored without a break, on one line."""

    characters: list[Character]
    left: float = field(init=False)
    right: float = field(init=False)
    baseline: float = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        self.left = min(one.left for one in self.characters)
        self.right = max(one.right for one in self.characters)
        self.baseline = median(one.baseline for one in self.characters)
        self.size = max(one.size for one in self.characters)


def page_runs(page: pypdfium2.PdfPage) -> list[Run]:
    """The runs of a page, in the order in which they are stored."""
    textpage = page.get_textpage()
    try:
        read = list(_characters(textpage.raw, min(textpage.count_chars(), MAX_CHARACTERS)))
        characters = join_clusters(read, page)
    finally:
        textpage.close()
    runs: list[Run] = []
    waiting: list[Character] = []
    for character in characters:
        is_break = not character.text
        if waiting and (is_break or _is_apart(waiting, character)):
            runs.append(Run(waiting))
            waiting = []
        if not is_break:
            character.run = len(runs)
            waiting.append(character)
    runs += [Run(waiting)] if waiting else []
    return [run for run in runs if any(one.text != " " for one in run.characters)]


def _characters(textpage: object, count: int) -> Iterator[Character]:
    """All characters; a break has no text."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in _IGNORED or 0xD800 <= code <= 0xDFFF or (code < 0x20 and code not in _SPACES):
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
        size = pdfium.FPDFText_GetFontSize(textpage, index) or 10.0
        space = " " if box.right - box.left > 0 else ""
        text = space if code in _SPACES else unicodedata.normalize("NFKC", chr(code)).strip()
        if text or code in _SPACES:
            glyph = pdfium.FPDFText_GetTextObject(textpage, index)
            number = ctypes.addressof(glyph.contents) if glyph else 0
            yield Character(text, box.left, max(box.right, box.left), y.value, size, glyph=number)


def join_clusters(characters: list[Character], page: pypdfium2.PdfPage) -> list[Character]:
    """Letters with marks as one character each, at the place of the letters' glyph.

    Where several glyphs have one text (`ActualText`), PDFium places all its characters at the first glyph, which is the mark; the
    text objects that follow, from which no character comes, are the letters. So PDFium's places tell only the order: from the
    right, or from the left if that begins with a mark.
    """
    read = {one.glyph for one in characters}
    glyphs: dict[int, list[_Ink]] = {}
    first = 0
    for found in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=1):
        number = ctypes.addressof(found.raw.contents)
        if number in read:
            first = number
        elif first:
            left, _, right, _ = found.get_bounds()
            if right - left > MIN_INK:
                glyphs.setdefault(first, []).append(_Ink(left, right, found.get_matrix().f))
    clusters: dict[int, list[Character]] = {}
    for one in characters:
        if one.glyph in glyphs:
            clusters.setdefault(one.glyph, []).append(one)
    joined = {
        glyph: _joined(cluster, glyphs[glyph])
        for glyph, cluster in clusters.items()
        if len(cluster) > 1
        and any(one.is_mark for one in cluster)
        and abs(glyphs[glyph][0].left - cluster[0].left) <= MAX_GAP * cluster[0].size
    }
    placed = [joined.get(one.glyph, one) for one in characters]
    first_of = {id(one): place for place, one in reversed(list(enumerate(placed)))}
    return [one for place, one in enumerate(placed) if first_of[id(one)] == place]


class _Ink(NamedTuple):
    left: float
    right: float
    baseline: float


def _joined(cluster: Sequence[Character], ink: Sequence[_Ink]) -> Character:
    ordered = sorted(cluster, key=lambda one: -one.middle)
    if ordered[0].is_mark:
        ordered.reverse()
    return Character(
        "".join(one.text for one in ordered),
        min(one.left for one in ink),
        max(one.right for one in ink),
        ink[-1].baseline,
        cluster[0].size,
        glyph=cluster[0].glyph,
        is_inked=True,
    )


def _is_apart(waiting: list[Character], character: Character) -> bool:
    """Whether a character is on another line, or far from all of the run."""
    last = waiting[-1]
    if abs(character.baseline - last.baseline) > MAX_BASELINE_SHIFT * max(character.size, last.size):
        return True
    gap = min(max(other.left - character.right, character.left - other.right) for other in waiting[-40:])
    return gap > MAX_GAP * character.size
