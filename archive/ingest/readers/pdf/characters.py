"""The characters of a PDF page with their places, as PDFium reports them, in runs.

The order in which a file stores characters says little: programs write Arabic in logical order, in visual order, or words in the
one and letters in the other. So places order them. A run is what is stored without a break: PDFium reports breaks that the
page only shows by distance as spaces without width.
"""

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

MAX_CHARACTERS = 200_000
"""Of a page."""
MAX_BASELINE_SHIFT = 0.45
"""Within a run, in sizes of the font: marks and their ligatures stand above the line."""
MAX_GAP = 1.5
"""Within a run, in sizes of the font."""
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
        characters = list(_characters(textpage.raw, min(textpage.count_chars(), MAX_CHARACTERS)))
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
            yield Character(text, box.left, max(box.right, box.left), y.value, size)


def _is_apart(waiting: list[Character], character: Character) -> bool:
    """Whether a character is on another line, or far from all of the run."""
    last = waiting[-1]
    if abs(character.baseline - last.baseline) > MAX_BASELINE_SHIFT * max(character.size, last.size):
        return True
    gap = min(max(other.left - character.right, character.left - other.right) for other in waiting[-40:])
    return gap > MAX_GAP * character.size
