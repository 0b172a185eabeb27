"""The record of a document as the embedded indexes store it: one JSON array per document.

    [pk, length, first, last, precision, keys, mentioned, version, added]

`length` is in halves of a word; dates are ordinals, UNDATED if there is none; `precision` is its first letter; `keys` has a
list for each keyed column, `mentioned` a list [first, last, stated] for each date that the text mentions.
"""

import datetime as dt
import json
from typing import Any

from archive.search.engine.document import KEYED, Record

UNDATED = -1
PK, LENGTH, FIRST, LAST, PRECISION, KEYS, MENTIONED, VERSION, ADDED = range(9)
"""Places in the array."""
EMPTY = json.dumps([0, 0, UNDATED, UNDATED, "", [[] for _ in KEYED], [], 0, 0]).encode("ascii")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode_record(record: Record, *, length: int, version: int = 0) -> bytes:
    """A document's record with its length in halves of a word and its version."""
    days = record.days or (UNDATED, UNDATED)
    mentioned = [(first, last, int(stated)) for first, last, stated in record.mentioned_days]
    keys = [sorted(set(filter(None, record.keys.get(name, ())))) for name in KEYED]
    row = [record.pk, length, *days, record.precision[:1], keys, mentioned, version, record.added]
    return _encode(row).encode("utf-8", "surrogatepass")


def decode_rows(blobs: list[bytes]) -> list[list[Any]]:
    """Many records parsed at once; an empty blob is a document without a record."""
    rows: list[list[Any]] = json.loads(b"[" + b",".join(blob or EMPTY for blob in blobs) + b"]")
    return rows


def decode_record(blob: bytes) -> Record:
    """Keys, publication dates and time of accession."""
    row = json.loads(blob)
    keys = {name: tuple(found) for name, found in zip(KEYED, row[KEYS], strict=True)}
    return Record(row[PK], keys, first=date_of(row[FIRST]), last=date_of(row[LAST]), added=row[ADDED])


def date_of(day: float | None) -> dt.date | None:
    """The date of an ordinal; None for None and UNDATED."""
    return None if day is None or day == UNDATED else dt.date.fromordinal(int(day))
