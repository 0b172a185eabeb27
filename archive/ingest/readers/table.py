"""Tables of articles: each row of a CSV, TSV or XLSX file is a record.

Columns are known by their headings; the body, if no heading names it, is the column with the longest texts. `--map FIELD=COLUMN`
sets what is not guessed. The raw document of a record is its row as JSON: fields under their names, other columns under their
headings.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from archive.catalog.tables import Sheet, TableError, read_delimited, read_workbook
from archive.ingest.encoding import decode
from archive.ingest.identity import KeyScheme
from archive.ingest.inputs import printed_name
from archive.ingest.readers.jsonl import read_line
from archive.ingest.readers.record_fields import READ
from archive.ingest.record import DocumentRecord, Failure, UnreadableError
from archive.text import fold

HEADINGS = {
    "id": "المعرف|معرف|رقم الخبر|رقم المقال|id|guid|article id|article_id",
    "title": "العنوان|عنوان|عنوان الخبر|عنوان المقال|title|headline",
    "body": "النص|نص|نص الخبر|نص المقال|المحتوى|محتوى|المتن|متن الخبر|الخبر|المقال|body|text|content|article|full text|fulltext",
    "date": "التاريخ|تاريخ|تاريخ النشر|تاريخ الخبر|يوم النشر|date|published|pubdate|published at|publish date|publication date",
    "source": "المصدر|مصدر|الصحيفة|الجريدة|الوسيلة|الناشر|source|publisher|outlet|newspaper|media",
    "author": "الكاتب|كاتب|المؤلف|المحرر|الصحفي|author|byline|writer",
    "url": "الرابط|رابط|رابط الخبر|url|link|address",
    "section": "القسم|قسم|الباب|التصنيف|section|category",
    "tags": "الوسوم|وسوم|الكلمات المفتاحية|كلمات مفتاحية|tags|keywords",
    "agency": "الوكالة|وكالة|وكالة الأنباء|agency|wire agency",
    "dateline": "مكان الخبر|مكان التحرير|dateline",
    "cited": "نقلا عن|cited",
    "photo_credit": "مصدر الصورة|المصور|تصوير|photo credit|photographer",
    "language": "اللغة|لغة|language|lang",
    **{name: name.replace("_", " ") for name in READ if name.startswith(("date_", "not_"))},
    **{name: name for name in ("namespace", "kind", "parent", "roles")},
}
"""Headings of each field, separated by |."""
_FIELD_OF = {fold(heading): field for field, row in HEADINGS.items() for heading in row.split("|")}
SAMPLE_BYTES, SAMPLE_ROWS, SHOWN_ROWS = 1_000_000, 50, 3
MAX_HEADING_CHARS = 80
MIN_BODY_CHARS = 80
"""Mean length of a column that is taken for the body."""


def read_file(
    path: Path, keys: KeyScheme = KeyScheme(), columns: Mapping[str, str] | None = None, *, is_workbook: bool = False
) -> Iterator[DocumentRecord | Failure]:
    """A document or a failure for each row. `columns` gives headings for fields. Raises UnreadableError or OSError."""
    name = printed_name(path.name)
    has_rows = False
    try:
        for sheet in read_workbook(path) if is_workbook else read_delimited(path, _encoding(path)):
            origin = f"{name}, sheet {sheet.name}" if sheet.name else name
            for document in _records(sheet, origin, keys, columns or {}):
                has_rows = True
                yield document
    except TableError as error:
        if not has_rows:
            raise UnreadableError(str(error)) from error
        yield Failure(name, f"the rest was not read: {error}")
    else:
        if not has_rows:
            raise UnreadableError("the table has no rows")


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """The headings of a sheet (its name is empty in CSV), the column of each field that is read, and the first rows."""

    name: str
    header: tuple[str, ...]
    places: Mapping[str, int]
    rows: tuple[tuple[str, ...], ...]


def sheet_columns(
    path: Path, columns: Mapping[str, str] | None = None, *, is_workbook: bool = False
) -> Iterator[SheetColumns]:
    """What `read_file` reads of each sheet. Raises UnreadableError or OSError."""
    try:
        for sheet in read_workbook(path) if is_workbook else read_delimited(path, _encoding(path)):
            rows = [row for _, row in _sample(sheet)[0]]
            try:
                places = field_columns(sheet.header, rows, columns or {})
            except UnreadableError:  # a heading was given that this sheet does not have
                places = {}
            yield SheetColumns(sheet.name, tuple(sheet.header), places, tuple(map(tuple, rows[:SHOWN_ROWS])))
    except TableError as error:
        raise UnreadableError(str(error)) from error


def _encoding(path: Path) -> str:
    """The encoding of the file, by its beginning."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    if len(sample) == SAMPLE_BYTES and b"\n" in sample:
        sample = sample[: sample.rindex(b"\n") + 1]
    return decode(sample)[1]


