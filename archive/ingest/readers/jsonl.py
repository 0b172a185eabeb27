"""JSON lines, plain or `.gz`, read as a stream: one line is in memory at a time.

Fields: id, title, body, date, source, author, url, section, tags, namespace; all but body optional. A record is one article,
never split or cleaned; the lines of its body are paragraphs. A date keeps its printed day, without conversion of time zones.
A line that cannot be read is a failure; the rest loads.
"""

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from archive.ingest.encoding import MAX_BYTES
from archive.ingest.identity import KeyScheme
from archive.ingest.inputs import printed_name
from archive.ingest.page_text.tags import split_tags
from archive.ingest.readers.record_dates import read_field
from archive.ingest.record import (
    ArticleRecord,
    DocumentRecord,
    Failure,
    ParagraphText,
    UnreadableError,
)

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u0084\u0086-\u009f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def read_lines(path: Path, keys: KeyScheme = KeyScheme()) -> Iterator[DocumentRecord | Failure]:
    """A document or a failure for each line that is not blank."""
    name = printed_name(path.name)
    try:
        with _open(path) as file:
            number = 0
            while line := file.readline(MAX_BYTES + 1):
                number += 1
                if len(line) > MAX_BYTES:
                    yield Failure(f"{name}, line {number}", f"larger than {MAX_BYTES // 1024 // 1024} MB")
                    while line and not line.endswith(b"\n"):
                        line = file.readline(MAX_BYTES)
                    continue
                if number == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                if number == 1 and (line.strip() == b"[" or line.lstrip().startswith(b"[{")):
                    yield Failure(name, "a JSON array; write one object per line")
                    return
                if line.strip():
                    yield read_line(line.rstrip(b"\r\n"), name, number, keys)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Failure(name, f"damaged gzip file ({error})")


def _open(path: Path) -> BinaryIO:
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")  # type: ignore[return-value]


def read_line(line: bytes, origin: str, number: int, keys: KeyScheme = KeyScheme()) -> DocumentRecord | Failure:
    """The document of one line."""
    try:
        record, warnings = parse_record(line, keys)
    except UnreadableError as error:
        return Failure(f"{origin}, line {number}", str(error))
    notes = tuple(f"{origin}, line {number}: {warning}" for warning in warnings)
    sha256 = hashlib.sha256(line).hexdigest()
    return DocumentRecord(sha256, line, origin, "application/json", "utf-8", (record,), notes)


def parse_record(line: bytes, keys: KeyScheme = KeyScheme()) -> tuple[ArticleRecord, list[str]]:
    """The record in one line of JSON, with warnings about fields left out. Raises UnreadableError."""
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError("not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"not JSON ({getattr(error, 'msg', 'nested too deep')})") from error
    if not isinstance(fields, dict):
        raise UnreadableError("not a JSON object")
    paragraphs = _paragraphs(fields.get("body"))
    if not paragraphs:
        raise UnreadableError("no body")
    warnings: list[str] = []
    title = _line(fields, "title", 1000) or None
    url = _line(fields, "url", 2000)
    if url and not _WEB.fullmatch(url):
        warnings.append(f"url left out, not a web address: {url[:60]}")
        url = ""
    date = read_field(fields.get("date"), clean(str(fields.get("date"))))
    if date.warning:
        warnings.append(date.warning)
    record = ArticleRecord(
        import_key=keys.record_key(fields, paragraphs),
        title=title,
        paragraphs=paragraphs,
        source=_line(fields, "source", 200),
        author=_line(fields, "author", 300),
        url=url,
        section=_line(fields, "section", 200),
        tags=_tags(fields.get("tags")),
        published=date.published,
    )
    return record, warnings


def clean(text: str) -> str:
    """Text that every database accepts: control characters removed, lone surrogates replaced, line ends normalised."""
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def _line(fields: dict[str, Any], name: str, limit: int) -> str:
    value = fields.get(name)
    if isinstance(value, list):
        value = "، ".join(part for part in value if isinstance(part, str))
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return " ".join(clean(value).split())[:limit] if isinstance(value, str) else ""


def _paragraphs(body: Any) -> tuple[ParagraphText, ...]:
    parts = body if isinstance(body, list) else [body]
    texts = [line.strip() for part in parts if isinstance(part, str) for line in clean(part).split("\n")]
    texts = [text for text in texts if text.strip("\u200b\u200e\u200f\ufeff")]
    return tuple(("paragraph" if place else "lede", text) for place, text in enumerate(texts))


def _tags(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else [value]
    given = [clean(part) for part in parts if isinstance(part, str)]
    tags = (
        " ".join(tag.split()) for part in given for tag in ([part] if isinstance(value, list) else split_tags(part))
    )
    return tuple(dict.fromkeys(tag[:200] for tag in tags if tag))
