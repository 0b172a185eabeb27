"""JSON lines, or one array of objects, plain or `.gz`, read as a stream: one record is in memory at a time.

Fields: those of `record_fields.READ`; all but body optional. A record is one article, never split or cleaned; the lines of its
body are paragraphs, and markup in a field is decoded. A date keeps its printed day, without conversion of time zones. A line
that cannot be read is a failure; the rest loads. Whatever a record loses on the way is named in a warning; fields of other
names are not read, and named once in a file.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from archive.ingest.controls import storable
from archive.ingest.encoding import MAX_BYTES
from archive.ingest.identity import KeyScheme
from archive.ingest.inputs import printed_name
from archive.ingest.page_text.datelines import read_prefix
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.page_text.provenance import cited_media
from archive.ingest.readers.compressed import open_file, problem
from archive.ingest.readers.json_array import array_items
from archive.ingest.readers.record_dates import read_dated, read_day
from archive.ingest.readers.record_fields import (
    MAX_AUTHOR_CHARS,
    MAX_CREDIT_CHARS,
    MAX_NAME_CHARS,
    MAX_TITLE_CHARS,
    READ,
    RecordFields,
)
from archive.ingest.record import (
    ArticleRecord,
    DocumentRecord,
    Failure,
    UnreadableError,
)

_AGENCIES = Gazetteer()
"""What recognises agencies and cited media where a record names none: it reads the same whatever the authority file holds."""
MAX_UNREAD_NAMES = 50
"""Names of unread fields that are told of in one file."""
MAX_SHOWN_NAME_CHARS = 40
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_lines(path: Path, keys: KeyScheme = KeyScheme()) -> Iterator[DocumentRecord | Failure]:
    """A document or a failure for each line that is not blank, and a failure for what is wrong with the file as a whole."""
    name = printed_name(path.name)
    unread: set[str] = set()
    has_lines = False
    with open_file(path) as file:
        for number, line in _numbered_lines(file):
            if number == 1 and line.startswith(_UTF16_MARKS):
                yield Failure(name, "UTF-16; write JSON in UTF-8")
                return
            if number == 1 and line.lstrip().startswith(b"["):
                yield from _read_array(path, name, keys)
                return
            if line.strip():
                has_lines = True
                yield read_line(line, name, number, keys, unread)
        if damage := problem(file):
            yield Failure(name, damage)
        elif not has_lines:
            yield Failure(name, "the file is empty")


def _numbered_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines without their ends, counted from 1. Of a line that is too long only as much as shows that it is."""
    number = 0
    while line := file.readline(MAX_BYTES + 1):
        number += 1
        yield number, (line.removeprefix(_UTF8_MARK) if number == 1 else line).rstrip(b"\r\n")
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = file.readline(MAX_BYTES + 1)


def _read_array(path: Path, name: str, keys: KeyScheme) -> Iterator[DocumentRecord | Failure]:
    """A document or a failure for each element of an array; damage ends it with a failure."""
    unread: set[str] = set()
    number = 0
    with open_file(path) as file:
        try:
            for number, item in enumerate(array_items(file), 1):
                yield read_line(item, name, number, keys, unread)
        except UnreadableError as error:
            yield Failure(name, str(error))
        else:
            if not number:
                yield Failure(name, "the array is empty")


def read_line(
    line: bytes, origin: str, number: int, keys: KeyScheme = KeyScheme(), unread: set[str] | None = None
) -> DocumentRecord | Failure:
    """The document of one line. `unread` collects the names of fields that are not read, each told of once."""
    place = f"{origin}, line {number}"
    if len(line) > MAX_BYTES:
        return Failure(place, f"larger than {MAX_BYTES // 1024 // 1024} MB")
    try:
        fields, warnings = _fields(line)
        record = _record(fields, warnings, keys)
    except UnreadableError as error:
        return Failure(place, str(error))
    if unread is not None and (new := [name for name in fields if name not in READ and name not in unread]):
        room = MAX_UNREAD_NAMES - len(unread)
        unread.update(new[:MAX_UNREAD_NAMES])
        shown = ", ".join(name[:MAX_SHOWN_NAME_CHARS] for name in new[:room])
        warnings += [f"fields that are not read: {storable(shown)}"] if room > 0 else []
    notes = tuple(f"{place}: {warning}" for warning in warnings)
    sha256 = hashlib.sha256(line).hexdigest()
    return DocumentRecord(sha256, line, origin, "application/json", "utf-8", (record,), notes, number)


def parse_record(line: bytes, keys: KeyScheme = KeyScheme()) -> tuple[ArticleRecord, list[str]]:
    """The record in one line of JSON, with warnings about what is left out. Raises UnreadableError."""
    fields, warnings = _fields(line)
    return _record(fields, warnings, keys), warnings


def _fields(line: bytes) -> tuple[dict[str, Any], list[str]]:
    """The object of a line, with a warning for each name given twice; the last counts."""
    repeated: list[str] = []

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields = dict(pairs)
        if len(fields) < len(pairs):
            times = Counter(name for name, _ in pairs)
            repeated[:] = [name for name in READ if times[name] > 1]
        else:
            repeated.clear()
        return fields

    try:
        fields = json.loads(line.decode("utf-8"), object_pairs_hook=collect)
    except UnicodeDecodeError as error:
        raise UnreadableError("not UTF-8") from error
    except RecursionError as error:
        raise UnreadableError("not JSON (nested too deep)") from error
    except ValueError as error:
        raise UnreadableError(f"not JSON ({getattr(error, 'msg', 'a number of too many digits')})") from error
    if not isinstance(fields, dict):
        raise UnreadableError("not a JSON object")
    return fields, [f"{name} is given twice, the last was read" for name in repeated]


def _record(fields: dict[str, Any], warnings: list[str], keys: KeyScheme) -> ArticleRecord:
    """The record that an object describes; adds to the warnings."""
    read = RecordFields(fields, warnings)
    read.check_key()
    paragraphs = read.paragraphs()
    title = read.line("title", MAX_TITLE_CHARS) or None
    published = read_dated(read, fields)
    source, agency, dateline = (read.line(name, MAX_NAME_CHARS) for name in ("source", "agency", "dateline"))
    cited = read.cited()
    if not read.is_plain:
        prefix = read_prefix(paragraphs[0][1], _AGENCIES) if not (agency or dateline) else None
        if prefix and prefix.agency:
            agency, dateline = prefix.agency, prefix.place[:MAX_NAME_CHARS]
        cited = cited or cited_media((title or "", *(text for _, text in paragraphs)), _AGENCIES, own=(source, agency))
    key, parent_key = keys.record_key(fields, paragraphs), keys.parent_key(fields)
    if parent_key == key:
        warnings.append("parent left out, it is the record itself")
    return ArticleRecord(
        import_key=key,
        kind=read.choice("kind", ("article", "stub")) or "article",
        title=title,
        paragraphs=paragraphs,
        source=source,
        author=read.line("author", MAX_AUTHOR_CHARS),
        agency=agency,
        dateline=dateline,
        cited=cited,
        photo_credit=read.line("photo_credit", MAX_CREDIT_CHARS),
        language=read.language("\n".join((title or "", *(text for _, text in paragraphs)))),
        url=read.url(),
        section=read.line("section", MAX_NAME_CHARS),
        tags=read.tags(),
        published=published,
        not_before=None if published else read_day(read, fields, "not_before"),
        not_before_evidence="" if published else read.line("not_before_evidence", MAX_AUTHOR_CHARS),
        parent_key="" if parent_key == key else parent_key,
    )
