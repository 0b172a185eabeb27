"""Tables as rows of text: CSV and TSV, streamed, and the sheets of XLSX workbooks.

The first row that is not empty is the header. Dates of a workbook come in ISO form, numbers as they would be typed; formulas by
their stored result.
"""

import csv
import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

DELIMITERS = ",;\t|"
SAMPLE_CHARS = 64_000
MAX_CELL_CHARS = 10_000_000
MAX_COLUMNS = 1_000
MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO = 1_000_000_000, 200
"""Of a workbook, which is a ZIP archive."""
_NO_WORKBOOK = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError,
    KeyError, IndexError, ValueError, TypeError, EOFError, OSError, NotImplementedError,
)  # fmt: skip
"""What openpyxl raises where a workbook is damaged, also while its rows are read."""


class TableError(ValueError):
    """The message is the reason why a table cannot be read, one line for the user."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The header and the rows below it, each with its number (from 1, the header included); the name is empty in CSV.

    The rows are read before the next sheet is asked for.
    """

    name: str
    header: Sequence[str]
    rows: Iterator[tuple[int, list[str]]]


def read_delimited(path: Path, encoding: str) -> Iterator[Sheet]:
    """The only sheet of a CSV or TSV file. Raises TableError, also while its rows are read."""
    with path.open("r", encoding=encoding, newline="", errors="strict") as file:
        sample = file.read(SAMPLE_CHARS)
        file.seek(0)
        csv.field_size_limit(MAX_CELL_CHARS)
        yield from _sheet("", _delimited_rows(file, _delimiter(sample)))


def read_workbook(path: Path, *, max_rows: int | None = None) -> Iterator[Sheet]:
    """The sheets that are not empty. Raises TableError, also while rows are read; `max_rows` counts empty ones, too."""
    if problem := zip_problem(path):
        raise TableError(f"not an XLSX workbook: {problem}")
    with path.open("rb") as file:
        try:
            workbook = load_workbook(file, read_only=True, data_only=True)
        except _NO_WORKBOOK as error:
            raise TableError(f"not an XLSX workbook ({error})") from error
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()  # as the file states them, they may fill each row up to 16,384 empty cells
            yield from _sheet(sheet.title, _workbook_rows(sheet.iter_rows(values_only=True), max_rows))


def _sheet(name: str, rows: Iterator[list[str]]) -> Iterator[Sheet]:
    numbered = ((number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row))
    first = next(numbered, None)
    if first is None:
        return
    header = [" ".join(cell.split()) for cell in first[1]]
    if len(header) > MAX_COLUMNS:
        raise TableError(f"more than {MAX_COLUMNS:,} columns")
    yield Sheet(name, header, numbered)


def _workbook_rows(rows: Iterator[Sequence[Any]], max_rows: int | None) -> Iterator[list[str]]:
    """Cells that a row leaves out at its end are empty ones, as far as rows above reach."""
    number = width = 0
    while True:
        try:
            row = next(rows, None)
        except _NO_WORKBOOK as error:
            raise TableError(f"damaged workbook after row {number} ({error})") from error
        if row is None:
            return
        number += 1
        if max_rows is not None and number > max_rows:
            raise TableError(f"more than {max_rows:,} rows, counting empty ones")
        if len(row) > MAX_COLUMNS:
            raise TableError(f"row {number}: more than {MAX_COLUMNS:,} columns")
        width = max(width, len(row))
        yield [_cell(value) for value in row] + [""] * (width - len(row) if row else 0)


def _delimiter(sample: str) -> str:
    """The separator that cuts the first line into most cells."""
    first = next((line for line in sample.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))


def _delimited_rows(file: io.TextIOBase, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableError(f"row {reader.line_num}: {error}") from error
        except UnicodeDecodeError as error:
            raise TableError(f"damaged {error.encoding} text after row {reader.line_num}") from error
        yield row


def zip_problem(path: Path) -> str:
    """Why a ZIP archive, such as a workbook, is not opened: it is none, or would unpack to far more than it seems; else ""."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        return f"not a ZIP archive ({error})"
    is_bomb = unpacked > MAX_UNPACKED_BYTES or unpacked > MAX_UNPACKED_RATIO * max(path.stat().st_size, 1_000_000)
    return f"it unpacks to {unpacked / 1e6:,.0f} MB" if is_bomb else ""


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep="T", timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
