"""Many searches at once: a table of queries, one a line or a row, and how many articles each of them finds.

A table has a header of parameter names (`q`, `from`, `source`, …; `q` also by its Arabic names); several values of one parameter
stand in one cell with `|` between them. Without such a header each line is a query. Each row is answered by itself: what is wrong
with one is said beside it. Counts are those of the results page: articles, of whatever versions.
"""

import codecs
import itertools
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from archive.catalog.tables import Sheet, TableError, read_delimited, read_workbook
from archive.search import SearchRequest, find
from archive.web.presenters.labels import has_hidden_filter
from archive.web.query_string import ParameterError, parse_page_request, search_url
from archive.web.query_string.parameters import BY_NAME

MAX_ROWS = 500
MAX_FILE_BYTES = 2_000_000
MAX_TEXT_CHARS = 400_000
MAX_SHEET_ROWS = 20_000
"""Of a workbook, the empty ones included: formats that reach down to the last row would be read for minutes."""
MAX_SECONDS = 20.0
"""For all rows together; those that are left then are not counted."""
QUERY_NAMES = ("q", "query", "search", "العبارة", "عبارة", "السؤال", "سؤال", "الاستعلام", "استعلام", "بحث", "البحث")
ARABIC_NAMES = {
    "من": "from",
    "إلى": "to",
    "الى": "to",
    "المصدر": "source",
    "القسم": "section",
    "الوكالة": "agency",
    "الوسم": "tag",
}
SINGLE = frozenset({"page", "per_page", "cursor", "compare", "explain", "sort", "group"})
"""Parameters that say which results are shown, and how: not what is counted."""
ROW_NAME = "row"
"""A column of this name numbers the rows."""
MAX_NUMBER_DIGITS = 9
SEPARATOR = "|"
TOO_LATE = "لم يُحسب: طال الوقت. أعد ما بقي وحده."
HIDDEN = "لا مصدر ولا عَلَم بهذا المفتاح."
Pairs = tuple[tuple[str, str], ...]


class BatchError(ValueError):
    """The whole table cannot be read; the message is a sentence in Arabic."""


@dataclass(frozen=True)
class Row:
    """A row of the table as it was given: its number there, and names and values of its parameters."""

    number: int
    pairs: Pairs

    @property
    def q(self) -> str:
        return next((value for name, value in self.pairs if name == "q"), "")

    @property
    def filters(self) -> str:
        """The other parameters, in one line."""
        return "، ".join(f"{name}={value}" for name, value in self.pairs if name != "q")


@dataclass(frozen=True)
class Counted:
    """The answer to a row: either `error`, or `count`, the search, and the query that was answered in place of this one."""

    row: Row
    count: int = 0
    link: str = ""
    corrected: str = ""
    error: str = ""


def rows_of_text(text: str) -> list[Row]:
    """A pasted table, or one query a line. Raises BatchError."""
    if len(text) > MAX_TEXT_CHARS:
        raise BatchError(f"النص أطول من {MAX_TEXT_CHARS:,} حرف؛ قسّمه.")
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not any(sign in first for sign in "\t,;") or not _is_header(
        first.replace("\t", ",").replace(";", ",").split(",")
    ):
        lines = enumerate(text.splitlines(), 1)
        return _bounded(Row(number, (("q", line.strip()),)) for number, line in lines if line.strip())
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".csv", newline="") as file:
        file.write(text)
        file.flush()
        return _rows(read_delimited(Path(file.name), "utf-8"))


def rows_of_file(upload: UploadedFile) -> list[Row]:
    """CSV, TSV or the first sheet of XLSX. Raises BatchError."""
    if (upload.size or 0) > MAX_FILE_BYTES:
        raise BatchError(f"الملف أكبر من {MAX_FILE_BYTES // 1_000_000} ميغابايت؛ قسّمه.")
    content = upload.read()
    is_workbook = content.startswith(b"PK")
    with tempfile.NamedTemporaryFile(suffix=".xlsx" if is_workbook else ".csv") as file:
        file.write(content)
        file.flush()
        path = Path(file.name)
        if is_workbook:
            return _rows(read_workbook(path, max_rows=MAX_SHEET_ROWS))
        return _rows(read_delimited(path, _encoding(content)))


