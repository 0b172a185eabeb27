"""All articles of a search as one file, written article by article: CSV, JSON lines, RIS, BibTeX and XLSX.

Each file says what was searched and when (CSV and RIS with each article, BibTeX and XLSX once), and has the hash of each raw
document. JSON lines are what an import reads again (`ingest.record_lines`), with a field `export` for that.
"""

import csv
import datetime as dt
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from archive.catalog.models import Article
from archive.ingest.services import record_fields
from archive.text import csv_cell
from archive.web.formats.citation_files import bibtex, citation_of, ris
from archive.web.formats.xml_text import xml_text
from archive.web.links import article_url

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_SHEET_ROWS = 1_048_576
"""Of XLSX (ISO/IEC 29500, as Excel limits it); one is the header."""
MAX_OPENING_CHARS = 500
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class ExportInfo:
    """The address of the search (absolute), the base of addresses, when it was asked, and how many articles it found."""

    search: str
    site: str
    made_at: dt.datetime
    count: int


COLUMNS = (
    "id", "url", "title", "title_generated", "date", "date_precision", "date_basis", "date_evidence", "source", "agency",
    "author", "dateline", "section", "tags", "language", "kind", "original_url", "document", "sha256",
)  # fmt: skip


def _cells(article: Article, info: ExportInfo) -> tuple[str, ...]:
    """The values of COLUMNS."""
    document = article.raw_document
    return (
        article.key,
        info.site + article_url(article.key),
        article.display_title,
        "1" if article.title_generated else "",
        article.published_value or "",
        article.published_precision,
        article.published_basis,
        article.published_evidence,
        article.source.name if article.source else "",
        article.agency,
        article.author,
        article.dateline,
        article.section,
        "، ".join(article.tags),
        article.language,
        article.kind,
        article.url,
        article.document_name or "",
        document.sha256 if document else "",
    )


def csv_export(articles: Iterable[Article], info: ExportInfo) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, by which spreadsheets tell the encoding; cells that look like formulas are defused."""
    yield b"\xef\xbb\xbf" + _csv_row((*COLUMNS, "body", "search", "exported_at"))
    about = (info.search, info.made_at.isoformat(timespec="seconds"))
    for article in articles:
        body = "\n".join(paragraph.text for paragraph in article.paragraphs.all())
        yield _csv_row((*_cells(article, info), body, *about))


def _csv_row(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow(map(csv_cell, cells))
    return out.getvalue().encode("utf-8", "replace")


def jsonl_export(articles: Iterable[Article], info: ExportInfo) -> Iterator[bytes]:
    about = {"search": info.search, "exported_at": info.made_at.isoformat(timespec="seconds")}
    for article in articles:
        sha256 = article.raw_document.sha256 if article.raw_document else None
        fields = {**record_fields(article), "export": {**about, "id": article.key, "sha256": sha256}}
        yield (json.dumps(fields, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def ris_export(articles: Iterable[Article], info: ExportInfo) -> Iterator[bytes]:
    about = f"N2  - صُدّر من {info.search} في {info.made_at.isoformat(timespec='seconds')}\r\n"
    for article in articles:
        record = ris(citation_of(article, info.site + article_url(article.key)))
        yield record.replace("ER  - ", f"{about}ER  - ", 1).encode("utf-8", "replace")


def bibtex_export(articles: Iterable[Article], info: ExportInfo) -> Iterator[bytes]:
    yield f"% {info.search}\n% {info.made_at.isoformat(timespec='seconds')}\n\n".encode()
    for article in articles:
        cited = citation_of(article, info.site + article_url(article.key))
        yield bibtex(cited, info.made_at.date()).encode("utf-8", "replace")


def xlsx_export(articles: Iterable[Article], info: ExportInfo) -> Iterator[bytes]:
    """A workbook with the first words of each text, and a second sheet about the search. Written to a temporary file first."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("المقالات")
    sheet.sheet_view.rightToLeft = True
    sheet.freeze_panes = "A2"
    _append(sheet, (*COLUMNS, "opening"))
    for article in articles:
        yield b""  # where the server stops if the reader has gone
        text = " ".join(paragraph.text for paragraph in article.paragraphs.all())
        _append(sheet, (*_cells(article, info), text[:MAX_OPENING_CHARS]))
    about = book.create_sheet("عن هذا الملف")
    about.sheet_view.rightToLeft = True
    for row in (("البحث", info.search), ("وقت التصدير", info.made_at.isoformat(timespec="seconds"))):
        _append(about, row)
    _append(about, ("عدد المقالات", str(info.count)))
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def text_workbook(name: str, rows: Iterable[Iterable[str]]) -> bytes:
    """A workbook of one sheet of texts, the first row of which is its header."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.sheet_view.rightToLeft = True
    sheet.freeze_panes = "A2"
    for row in rows:
        _append(sheet, row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _append(sheet: WriteOnlyWorksheet, values: Iterable[str]) -> None:
    """A row of texts: a cell is never a formula, whatever it begins with."""
    row = []
    for value in values:
        cell = WriteOnlyCell(sheet, value=xml_text(value, " "))
        cell.data_type = "s"
        row.append(cell)
    sheet.append(row)
