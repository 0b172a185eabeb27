"""A PDF file: its paragraphs pass through the same rules as the blocks of a page.

Pages that are pictures are recognised (`scans`); an article of which a page was recognised badly is a draft.
"""

import hashlib
from dataclasses import replace
from pathlib import Path

from archive.ingest.identity import KeyScheme
from archive.ingest.inputs import printed_name
from archive.ingest.mending import mend_blocks
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.page_text.lines import block_lines
from archive.ingest.readers.pdf import scans
from archive.ingest.readers.pdf.characters import Run
from archive.ingest.readers.pdf.lines import is_mirrored, page_lines
from archive.ingest.readers.pdf.pages import read_pages
from archive.ingest.readers.pdf.paragraphs import document_paragraphs
from archive.ingest.readers.text import article_records
from archive.ingest.record import ArticleRecord, DocumentRecord, UnreadableError

MAX_BYTES = 50 * 1024 * 1024
MIN_CONFIDENCE = 70.0
"""Of the words of a recognised page, on average."""
_NO_KEYS = KeyScheme()


def read_file(path: Path, gazetteer: Gazetteer, keys: KeyScheme = _NO_KEYS) -> DocumentRecord:
    """Read one file. Raises UnreadableError or OSError."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES // 1024 // 1024} MB")
    content = path.read_bytes()
    pages, recognised = _pages(path)
    if not any(pages) and not any(page.lines for page in recognised.values()):
        raise UnreadableError("no text in it")
    mirrored = is_mirrored(pages)
    paragraphs = document_paragraphs(
        [
            recognised[place].lines if place in recognised else page_lines(runs, mirrored=mirrored)
            for place, runs in enumerate(pages)
        ]
    )
    texts, notes = mend_blocks([paragraph.text for paragraph in paragraphs])
    lines = block_lines(texts)
    headings = [place for place, paragraph in enumerate(paragraphs) if paragraph.is_heading]
    for place in headings:
        if place == headings[0]:
            lines[place].form, lines[place].role = "text", "title"
        elif lines[place].is_text:
            lines[place].role = "subhead"
    sha256 = hashlib.sha256(content).hexdigest()
    found = article_records(lines, gazetteer, lambda place: keys.text_key(sha256, place))
    records = found.records
    if not records:
        raise UnreadableError("no article in it")
    origin = printed_name(path.name)
    warnings = [f"{origin}: {note}" for note in (*notes, *found.notes)]
    if recognised:
        warnings.append(f"{origin}: {_recognition_note(recognised, len(pages))}")
        is_bad = min(page.confidence for page in recognised.values()) < MIN_CONFIDENCE
        records = tuple(_with_doubt(record, is_draft=is_bad) for record in records)
    engine = scans.engine_name() if recognised else ""
    return DocumentRecord(
        sha256,
        content,
        origin,
        "application/pdf",
        "utf-8",
        records,
        tuple(warnings),
        recognised_by=engine,
        doubts=found.doubts,
    )


def _with_doubt(record: ArticleRecord, *, is_draft: bool) -> ArticleRecord:
    """Digits are what recognition gets wrong most easily: a date that was read so is not stated."""
    published = record.published and replace(record.published, basis="inferred")
    return replace(record, published=published, state="draft" if is_draft else record.state)


def _recognition_note(recognised: dict[int, scans.RecognisedPage], pages: int) -> str:
    """What a curator should know of recognised pages: how many, and how sure the engine is."""
    least = min(page.confidence for page in recognised.values())
    note = f"{len(recognised)} of {pages} pages are pictures; {scans.engine_name()} recognised their text, "
    note += f"sure of its words to {least:.0f} % on the worst page"
    return note + ("; a draft until somebody has read it" if least < MIN_CONFIDENCE else "")


def _pages(path: Path) -> tuple[list[list[Run]], dict[int, scans.RecognisedPage]]:
    """The runs of each page, and the recognised pages by their place. Raises UnreadableError."""
    pages: list[list[Run]] = []
    recognised: dict[int, scans.RecognisedPage] = {}
    for place, page in enumerate(read_pages(path)):
        if isinstance(page, scans.Picture):
            recognised[place] = scans.recognise(page)
        pages.append([] if isinstance(page, scans.Picture) else page)
    return pages, recognised
