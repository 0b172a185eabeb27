"""Pages filled from top to bottom: paragraphs, tables of labels and values, marks, links, running heads and page numbers.

A4. What is known only at the end (the number of pages, the page on which an article begins) is drawn as a form that is defined
then (ISO 32000-1 §8.10), so that no page is laid out twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import IO, Protocol

from reportlab.pdfgen.canvas import Canvas

from archive.web.formats.press_clipping.embedded_font import EmbeddedFont
from archive.web.formats.press_clipping.lines import Line, lines
from archive.web.formats.press_clipping.typeface import EM, Weight, typeface

WIDTH, HEIGHT = 595.28, 841.89
MARGIN, TOP, BOTTOM = 62.0, 80.0, 70.0
"""In points (1/72 inch)."""
INK, SOFT, ACCENT = (0.12, 0.1, 0.08), (0.42, 0.38, 0.33), (0.54, 0.12, 0.11)
MARK, HAIRLINE = (0.97, 0.89, 0.63), (0.8, 0.75, 0.68)
LABELS: dict[Weight, str] = {400: "F1", 700: "F7"}
"""F1 is the name of ReportLab's own first font, Helvetica, whose place it takes: nothing is used that is not embedded."""
Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Style:
    """Size and leading in points; `indent` from the side on which lines begin, `end_indent` from the other."""

    size: float = 12.0
    leading: float = 21.0
    weight: Weight = 400
    colour: Colour = INK
    after: float = 8.0
    indent: float = 0.0
    end_indent: float = 0.0
    is_rtl: bool = True
    is_code: bool = False
    """Addresses and digests run from left to right, and begin where the lines around them begin."""
    keep: int = 1
    """Lines that stand together at least, with what follows them: a heading is not left alone at the foot of a page."""


