"""A PDF file: its paragraphs pass through the same rules as the blocks of a page. A scan has no text and is refused."""

import hashlib
from pathlib import Path

import pypdfium2

from archive.ingest.identity import KeyScheme
from archive.ingest.inputs import printed_name
from archive.ingest.mending import mend_blocks
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.page_text.lines import block_lines
from archive.ingest.readers.pdf.characters import Run, page_runs
from archive.ingest.readers.pdf.lines import is_mirrored, page_lines
from archive.ingest.readers.pdf.paragraphs import document_paragraphs
from archive.ingest.readers.text import article_records
from archive.ingest.record import DocumentRecord, UnreadableError

MAX_BYTES = 50 * 1024 * 1024
MAX_PAGES = 500
_NO_KEYS = KeyScheme()


def read_file(path: Path, gazetteer: Gazetteer, keys: KeyScheme = _NO_KEYS) -> DocumentRecord:
    """Read one file. Raises UnreadableError or OSError."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES // 1024 // 1024} MB")
    content = path.read_bytes()
    pages = _pages(content)
    if not any(pages):
        raise UnreadableError("no text in it, perhaps a scan; recognise its text first (OCR)")
    mirrored = is_mirrored(pages)
    paragraphs = document_paragraphs([page_lines(runs, mirrored=mirrored) for runs in pages])
    texts, notes = mend_blocks([paragraph.text for paragraph in paragraphs])
    lines = block_lines(texts)
    headings = [place for place, paragraph in enumerate(paragraphs) if paragraph.is_heading]
    for place in headings:
        if place == headings[0]:
            lines[place].form, lines[place].role = "text", "title"
        elif lines[place].is_text:
            lines[place].role = "subhead"
    sha256 = hashlib.sha256(content).hexdigest()
    records = article_records(lines, gazetteer, lambda place: keys.text_key(sha256, place))
    if not records:
        raise UnreadableError("no article in it")
    origin = printed_name(path.name)
    warnings = tuple(f"{origin}: {note}" for note in notes)
    return DocumentRecord(sha256, content, origin, "application/pdf", "utf-8", records, warnings)


def _pages(content: bytes) -> list[list[Run]]:
    """The runs of each page. Raises UnreadableError."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        reason = "it is protected by a password" if "assword" in str(error) else f"not a PDF file ({error})"
        raise UnreadableError(reason) from error
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableError(f"more than {MAX_PAGES} pages")
        return [page_runs(page) for page in document]
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"damaged PDF file ({error})") from error
    finally:
        document.close()
