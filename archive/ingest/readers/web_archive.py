"""Web archives (WARC, plain or compressed): each HTML page that a server answered with is an article, known by its address.

WACZ files are ZIP archives of WARC files, and are unpacked as such.
"""

import zlib
from collections.abc import Iterator
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from archive.ingest.encoding import MAX_BYTES
from archive.ingest.identity import KeyScheme
from archive.ingest.inputs import printed_name
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.readers.html import page
from archive.ingest.record import DocumentRecord, Failure, UnreadableError

HTML_TYPES = ("text/html", "application/xhtml+xml")
_CHUNK = 1024 * 1024
_NO_KEYS = KeyScheme()


def read_file(path: Path, gazetteer: Gazetteer, keys: KeyScheme = _NO_KEYS) -> Iterator[DocumentRecord | Failure]:
    """A document or a failure for each page; the first answer from an address counts. Raises UnreadableError or OSError."""
    name = printed_name(path.name)
    seen: set[str] = set()
    has_records = False
    with path.open("rb") as file:
        try:
            for record in ArchiveIterator(file, check_digests=True):
                has_records = True
                address = record.rec_headers.get_header("WARC-Target-URI") or ""
                documents = list(_page(record, address, gazetteer, keys)) if _is_page(record) and address else []
                if damage := _damage(record):
                    yield Failure(address or name, damage)
                    continue
                for document in documents:
                    key = document.records[0].import_key if isinstance(document, DocumentRecord) else address
                    if key not in seen:
                        seen.add(key)
                        yield document
        except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, zlib.error) as error:
            if not has_records:
                raise UnreadableError(f"not a WARC file ({error})") from error
            yield Failure(name, f"damaged, the rest was not read ({error})")
    if not has_records:
        raise UnreadableError("the WARC file has no records")


def _is_page(record: ArcWarcRecord) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None:
        return False
    kind = (headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
    return str(headers.get_statuscode()) == "200" and kind in HTML_TYPES


def _damage(record: ArcWarcRecord) -> str:
    """Why a record that was read is not what the crawler wrote: it breaks off, or its digest is another; else empty."""
    stream = record.raw_stream
    while stream.read(_CHUNK):
        pass
    if getattr(stream, "limit", 0) > 0:
        return "the web archive breaks off within this record"
    if record.digest_checker is not None and record.digest_checker.passed is False:
        return "damaged: its digest in the web archive is another"
    return ""


def _page(
    record: ArcWarcRecord, address: str, gazetteer: Gazetteer, keys: KeyScheme
) -> Iterator[DocumentRecord | Failure]:
    content = record.content_stream().read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        yield Failure(address, f"larger than {MAX_BYTES // 1024 // 1024} MB")
        return
    try:
        yield page.read_bytes(content, address, gazetteer, keys, address=address)
    except UnreadableError as error:
        yield Failure(address, str(error))
