"""Documents of word processors, DOCX and ODT: their paragraphs pass through the same rules as the lines of a text file.

The style of a paragraph tells titles and headings. Inserted text of tracked changes is read, deleted text is not. The dates in a
document's properties say when somebody saved it, not when it was published; they are not used.
"""

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree
from odfdo import Document as OpenDocument
from odfdo import Element as OpenElement

from archive.catalog.tables import zip_problem
from archive.ingest.bounds import MAX_PARAGRAPH_CHARS
from archive.ingest.encoding import MAX_BYTES
from archive.ingest.identity import KeyScheme
from archive.ingest.inputs import printed_name
from archive.ingest.mending import mend_blocks
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.page_text.lines import block_lines
from archive.ingest.readers.text import article_records
from archive.ingest.record import DocumentRecord, UnreadableError

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}
_TITLE_STYLES = ("title", "heading 1", "العنوان", "عنوان 1", "titre", "titre 1")
_HEADING_STYLES = ("heading", "subtitle", "عنوان", "titre")
_NO_KEYS = KeyScheme()
Paragraph = tuple[str, str]
"""(name of the style in lower case, text)"""


def read_file(path: Path, kind: str, gazetteer: Gazetteer, keys: KeyScheme = _NO_KEYS) -> DocumentRecord:
    """Read one file of kind docx or odt. Raises UnreadableError or OSError."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES // 1024 // 1024} MB")
    if problem := zip_problem(path):
        raise UnreadableError(problem)
    try:
        paragraphs = [(style, text) for style, text in _PARAGRAPHS[kind](path) if text]
    except UnreadableError:
        raise
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        etree.XMLSyntaxError,
    ) as error:
        raise UnreadableError(f"not a document of kind {kind.upper()} ({type(error).__name__})") from error
    if not paragraphs:
        raise UnreadableError("the document has no text")
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    texts, notes = mend_blocks([text for _, text in paragraphs])
    lines = block_lines(texts)
    titles = [place for place, (style, _) in enumerate(paragraphs) if style in _TITLE_STYLES]
    for place, ((style, _), line) in enumerate(zip(paragraphs, lines, strict=True)):
        if titles and place == titles[0]:
            line.form, line.role = "text", "title"
        elif line.is_text and style.startswith(_HEADING_STYLES):
            line.role = "subhead"
    found = article_records(lines, gazetteer, lambda place: keys.text_key(sha256, place))
    records = found.records
    if not records:
        raise UnreadableError("no article in it")
    origin = printed_name(path.name)
    warnings = tuple(f"{origin}: {note}" for note in (*notes, *found.notes))
    return DocumentRecord(sha256, content, origin, MEDIA_TYPES[kind], "utf-8", records, warnings, doubts=found.doubts)


def _docx_paragraphs(path: Path) -> Iterator[Paragraph]:
    document = docx.Document(str(path))
    styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    for paragraph in document.element.body.iter(qn("w:p")):
        if any(
            True
            for _ in paragraph.iterancestors("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
        ):
            continue  # the same text box again, for older programs
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = styles.get(style.get(qn("w:val")), "") if style is not None else ""
        for text in "".join(_docx_pieces(paragraph)).split("\n"):
            yield name, " ".join(text.split())


def _docx_pieces(paragraph: etree._Element) -> Iterator[str]:
    for piece in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        if next(piece.iterancestors(qn("w:p"))) is paragraph:
            yield {qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}.get(piece.tag, piece.text or "\n")


def _odt_paragraphs(path: Path) -> Iterator[Paragraph]:
    document = OpenDocument(path)
    for element in document.body.xpath(".//text:p | .//text:h"):
        if not isinstance(element, OpenElement) or element.xpath("ancestor::text:tracked-changes"):
            continue
        if sum(map(_spaces, element.xpath(".//text:s"))) > MAX_PARAGRAPH_CHARS:
            raise UnreadableError(f"a paragraph of more than {MAX_PARAGRAPH_CHARS:,} spaces")
        level = element.get_attribute_string("text:outline-level") or "1"
        style = (element.get_attribute_string("text:style-name") or "").lower()
        for text in element.inner_text.split("\n"):
            yield f"heading {level}" if element.tag == "text:h" else style, " ".join(text.split())


def _spaces(element: object) -> int:
    """How many spaces an element stands for."""
    count = (element.get_attribute_string("text:c") or "1") if isinstance(element, OpenElement) else "0"
    return int(count) if count.isdecimal() and len(count) < 20 else MAX_PARAGRAPH_CHARS + 1


_PARAGRAPHS = {"docx": _docx_paragraphs, "odt": _odt_paragraphs}