def _records(
    sheet: Sheet, origin: str, keys: KeyScheme, columns: Mapping[str, str]
) -> Iterator[DocumentRecord | Failure]:
    if any(len(heading) > MAX_HEADING_CHARS for heading in sheet.header):
        yield Failure(origin, "the first row is no header; write the names of the columns above the articles")
        return
    sample, damage = _sample(sheet)
    places = field_columns(sheet.header, [row for _, row in sample], columns)
    if "body" not in places:
        yield Failure(origin, f"no column for the body; name it: --map body=COLUMN ({_shown(sheet.header)})")
        return
    note = f"{origin}: columns read: {_mapping(sheet.header, places)}"
    for number, row in sample if damage else chain(sample, sheet.rows):
        document = read_line(_line(sheet.header, row, places), origin, number, keys)
        if len(row) > len(sheet.header) and any(row[len(sheet.header) :]) and isinstance(document, DocumentRecord):
            lost = f"{origin}, line {number}: {len(row) - len(sheet.header)} cells without a column left out"
            document = replace(document, warnings=(*document.warnings, lost))
        if note and isinstance(document, DocumentRecord):
            document, note = replace(document, warnings=(note, *document.warnings)), ""
        yield document
    if damage:
        raise damage


def _sample(sheet: Sheet) -> tuple[list[tuple[int, list[str]]], TableError | None]:
    """The first rows, up to where the table is damaged."""
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in islice(sheet.rows, SAMPLE_ROWS):
            rows.append(row)
    except TableError as error:
        return rows, error
    return rows, None


def named_fields(header: Sequence[str]) -> set[str]:
    """The fields that these headings name."""
    known = (_FIELD_OF.get(fold(heading).replace("_", " ")) for heading in header)
    return {field for field in known if field}


def field_columns(header: Sequence[str], rows: Sequence[Sequence[str]], given: Mapping[str, str]) -> dict[str, int]:
    """The column (from 0) of each field that has one. A field that is given without a heading is not read.

    Raises UnreadableError if a given heading does not exist.
    """
    places: dict[str, int] = {}
    folded = [fold(heading) for heading in header]
    for field, heading in given.items():
        if not heading:
            continue
        if fold(heading) not in folded:
            raise UnreadableError(f"no column «{heading}» ({_shown(header)})")
        places[field] = folded.index(fold(heading))
    for place, heading in enumerate(folded):
        known = _FIELD_OF.get(heading.replace("_", " ")) or _FIELD_OF.get(heading)
        if known and known not in given and place not in places.values():
            places.setdefault(known, place)
    if "body" not in places and "body" not in given:
        free = [place for place in range(len(header)) if place not in places.values()]
        means = {place: sum(len(row[place]) for row in rows if place < len(row)) / max(len(rows), 1) for place in free}
        longest = max(means, key=lambda place: means[place], default=None)
        if longest is not None and means[longest] >= MIN_BODY_CHARS:
            places["body"] = longest
    return places


def _line(header: Sequence[str], row: Sequence[str], places: Mapping[str, int]) -> bytes:
    """A row as JSON."""
    cells = {field: row[place] for field, place in places.items() if place < len(row) and row[place].strip()}
    others = {
        heading or f"column {place + 1}": cell
        for place, (heading, cell) in enumerate(zip(header, row, strict=False))
        if place not in places.values() and cell.strip()
    }
    # a column that a person set aside may bear the name of a field
    unread = {f"{heading} *" if heading in READ else heading: cell for heading, cell in others.items()}
    return json.dumps(cells | unread, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _mapping(header: Sequence[str], places: Mapping[str, int]) -> str:
    read = ", ".join(f"{field}={header[place]}" for field, place in places.items())
    unread = [heading for place, heading in enumerate(header) if heading and place not in places.values()]
    return read + (f"; not read: {', '.join(unread[:20])}" if unread else "")


def _shown(header: Sequence[str]) -> str:
    return f"columns: {', '.join(heading for heading in header if heading)[:300]}"