class Row(Protocol):
    """A label and its value; `link` is an address or empty."""

    @property
    def label(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def is_code(self) -> bool: ...
    @property
    def link(self) -> str: ...


RUNNING = Style(size=9, leading=14, colour=SOFT)


class Pages:
    """A document that is written once, from its first page on."""

    def __init__(self, file: IO[bytes], *, title: str, author: str) -> None:
        self.canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), pageCompression=1, lang="ar")
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setCreator("Khizana")
        self.number = 1
        self.y = HEIGHT - TOP
        self.head = ""
        self._fonts = {weight: EmbeddedFont(self.canvas, typeface(weight), label) for weight, label in LABELS.items()}

    def paragraph(self, text: str, style: Style, marks: Sequence[tuple[int, int]] = (), link: str = "") -> None:
        """A paragraph over as many pages as it needs. `marks` are ranges of `printable(text)`."""
        width = WIDTH - 2 * MARGIN - style.indent - style.end_indent
        first = True
        for line in lines(text, typeface(style.weight), style.size, width, is_rtl=style.is_rtl and not style.is_code):
            self.room_for(style.leading * (style.keep if first else 1))
            self.y -= style.leading
            x = self._line(line, style, marks)
            if link:
                box = (x, self.y - style.size * 0.4, x + line.width * style.size / EM, self.y + style.size)
                self.canvas.linkURL(link, box, relative=0)
            first = False
        self.y -= style.after

    def rows(self, rows: Iterable[Row], style: Style, label_width: float) -> None:
        """Labels where lines begin, values beside them."""
        label_style = replace(style, colour=SOFT, after=0, end_indent=WIDTH - 2 * MARGIN - label_width)
        for row in rows:
            self.room_for(style.leading)
            page, y = self.number, self.y
            self.paragraph(row.label, label_style)
            below = self.y
            self.number, self.y = page, y
            value_style = replace(style, indent=label_width + 6, is_code=row.is_code)
            self.paragraph(row.value, value_style, link=row.link)
            if self.number == page:
                self.y = min(self.y, below)

    def contents_row(self, text: str, target: str, style: Style) -> None:
        """A line of the table of contents; the number of the page on which `target` begins is filled in at the end."""
        start = self.y
        self.paragraph(text, replace(style, end_indent=40))
        self.canvas.saveState()
        self.canvas.translate(MARGIN, self.y + style.after)
        self.canvas.doForm(f"page-of-{target}")
        self.canvas.restoreState()
        top = start if start > self.y else HEIGHT - TOP
        self.canvas.linkRect("", target, (MARGIN, self.y, WIDTH - MARGIN, top), relative=0, thickness=0)

    def begin(self, target: str, title: str) -> None:
        """Where links to `target` lead; an entry of the outline too."""
        self.canvas.bookmarkPage(target)
        self.canvas.addOutlineEntry(title, target)
        self._form(f"page-of-{target}", str(self.number))

    def rule(self, before: float = 0.0, after: float = 12.0) -> None:
        self.y -= before
        self.canvas.setStrokeColorRGB(*HAIRLINE)
        self.canvas.setLineWidth(0.6)
        self.canvas.line(MARGIN, self.y, WIDTH - MARGIN, self.y)
        self.y -= after

    def room_for(self, height: float) -> None:
        """Begins a page if less than `height` points are left on this one."""
        if self.y - height < BOTTOM:
            self.new_page()

    def new_page(self) -> None:
        self._running()
        self.canvas.showPage()
        self.number += 1
        self.y = HEIGHT - TOP

    def save(self) -> None:
        """Writes the file."""
        self._running()
        self.canvas.showPage()
        self._form("number-of-pages", str(self.number))
        self.canvas.save()

    def _line(self, line: Line, style: Style, marks: Sequence[tuple[int, int]]) -> float:
        """Draws it on the current line and returns where it begins on the left."""
        x = left = MARGIN + style.indent
        if style.is_rtl:
            x = left = WIDTH - MARGIN - style.indent - line.width * style.size / EM
        words = []
        self.canvas.setFillColorRGB(*MARK)
        for piece in line.pieces:
            width = piece.word.width * style.size / EM
            if any(start < piece.end and piece.start < end for start, end in marks):
                self.canvas.rect(x, self.y - style.size * 0.45, width + 0.3, style.size * 1.5, stroke=0, fill=1)
            words.append(f"{self._fonts[style.weight].shown(piece.word)} Tj")
            x += width
        colour = " ".join(f"{part:.2f}" for part in style.colour)
        shown = " ".join(words)
        self.canvas.addLiteral(
            f"BT {colour} rg /{LABELS[style.weight]} {style.size} Tf 1 0 0 1 {left:.2f} {self.y:.2f} Tm {shown} ET"
        )
        return left

    def _running(self) -> None:
        """The dossier's title above, «صفحة 3 من 12» below; not on the title page."""
        if self.number == 1:
            return
        body, style = self.y, RUNNING
        self.y = HEIGHT - TOP + 30
        head = next(iter(lines(self.head, typeface(400), style.size, WIDTH - 2 * MARGIN)), None)
        if head:
            self._line(head, style, ())
        self.y = HEIGHT - TOP + 22
        self.rule()
        self.y = BOTTOM - 30
        words = next(iter(lines(f"صفحة {self.number} من", typeface(400), style.size, WIDTH)))
        left = self._line(words, style, ())
        self.canvas.saveState()
        self.canvas.translate(left - 2.5, self.y)
        self.canvas.doForm("number-of-pages")
        self.canvas.restoreState()
        self.y = body

    def _form(self, name: str, number: str) -> None:
        """A number that other pages show: to the left of their position the number of pages, to the right that of a page."""
        style = RUNNING
        word = typeface(400).shape(number, False)
        x = -word.width * style.size / EM if name == "number-of-pages" else 0.0
        colour = " ".join(f"{part:.2f}" for part in style.colour)
        self.canvas.beginForm(name, lowerx=-WIDTH, lowery=-HEIGHT, upperx=WIDTH, uppery=HEIGHT)
        self.canvas.addLiteral(
            f"BT {colour} rg /F1 {style.size} Tf 1 0 0 1 {x:.2f} 0 Tm {self._fonts[400].shown(word)} Tj ET"
        )
        self.canvas.endForm()