def batch_search(rows: Iterable[Row]) -> list[Counted]:
    """Each row's answer, in order."""
    deadline = time.monotonic() + MAX_SECONDS
    return [_counted(row) if time.monotonic() < deadline else Counted(row, error=TOO_LATE) for row in rows]


def _counted(row: Row) -> Counted:
    try:
        asked = _request(row)
    except ParameterError as error:
        return Counted(row, error=str(error))
    if has_hidden_filter(asked):
        return Counted(row, error=HIDDEN)
    found = find(asked, 0)
    return Counted(row, found.count, search_url(asked), found.corrected_query or "")


def _request(row: Row) -> SearchRequest:
    """Raises ParameterError."""
    query = QueryDict(mutable=True)
    for name, value in row.pairs:
        if name in SINGLE:
            raise ParameterError(f"العمود «{name}» لا يغيّر العدد؛ احذفه.")
        is_keyed = name in BY_NAME and BY_NAME[name].shape == "keys"
        query.setlist(name, [part.strip() for part in value.split(SEPARATOR)] if is_keyed else [value])
    asked = parse_page_request(query)
    if not query.get("q", "").strip() and not asked.filters and not asked.published:
        raise ParameterError("لا عبارة في هذا السطر ولا قيد.")
    return asked


def _rows(sheets: Iterator[Sheet]) -> list[Row]:
    """Of the first sheet. Raises BatchError."""
    try:
        sheet = next(sheets, None)
        if sheet is None:
            raise BatchError("الجدول فارغ.")
        if not _is_header(sheet.header):
            lines = itertools.chain([(1, list(sheet.header))], sheet.rows)
            return _bounded(
                Row(number, (("q", cells[0].strip()),)) for number, cells in lines if cells and cells[0].strip()
            )
        names = [_name(cell) for cell in sheet.header]
        if twice := next((name for name in names if name and names.count(name) > 1), None):
            raise BatchError(f"عمودان أو أكثر للمَعلمة «{twice}»؛ أبقِ واحدًا، وافصل القيم فيه بعلامة «{SEPARATOR}».")
        return _bounded(_row(number, names, cells) for number, cells in sheet.rows)
    except TableError as error:
        raise BatchError(f"لا يُقرأ هذا الجدول ({error}).") from error


def _row(number: int, names: list[str], cells: list[str]) -> Row:
    pairs = [(name, cell.strip()) for name, cell in zip(names, cells, strict=False) if name and cell.strip()]
    numbered = next((cell for name, cell in pairs if name == ROW_NAME), "")
    is_number = numbered.isdecimal() and len(numbered) <= MAX_NUMBER_DIGITS
    return Row(int(numbered) if is_number else number, tuple(pair for pair in pairs if pair[0] != ROW_NAME))


def _is_header(cells: Iterable[str]) -> bool:
    return "q" in map(_name, cells)


def _name(cell: str) -> str:
    """The parameter that a column is named after."""
    text = cell.strip().lstrip("\ufeff").strip('"').strip().lower()
    return "q" if text in QUERY_NAMES else ARABIC_NAMES.get(text, text)


def _bounded(rows: Iterator[Row]) -> list[Row]:
    found = []
    for row in rows:
        found.append(row)
        if len(found) > MAX_ROWS:
            raise BatchError(f"العبارات أكثر من {MAX_ROWS}؛ قسّم الجدول.")
    if not found:
        raise BatchError("لا عبارة في هذا الجدول.")
    return found


def _encoding(content: bytes) -> str:
    """UTF-8, or what Excel writes in Arabic where it is not that. Raises BatchError for what is no text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in content:
        raise BatchError("ليس هذا الملف جدولًا يُقرأ؛ احفظه بصيغة XLSX أو CSV (بترميز UTF-8) ثم أعد إرساله.")
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "windows-1256"
    return "utf-8-sig"
