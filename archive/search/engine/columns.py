"""What is known of each document beside its words: facet keys, publication days, dates spoken of, length.

A record is packed into the index as one blob per document. A segment's records are read once into arrays; the arrays of
all segments are joined whenever the index changes. Keyed columns hold several keys per document: `docs[i]` has the key
`keys[values[i]]`, ordered by document.
"""

import datetime as dt
import json
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.document import KEYED, Record

UNDATED = -1
DAY, MONTH, YEAR = "day", "month", "year"
RUN = 2_000
"""So many records are parsed at once."""
Array = NDArray[Any]
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def packed(record: Record, *, length: int, version: int = 0) -> bytes:
    """A document's record, its length in halves of a word and its version, as they are stored; days as their ordinals."""
    first, last = record.first, record.last or record.first
    days = [first.toordinal(), last.toordinal()] if first and last else [UNDATED, UNDATED]
    spoken = sorted({(a.toordinal(), b.toordinal(), int(stated)) for a, b, stated in record.mentioned_dates})
    keys = [sorted(set(filter(None, record.keys.get(name, ())))) for name in KEYED]
    row = [record.pk, length, *days, record.precision[:1], keys, spoken, version]
    return _written(row).encode("utf-8", "surrogatepass")


@dataclass(frozen=True, eq=False)
class KeyedColumn:
    keys: list[str]
    docs: Array
    values: Array
    number: dict[str, int]
    starts: Array
    """Where the values of each document begin, and at last where they all end."""
    single: bool
    """Whether no document has more than one."""

    @classmethod
    def of(cls, keys: list[str], docs: Array, values: Array, size: int) -> "KeyedColumn":
        """A column of so many documents."""
        sizes = np.bincount(docs, minlength=size)
        starts = np.concatenate(([0], np.cumsum(sizes)))
        number = {key: index for index, key in enumerate(keys)}
        return cls(keys, docs, values, number, starts, single=bool(sizes.max(initial=0) <= 1))

    def keys_of(self, doc: int) -> list[str]:
        return [self.keys[value] for value in self.values[self.starts[doc] : self.starts[doc + 1]].tolist()]

    def values_of(self, docs: Array) -> Array:
        """The numbers of the keys of these documents, one after another."""
        if len(docs) == len(self.starts) - 1:
            return self.values
        if self.single and len(self.values) == len(self.starts) - 1:  # each document has one
            each: Array = self.values[docs]
            return each
        begins = self.starts[docs]
        sizes = self.starts[docs + 1] - begins
        if self.single:
            one: Array = self.values[begins[sizes > 0]]
            return one
        found: Array = self.values[_runs(begins, sizes)]
        return found

    def mask(self, keys: tuple[str, ...], size: int) -> NDArray[np.bool_]:
        """Documents that have any of these keys."""
        found = np.zeros(size, bool)
        for key in keys:
            number = self.number.get(key)
            if number is not None:
                found[self.docs[self.values == number]] = True
        return found


@dataclass(frozen=True, eq=False)
class Columns:
    pks: Array
    versions: Array
    lengths: Array
    first: Array
    last: Array
    years: Array
    """Year of publication, UNDATED where unknown."""
    months: Array
    """Year · 12 + month - 1, UNDATED where the month is unknown."""
    keyed: dict[str, KeyedColumn]
    spoken_docs: Array
    spoken_first: Array
    spoken_last: Array
    spoken_stated: Array

    def __len__(self) -> int:
        return len(self.pks)


def read_columns(blobs: list[bytes]) -> Columns:
    """A segment's records as arrays; an empty blob stands for a document without a record.

    A run at a time: hundreds of thousands of lists at once would keep the garbage collector busy for longer than all else.
    """
    if len(blobs) > RUN:
        return join_columns([read_columns(blobs[start : start + RUN]) for start in range(0, len(blobs), RUN)])
    empty = json.dumps([0, 0, UNDATED, UNDATED, "", [[] for _ in KEYED], [], 0]).encode("ascii")
    rows: list[Any] = json.loads(b"[" + b",".join(blob or empty for blob in blobs) + b"]")
    size = len(rows)
    keyed = {name: _read_keyed([row[5][position] for row in rows]) for position, name in enumerate(KEYED)}
    first = np.fromiter((row[2] for row in rows), np.int32, size)
    years, months = calendar_columns(first)
    months[np.fromiter((row[4] == "y" for row in rows), bool, size)] = UNDATED
    spoken = [(doc, *interval) for doc, row in enumerate(rows) for interval in row[6]]
    spoken_array = np.array(spoken, np.int32).reshape(len(spoken), 4)
    return Columns(
        pks=np.fromiter((row[0] for row in rows), np.int64, size),
        versions=np.fromiter((row[7] for row in rows), np.int64, size),
        lengths=np.fromiter((row[1] for row in rows), np.float32, size),
        first=first,
        last=np.fromiter((row[3] for row in rows), np.int32, size),
        years=years,
        months=months,
        keyed=keyed,
        spoken_docs=spoken_array[:, 0],
        spoken_first=spoken_array[:, 1],
        spoken_last=spoken_array[:, 2],
        spoken_stated=spoken_array[:, 3].astype(bool),
    )


