"""Inputs → documents: each input is read by the reader of its format; what cannot be read becomes a failure.

ZIP archives and mails with attachments are unpacked, and their members read like files; the origin of such a document names the
container, too.
"""

import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from django.db import DatabaseError

from archive.ingest import bounds
from archive.ingest.identity import KeyScheme
from archive.ingest.inputs import Input, format_of, printed_name
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.readers import feed, jsonl, mail, office, table, text, web_archive
from archive.ingest.readers.html import page
from archive.ingest.readers.pdf import document
from archive.ingest.record import DocumentRecord, Failure, UnreadableError
from archive.ingest.unpacking import MAX_LEVELS, mail_members, zip_members

log = logging.getLogger(__name__)
_NO_KEYS = KeyScheme()
MAX_REASON_CHARS = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """What readers need besides the input: names to recognise, the scheme of keys, and headings given for fields of tables."""

    gazetteer: Gazetteer
    keys: KeyScheme = _NO_KEYS
    columns: Mapping[str, str] = field(default_factory=dict)
    announce: Callable[[str, int], None] | None = None
    """Called with name and size in bytes of each input before it is read."""


def read_inputs(inputs: Iterable[Input | Failure], reading: Reading) -> Iterator[DocumentRecord | Failure]:
    """The documents of all inputs, in order; failures in their place."""
    for source in inputs:
        if isinstance(source, Failure):
            yield source
        else:
            yield from _read(source, reading, source.shown, 0)


def _read(source: Input, reading: Reading, name: str, level: int) -> Iterator[DocumentRecord | Failure]:
    try:
        if reading.announce is not None:
            reading.announce(name.rpartition("/")[2], source.path.stat().st_size)
        is_empty = True
        for document in chain(_documents(source, reading), _members(source, reading, name, level)):
            is_empty = False
            found = bounds.problem(document) if isinstance(document, DocumentRecord) else ""
            yield Failure(document.name, found) if found else document
        if is_empty:
            yield Failure(name, "no article in it")
    except UnreadableError as error:
        yield Failure(name, str(error))
    except OSError as error:
        yield Failure(name, f"cannot be read ({error.strerror or error})")
    except DatabaseError:
        raise
    except Exception as error:  # whatever a format's library raises on a damaged file ends this file alone
        log.info("reading %s failed", name, exc_info=True)
        yield Failure(name, f"probably damaged: not readable as {source.format.upper()} ({_one_line(error)})")


def _one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:MAX_REASON_CHARS]


def _documents(source: Input, reading: Reading) -> Iterator[DocumentRecord | Failure]:
    path, gazetteer, keys = source.path, reading.gazetteer, reading.keys
    match source.format:
        case "zip":
            return
        case "jsonl" | "json":
            yield from jsonl.read_lines(path, keys)
        case "csv" | "tsv" | "xlsx":
            yield from table.read_file(
                path, keys, source.columns or reading.columns, is_workbook=source.format == "xlsx"
            )
        case "rss":
            yield from feed.read_file(path, gazetteer, keys)
        case "warc":
            yield from web_archive.read_file(path, gazetteer, keys)
        case "html":
            yield page.read_file(path, gazetteer, keys)
        case "docx" | "odt":
            yield office.read_file(path, source.format, gazetteer, keys)
        case "pdf":
            yield document.read_file(path, gazetteer, keys)
        case "eml":
            if (message := mail.read_file(path, gazetteer, keys)) is not None:
                yield message
        case _:
            yield text.read_file(path, gazetteer, keys)


def _members(source: Input, reading: Reading, name: str, level: int) -> Iterator[DocumentRecord | Failure]:
    """What is within a ZIP archive or attached to a mail; nothing for other formats."""
    if source.format not in ("zip", "eml"):
        return
    if level >= MAX_LEVELS:
        yield Failure(name, f"not unpacked: more than {MAX_LEVELS} archives within one another")
        return
    container = printed_name(source.path.name)
    unread: list[str] = []
    with tempfile.TemporaryDirectory(prefix="khizana-") as folder:
        unpacked = zip_members if source.format == "zip" else mail_members
        for member in unpacked(source.path, Path(folder)):
            if isinstance(member, Failure):
                yield Failure(f"{name}/{member.name}", member.reason)
                continue
            inner, path = member
            kind = format_of(path)
            if kind is None or path.name.startswith("."):
                unread.append(inner)
                continue
            for found in _read(Input(path, kind), reading, f"{name}/{inner}", level + 1):
                yield _in_container(found, container, inner, path.name)
    if unread:
        yield Failure(name, f"{len(unread)} members of other formats were not read: {', '.join(unread[:5])[:200]}")


def _in_container(
    found: DocumentRecord | Failure, container: str, inner: str, file_name: str
) -> DocumentRecord | Failure:
    """The document with an origin that names the container: `folder.zip/sub/page.html`."""
    if isinstance(found, Failure):
        return found
    rest = found.origin.removeprefix(file_name)
    return replace(found, origin=f"{container}/{inner}{rest}")
