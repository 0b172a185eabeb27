"""`ingest -`: standard input, spooled to a file that readers can read like any other.

Its format is the one given, else what its beginning shows. Its origin is named `stdin` with the suffix of its format.
"""

import gzip
import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from archive.ingest.encoding import decode
from archive.ingest.inputs import Input
from archive.ingest.readers.table import named_fields
from archive.ingest.record import Failure, UnreadableError

NAME = "stdin"
MAX_BYTES = 1024**3
CHUNK_BYTES = 1024 * 1024
HEAD_BYTES = 8 * 1024
_SUFFIXES = {"text": "txt", "rss": "xml", "jsonl": "jsonl"}
_MAIL = re.compile(rb"(?:[\w-]+: ?[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}", re.IGNORECASE)
_MAIL_FIELDS = re.compile(rb"^(?:from|subject|mime-version|message-id|received):", re.IGNORECASE | re.MULTILINE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body|article|p|div)[\s>]", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@contextmanager
def standard_input_spooled(
    paths: Sequence[str], given: str, stream: BinaryIO
) -> Iterator[tuple[list[str | Input], list[Failure]]]:
    """The paths, with an input in place of each "-"; and a failure if standard input is empty or too large. The file goes at
    the end of the block."""
    if "-" not in paths:
        yield list(paths), []
        return
    with tempfile.TemporaryDirectory(prefix="khizana-") as folder:
        try:
            spooled = _spool(stream, Path(folder), given)
        except UnreadableError as error:
            yield [path for path in paths if path != "-"], [Failure(NAME, str(error))]
            return
        once = dict.fromkeys(paths)
        yield [spooled if path == "-" else path for path in once], []


def _spool(stream: BinaryIO, folder: Path, given: str) -> Input:
    """Copy a stream to a file. Raises UnreadableError."""
    path, size = folder / NAME, 0
    with path.open("wb") as file:
        while chunk := stream.read(CHUNK_BYTES):
            size += len(chunk)
            if size > MAX_BYTES:
                raise UnreadableError(f"larger than {MAX_BYTES // 1024**3} GB; write it to a file and split it")
            file.write(chunk)
    if not size:
        raise UnreadableError("standard input is empty")
    kind = given if given != "auto" else content_format(path)
    is_packed = _head(path).startswith(b"\x1f\x8b")
    named = path.rename(folder / f"{NAME}.{_SUFFIXES.get(kind, kind)}{'.gz' if is_packed else ''}")
    return Input(named, kind)


def content_format(path: Path) -> str:
    """The format of a file by its content; `text` for whatever is none of the others."""
    head = _head(path)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _packed_format(path)
    if head.startswith(b"\x1f\x8b"):
        head = _unpacked_head(path)
        return "warc" if head.startswith(b"WARC/") else "jsonl"
    bare = head.removeprefix(_MARKS[0]).lstrip()
    if bare.startswith(b"WARC/"):
        return "warc"
    if bare.startswith((b"{", b"[{", b"[ {", b"[\n", b"[\r")):
        return "jsonl"
    if bare.startswith(b"<"):
        return "rss" if _FEED.search(bare) and not _PAGE.match(bare) else "html" if _PAGE.search(bare) else "text"
    if _MAIL.match(bare) and len(_MAIL_FIELDS.findall(bare)) >= 2:
        return "eml"
    return "csv" if _has_headings(head) else "text"


def _packed_format(path: Path) -> str:
    """What a ZIP archive is: a document of an office program, or files."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist()[:200])
            is_odt = "mimetype" in names and b"opendocument.text" in archive.open("mimetype").read(100)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return "zip"
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "odt" if is_odt else "zip"


def _has_headings(head: bytes) -> bool:
    """Whether the first line names columns, the title or the body among them."""
    try:
        line = decode(head)[0].lstrip("\ufeff").partition("\n")[0]
    except UnreadableError:
        return False
    for separator in (",", ";", "\t", "|"):
        cells = [cell.strip(' "\r') for cell in line.split(separator)]
        fields = named_fields(cells)
        if len(cells) > 1 and len(fields) > 1 and {"title", "body"} & fields:
            return True
    return False


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    # a letter of more bytes than one is not cut
    return head[: head.rfind(b"\n") + 1] if len(head) == HEAD_BYTES and b"\n" in head else head


def _unpacked_head(path: Path) -> bytes:
    try:
        with gzip.open(path) as file:
            return file.read(HEAD_BYTES)
    except (OSError, EOFError):
        return b""
