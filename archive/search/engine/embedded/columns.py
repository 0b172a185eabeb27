"""Forward columns of an index: facet keys, publication dates, mentioned dates and length of each document, as arrays.

The records of a segment are read into arrays once; the arrays of all segments are joined whenever the index changes. A
keyed column holds several keys per document: `docs[i]` has the key `keys[values[i]]`, ordered by document.
"""

import datetime as dt
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.document import KEYED, Record
from archive.search.engine.embedded import records as r
from archive.search.engine.embedded.records import UNDATED, date_of, decode_rows

PARSED_RECORDS = 2_000
"""Records parsed at once: hundreds of thousands of lists would keep the garbage collector busy for longer than all else."""
Array = NDArray[Any]
BY_DOC = {
    "pks": np.int64,
    "versions": np.int64,
    "lengths": np.float32,
    "first": np.int32,
    "last": np.int32,
    "years": np.int32,
    "months": np.int32,
    "added": np.int64,
}
"""Columns with one value for each document."""
BY_MENTION = {"mentioned_first": np.int32, "mentioned_last": np.int32, "mentioned_stated": np.bool_}
"""Columns with one value for each date that a document mentions."""


@dataclass(frozen=True, eq=False)
class KeyedColumn:
    keys: list[str]
    docs: Array
    values: Array
    number: dict[str, int]
    starts: Array
    """Offset of each document's values, and the total at the end."""
    single: bool
    """Whether every document has at most one key."""

    @classmethod
    def of(cls, number: dict[str, int], docs: Array, values: Array, size: int) -> "KeyedColumn":
        """The column of `size` documents; `number` lists the keys in the order of their numbers."""
        sizes = np.bincount(docs, minlength=size)
        starts = np.concatenate(([0], np.cumsum(sizes)))
        return cls(list(number), docs, values, number, starts, single=bool(sizes.max(initial=0) <= 1))

    def keys_of(self, doc: int) -> list[str]:
        return [self.keys[value] for value in self.values[self.starts[doc] : self.starts[doc + 1]].tolist()]

    def values_of(self, docs: Array) -> Array:
        """Key numbers of these documents, concatenated."""
        if len(docs) == len(self.starts) - 1:
            return self.values
        if self.single and len(self.values) == len(self.starts) - 1:
            each: Array = self.values[docs]
            return each
        begins = self.starts[docs]
        sizes = self.starts[docs + 1] - begins
        if self.single:
            one: Array = self.values[begins[sizes > 0]]
            return one
        found: Array = self.values[ranges(begins, sizes)]
        return found

    def mask(self, keys: tuple[str, ...], size: int) -> NDArray[np.bool_]:
        """Documents with any of these keys."""
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
    """Year of publication, UNDATED if unknown."""
    months: Array
    """Year · 12 + month - 1, UNDATED if the month is unknown."""
    added: Array
    """Time of accession (`Record.added`)."""
    keyed: dict[str, KeyedColumn]
    mentioned_docs: Array
    mentioned_first: Array
    mentioned_last: Array
    mentioned_stated: Array

    def __len__(self) -> int:
        return len(self.pks)

    def record(self, doc: int) -> Record:
        """Keys, publication dates and time of accession of one document."""
        keys = {name: tuple(self.keyed[name].keys_of(doc)) for name in KEYED}
        first, last = (date_of(int(days[doc])) for days in (self.first, self.last))
        return Record(int(self.pks[doc]), keys, first=first, last=last, added=int(self.added[doc]))


def read_columns(blobs: list[bytes]) -> Columns:
    """The encoded records of a segment as columns."""
    if len(blobs) > PARSED_RECORDS:
        starts = range(0, len(blobs), PARSED_RECORDS)
        return join_columns([read_columns(blobs[start : start + PARSED_RECORDS]) for start in starts])
    rows = decode_rows(blobs)
    size = len(rows)
    keyed = {name: _read_keyed([row[r.KEYS][place] for row in rows]) for place, name in enumerate(KEYED)}
    first = np.fromiter((row[r.FIRST] for row in rows), np.int32, size)
    years, months = calendar_columns(first)
    months[np.fromiter((row[r.PRECISION] == "y" for row in rows), bool, size)] = UNDATED
    mentions = [(doc, *interval) for doc, row in enumerate(rows) for interval in row[r.MENTIONED]]
    mentioned = np.array(mentions, np.int32).reshape(len(mentions), 4)
    return Columns(
        pks=np.fromiter((row[r.PK] for row in rows), np.int64, size),
        versions=np.fromiter((row[r.VERSION] for row in rows), np.int64, size),
        lengths=np.fromiter((row[r.LENGTH] for row in rows), np.float32, size),
        first=first,
        last=np.fromiter((row[r.LAST] for row in rows), np.int32, size),
        years=years,
        months=months,
        added=np.fromiter((row[r.ADDED] for row in rows), np.int64, size),
        keyed=keyed,
        mentioned_docs=mentioned[:, 0],
        mentioned_first=mentioned[:, 1],
        mentioned_last=mentioned[:, 2],
        mentioned_stated=mentioned[:, 3].astype(bool),
    )