def _read_keyed(keys: list[list[str]]) -> KeyedColumn:
    """The column of the keys of each document; keys are numbered as they come."""
    number: dict[str, int] = {}
    values = [number.setdefault(key, len(number)) for key in chain.from_iterable(keys)]
    sizes = np.fromiter(map(len, keys), np.int32, len(keys))
    docs = np.repeat(np.arange(len(keys), dtype=np.int32), sizes)
    return KeyedColumn.of(list(number), docs, np.array(values, np.int32), len(keys))


def calendar_columns(days: Array) -> tuple[Array, Array]:
    """Year and month number of each day's ordinal."""
    epoch = dt.date(1970, 1, 1).toordinal()
    months = (days.astype(np.int64) - epoch).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    months += 1970 * 12
    undated = days == UNDATED
    months[undated] = UNDATED
    years = months // 12
    years[undated] = UNDATED
    return years.astype(np.int32), months.astype(np.int32)


def join_columns(parts: list[Columns]) -> Columns:
    """The columns of several segments as one, documents numbered through."""
    offsets = np.concatenate(([0], np.cumsum([len(part) for part in parts]))).astype(np.int64)
    keyed = {}
    for name in KEYED:
        number: dict[str, int] = {}
        docs, values = [], []
        for part, offset in zip(parts, offsets[:-1], strict=True):
            column = part.keyed[name]
            renumber = np.fromiter(
                (number.setdefault(key, len(number)) for key in column.keys), np.int32, len(column.keys)
            )
            docs.append(column.docs + np.int32(offset))
            values.append(renumber[column.values] if len(column.values) else column.values)
        keyed[name] = KeyedColumn.of(list(number), _join(docs, np.int32), _join(values, np.int32), int(offsets[-1]))
    flat = {
        name: _join([getattr(part, name) for part in parts], kind)
        for name, kind in (
            ("pks", np.int64),
            ("versions", np.int64),
            ("lengths", np.float32),
            ("first", np.int32),
            ("last", np.int32),
            ("years", np.int32),
            ("months", np.int32),
            ("spoken_first", np.int32),
            ("spoken_last", np.int32),
            ("spoken_stated", bool),
        )
    }
    spoken_docs = [part.spoken_docs + np.int32(offset) for part, offset in zip(parts, offsets[:-1], strict=True)]
    return Columns(keyed=keyed, spoken_docs=_join(spoken_docs, np.int32), **flat)


def take_columns(columns: Columns, docs: Array) -> Columns:
    """The columns of these documents alone, in their order."""
    keyed = {}
    for name, column in columns.keyed.items():
        sizes = np.diff(column.starts)[docs]
        places = _runs(column.starts[docs], sizes)
        holders = np.repeat(np.arange(len(docs), dtype=np.int32), sizes)
        keyed[name] = KeyedColumn.of(column.keys, holders, column.values[places], len(docs))
    counts = np.bincount(columns.spoken_docs, minlength=len(columns))
    begins = np.concatenate(([0], np.cumsum(counts)))[docs]
    spoken = _runs(begins, counts[docs])
    flat = {
        name: getattr(columns, name)[docs]
        for name in ("pks", "versions", "lengths", "first", "last", "years", "months")
    } | {name: getattr(columns, name)[spoken] for name in ("spoken_first", "spoken_last", "spoken_stated")}
    spoken_docs = np.repeat(np.arange(len(docs), dtype=np.int32), counts[docs])
    return Columns(keyed=keyed, spoken_docs=spoken_docs, **flat)


def _runs(begins: Array, sizes: Array) -> Array:
    """The places of runs that begin there and are so long, one run after another."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    places: Array = np.arange(total) + np.repeat(begins - ends + sizes, sizes)
    return places


def _join(arrays: list[Array], kind: Any) -> Array:
    return np.concatenate(arrays).astype(kind, copy=False) if arrays else np.empty(0, kind)
