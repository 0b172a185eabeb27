"""What stored raw documents read as today."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from archive.ingest.inputs import Input
from archive.ingest.page_text.gazetteer import load_gazetteer
from archive.ingest.readers.jsonl import parse_record
from archive.ingest.readers.office import MEDIA_TYPES
from archive.ingest.reading import Reading, read_inputs
from archive.ingest.record import ArticleRecord, DocumentRecord, UnreadableError

_KINDS = {
    "text/plain": "text",
    "text/html": "html",
    "application/rss+xml": "rss",
    "application/pdf": "pdf",
    "message/rfc822": "eml",
    **{media_type: kind for kind, media_type in MEDIA_TYPES.items()},
}


def read_stored(media_type: str, content: bytes) -> tuple[ArticleRecord, ...]:
    """The records in a raw document, without those of files within it. Raises UnreadableError."""
    if media_type == "application/json":
        return (parse_record(content)[0],)
    kind = _KINDS.get(media_type)
    if kind is None:
        raise UnreadableError(f"no reader for {media_type}")
    with tempfile.TemporaryDirectory(prefix="khizana-") as folder:
        # readers take files; the name shows in nothing but their messages
        path = Path(folder) / f"stored.{kind}"
        path.write_bytes(content)
        for found in read_inputs([Input(path, kind)], Reading(load_gazetteer())):
            if isinstance(found, DocumentRecord):
                return found.records
    raise UnreadableError("the stored original cannot be read")


def stored_records(media_type: str, content: bytes, import_keys: Iterable[str]) -> dict[str, ArticleRecord]:
    """By key: the records of the articles that have these keys and this raw document, as far as it can be read."""
    try:
        records = read_stored(media_type, content)
    except UnreadableError:
        return {}
    by_key = {record.import_key: record for record in records}
    found: dict[str, ArticleRecord] = {}
    for key in import_keys:
        if media_type == "application/json":
            found[key] = records[0]
        elif key in by_key:
            found[key] = by_key[key]
        elif media_type != "application/rss+xml":
            place = key.rpartition("#")[2]
            number = int(place) if "#" in key and place.isdecimal() else 0
            found |= {key: records[number]} if number < len(records) else {}
    return found