def _read_keyed(keys: list[list[str]]) -> KeyedColumn:
    """The column of each document's keys, numbered in order of appearance."""
    number: dict[str, int] = {}
    values = [number.setdefault(key, len(number)) for key in chain.from_iterable(keys)]
    sizes = np.fromiter(map(len, keys), np.int32, len(keys))
    docs = np.repeat(np.arange(len(keys), dtype=np.int32), sizes)
    return KeyedColumn.of(number, docs, np.array(values, np.int32), len(keys))


def calendar_columns(days: Array) -> tuple[Array, Array]:
    """Year and month number of each ordinal."""
    epoch = dt.date(1970, 1, 1).toordinal()
    months = (days.astype(np.int64) - epoch).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    months += 1970 * 12
    undated = days == UNDATED
    months[undated] = UNDATED
    years = months // 12
    years[undated] = UNDATED
    return years.astype(np.int32), months.astype(np.int32)


def join_columns(parts: list[Columns]) -> Columns:
    """The columns of several segments as one; documents are numbered consecutively."""
    if len(parts) == 1:
        return parts[0]  # a copy would double what a merged index keeps in memory
    offsets = np.concatenate(([0], np.cumsum([len(part) for part in parts]))).astype(np.int64)
    keyed = {}
    for name in KEYED:
        # the first segment, mostly the largest by far, keeps its numbers
        number = dict(parts[0].keyed[name].number) if parts else {}
        docs, values = [], []
        for index, (part, offset) in enumerate(zip(parts, offsets[:-1], strict=True)):
            column = part.keyed[name]
            docs.append(column.docs + np.int32(offset))
            values.append(column.values if index == 0 else _renumbered(column, number))
        keyed[name] = KeyedColumn.of(number, _join(docs, np.int32), _join(values, np.int32), int(offsets[-1]))
    flat = {name: _join([getattr(part, name) for part in parts], kind) for name, kind in (BY_DOC | BY_MENTION).items()}
    mentioned_docs = [part.mentioned_docs + np.int32(offset) for part, offset in zip(parts, offsets[:-1], strict=True)]
    return Columns(keyed=keyed, mentioned_docs=_join(mentioned_docs, np.int32), **flat)


def _renumbered(column: KeyedColumn, number: dict[str, int]) -> Array:
    """The values of a column by the numbers of `number`, to which its new keys are added."""
    renumber = np.fromiter((number.setdefault(key, len(number)) for key in column.keys), np.int32, len(column.keys))
    values: Array = renumber[column.values] if len(column.values) else column.values
    return values


def take_columns(columns: Columns, docs: Array) -> Columns:
    """The columns of these documents alone, in this order."""
    keyed = {}
    for name, column in columns.keyed.items():
        holders, places = _taken(column.starts, docs)
        keyed[name] = KeyedColumn.of(column.number, holders, column.values[places], len(docs))
    counts = np.bincount(columns.mentioned_docs, minlength=len(columns))
    mentioned_docs, places = _taken(np.concatenate(([0], np.cumsum(counts))), docs)
    flat = {name: getattr(columns, name)[docs] for name in BY_DOC}
    flat |= {name: getattr(columns, name)[places] for name in BY_MENTION}
    return Columns(keyed=keyed, mentioned_docs=mentioned_docs, **flat)


def _taken(starts: Array, docs: Array) -> tuple[Array, Array]:
    """(the new number of the document, the old place) of every value of these documents."""
    sizes = np.diff(starts)[docs]
    return np.repeat(np.arange(len(docs), dtype=np.int32), sizes), ranges(starts[docs], sizes)


def ranges(starts: Array, sizes: Array) -> Array:
    """The indexes starts[i] … starts[i]+sizes[i]-1 of all ranges, concatenated."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    indexes: Array = np.arange(total) + np.repeat(starts - ends + sizes, sizes)
    return indexes


def _join(arrays: list[Array], kind: Any) -> Array:
    return np.concatenate(arrays).astype(kind, copy=False) if arrays else np.empty(0, kind)
