"""Pages of a PDF that are pictures → lines, by Tesseract with its Arabic data, where these are installed.

PDFium renders the page; Tesseract runs as a process of its own and returns the words of each line in logical order, with their
places and how sure it is of each (TSV output). Which lines make a paragraph or a heading is decided as for printed characters.
Tesseract is not part of the archive: without it a scan is refused with a sentence that says what to install.
"""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from archive.ingest.readers.pdf.characters import Character, Run
from archive.ingest.readers.pdf.lines import PrintedLine, in_reading_order
from archive.ingest.record import UnreadableError

RESOLUTION = 300
"""Dots per inch: what Tesseract's documentation asks for."""
MAX_SIDE = 6_000
"""Pixels: larger pages are rendered at a lower resolution."""
PAGE_TIMEOUT_S = 60
MAX_SCANNED_PAGES = 200
MIN_PICTURE_SHARE = 0.3
"""Of a page's area that is covered by pictures, for a page without text to count as scanned."""
BORDER = 60
"""White pixels added round a page: Tesseract overlooks what stands at its edge."""
MIN_HEADING_RATIO = 1.3
"""Height of a heading's words to that of the page's: boxes of words vary more than sizes of fonts."""
_LANGUAGE = "ara"
"""Alone: with English beside it, Tesseract reads Arabic words as Latin ones (measured: 2 to 4 % fewer words right)."""
_COLUMNS, _WORD_LEVEL = 12, "5"
_LINE_HEIGHT = 0.95
"""Size of a font in heights of its words' boxes: letters with descenders, dots and marks."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page rendered by PDFium, as PGM; `scale` in pixels a point, `height` of the page in points."""

    content: bytes
    scale: float
    height: float


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """The lines of a scanned page in reading order, and how sure Tesseract is of their words on average (0 to 100)."""

    lines: list[PrintedLine]
    confidence: float


def is_scanned(page: pypdfium2.PdfPage) -> bool:
    """Whether pictures cover much of a page. Meant for pages without text."""
    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,)):
        left, bottom, right, top = picture.get_bounds()
        covered += max(0.0, min(right, width) - max(left, 0.0)) * max(0.0, min(top, height) - max(bottom, 0.0))
    return covered >= MIN_PICTURE_SHARE * width * height


@cache
def engine_name() -> str:
    """`Tesseract 5.3.0`. Raises UnreadableError with what to install if it or its Arabic data are missing."""
    command = shutil.which("tesseract")
    if command is None:
        raise UnreadableError(_missing("Tesseract is not installed"))
    languages = subprocess.run([command, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    if "ara" not in languages.stdout.split():
        raise UnreadableError(_missing("Tesseract has no Arabic data"))
    version = subprocess.run([command, "--version"], capture_output=True, text=True, timeout=20, check=False)
    return f"Tesseract {(version.stdout or version.stderr).split()[1]}"


def _missing(what: str) -> str:
    return (
        f"a scan, a picture without text: {what}, so it cannot be recognised (Debian: apt install "
        "tesseract-ocr tesseract-ocr-ara; then import the file again)"
    )


def picture_of(page: pypdfium2.PdfPage) -> Picture:
    """The picture of a page, as large as Tesseract wants it."""
    width, height = page.get_size()
    scale = min(RESOLUTION / 72, MAX_SIDE / max(width, height, 1.0))
    return Picture(_rendered(page, scale), scale, height)


def recognise(picture: Picture) -> RecognisedPage:
    """Recognise the text of a page. Raises UnreadableError if Tesseract is missing, fails or takes too long."""
    engine_name()
    scale = picture.scale
    try:
        done = subprocess.run(
            ["tesseract", "-", "-", "-l", _LANGUAGE, "--dpi", str(round(72 * scale)), "--psm", "3", "tsv"],
            input=picture.content,
            capture_output=True,
            timeout=PAGE_TIMEOUT_S,
            check=False,
            env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/local/bin:/usr/bin:/bin"},
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(f"recognising the text of a page took more than {PAGE_TIMEOUT_S} s") from error
    if done.returncode:
        raise UnreadableError(f"Tesseract failed: {done.stderr.decode('utf-8', 'replace').strip()[-200:]}")
    return _page(done.stdout.decode("utf-8", "replace"), scale, picture.height)


def _rendered(page: pypdfium2.PdfPage, scale: float) -> bytes:
    """The page as a grey picture in the format PGM."""
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        pixels = memoryview(bitmap.buffer).cast("B")
        width, height = bitmap.width + 2 * BORDER, bitmap.height + 2 * BORDER
        side, above = b"\xff" * BORDER, b"\xff" * (width * BORDER)
        rows = (pixels[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height))
        return (
            b"P5\n%d %d\n255\n" % (width, height)
            + above
            + b"".join(b"".join((side, row, side)) for row in rows)
            + above
        )
    finally:
        bitmap.close()


@dataclass(slots=True)
class _Word:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    confidence: float


def _page(tsv: str, scale: float, height: float) -> RecognisedPage:
    """`tsv`: rows of level, page, block, paragraph, line, word, left, top, width, height, confidence, text; places in pixels."""
    paragraphs = list(_paragraphs(tsv, scale, height))
    words = [word for lines in paragraphs for line in lines for word in line]
    if not words:
        return RecognisedPage([], 0.0)
    usual = median(word.top - word.bottom for word in words)
    confidence = sum(word.confidence * len(word.text) for word in words) / sum(len(word.text) for word in words)
    printed: list[PrintedLine] = []
    for lines in paragraphs:
        tall = median(word.top - word.bottom for line in lines for word in line) / usual
        size = _LINE_HEIGHT * usual * (tall if tall >= MIN_HEADING_RATIO else 1.0)
        printed += [_printed_line(line, len(printed) + place, size) for place, line in enumerate(lines)]
    return RecognisedPage(in_reading_order(printed, right_to_left=True), confidence)


def _paragraphs(tsv: str, scale: float, height: float) -> Iterator[list[list[_Word]]]:
    """The words of each line of each paragraph; places in points, y upwards."""
    words = [row.split("\t") for row in tsv.splitlines()[1:]]
    words = [row for row in words if len(row) == _COLUMNS and row[0] == _WORD_LEVEL and row[11].strip()]
    for _, paragraph in groupby(words, key=lambda row: row[1:4]):
        yield [[_word(row, scale, height) for row in line] for _, line in groupby(paragraph, key=lambda row: row[4])]


def _word(row: Sequence[str], scale: float, height: float) -> _Word:
    left, top, width, tall = (float(value) / scale for value in row[6:10])
    left, top = left - BORDER / scale, top - BORDER / scale
    return _Word(row[11].strip(), left, left + width, height - top, height - top - tall, float(row[10]))


def _printed_line(words: Sequence[_Word], number: int, size: float) -> PrintedLine:
    baseline = median(word.bottom for word in words) + 0.25 * size
    box = Character("", min(word.left for word in words), max(word.right for word in words), baseline, size, number)
    return PrintedLine([Run([box])], " ".join(word.text for word in words))
