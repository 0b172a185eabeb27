"""Sorted term tables: every term's postings as slices of flat arrays, in memory or mapped from disk.

A key is one byte for the field, then the form's bytes. Keys are sorted: the keys with one prefix are one slice of the table,
and so are their postings. Postings of a term are sorted by document; each has `counts` positions (none for light stems).
"""

from bisect import bisect_left
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.embedded.columns import ranges

IntArray = NDArray[Any]

TYPES: dict[str, str] = {
    "keys": "u1",
    "key_ends": "<i8",
    "starts": "<i8",
    "position_starts": "<i8",
    "docs": "<i4",
    "weights": "<u2",
    "counts": "<u2",
    "positions": "<u4",
}
KEY_INTERVAL = 16
"""One key of this many is kept in memory."""
MAX_COUNT = 0xFFFF
"""Weights and counts are stored in 16 bits and capped here."""


@dataclass(frozen=True, eq=False)
class TermTable:
    """`starts` and `position_starts` have one entry more than the table has terms."""

    keys: IntArray
    key_ends: IntArray
    starts: IntArray
    position_starts: IntArray
    docs: IntArray
    weights: IntArray
    counts: IntArray
    positions: IntArray

    def __len__(self) -> int:
        return len(self.key_ends)

    def key(self, row: int) -> bytes:
        start = int(self.key_ends[row - 1]) if row else 0
        return self.keys[start : int(self.key_ends[row])].tobytes()

    def lower_bound(self, key: bytes) -> int:
        """The first row whose key is at least `key`."""
        block = max(bisect_left(self._sampled_keys, key) - 1, 0)
        first = block * KEY_INTERVAL
        return first + bisect_left(self.keys_of(first, min(first + KEY_INTERVAL + 1, len(self))), key)

    @cached_property
    def _sampled_keys(self) -> list[bytes]:
        """Every KEY_INTERVAL-th key, so that a look-up reads one short run of keys."""
        rows = np.arange(0, len(self), KEY_INTERVAL)
        ends = self.key_ends[rows].tolist()
        starts = [0, *self.key_ends[rows[1:] - 1].tolist()]
        blob = memoryview(self.keys)  # type: ignore[arg-type]  # an array is a buffer
        return [bytes(blob[start:end]) for start, end in zip(starts, ends, strict=False)]

    def row(self, key: bytes) -> int | None:
        row = self.lower_bound(key)
        return row if row < len(self) and self.key(row) == key else None

    def prefix_rows(self, prefix: bytes) -> tuple[int, int]:
        """First row of the keys that start with `prefix`, and the row after the last; no UTF-8 byte is 0xFF."""
        return self.lower_bound(prefix), self.lower_bound(prefix + b"\xff")

    def keys_of(self, first: int, last: int) -> list[bytes]:
        """The keys of rows first … last-1, in one read."""
        if first >= last:
            return []
        start = int(self.key_ends[first - 1]) if first else 0
        blob = self.keys[start : int(self.key_ends[last - 1])].tobytes()
        ends = (self.key_ends[first:last] - start).tolist()
        return [blob[a:b] for a, b in zip([0, *ends], ends, strict=False)]

    def postings(self, first: int, last: int) -> "tuple[IntArray, IntArray]":
        """Documents and weights of rows first … last-1 (one row: sorted by document)."""
        part = slice(int(self.starts[first]), int(self.starts[last]))
        return self.docs[part], self.weights[part]

    def occurrences(self, row: int, among: IntArray | None = None) -> tuple[IntArray, IntArray]:
        """Document and position of every occurrence of one term, in order; `among` is a mask of documents."""
        part = slice(int(self.starts[row]), int(self.starts[row + 1]))
        docs, counts = self.docs[part], self.counts[part].astype(np.int64)
        positions = self.positions[int(self.position_starts[row]) : int(self.position_starts[row + 1])]
        if among is not None:
            chosen = among[docs]
            begins = (np.cumsum(counts) - counts)[chosen]
            docs, counts = docs[chosen], counts[chosen]
            positions = positions[ranges(begins, counts)]
        return np.repeat(docs, counts), positions


def table_files(folder: Path, stem: str) -> dict[str, Path]:
    return {field.name: folder / f"{stem}.{field.name}" for field in fields(TermTable)}


def open_table(folder: Path, stem: str) -> TermTable:
    """The table mapped from disk; pages are read on access."""
    arrays = {}
    for name, path in table_files(folder, stem).items():
        if path.stat().st_size:
            arrays[name] = np.memmap(path, dtype=TYPES[name], mode="r").view(np.ndarray)
        else:
            arrays[name] = np.empty(0, TYPES[name])
    return TermTable(**arrays)


class TableWriter:
    """Appends tables, whose keys must ascend from one to the next, to the files of a segment."""

    def __init__(self, folder: Path, stem: str) -> None:
        self.files = {name: path.open("wb") for name, path in table_files(folder, stem).items()}
        self.key_end = self.posting = self.position = 0
        for name in ("starts", "position_starts"):
            self.files[name].write(np.zeros(1, TYPES[name]).tobytes())

    def append(self, table: TermTable) -> None:
        shifted = {
            "key_ends": table.key_ends + self.key_end,
            "starts": table.starts[1:] + self.posting,
            "position_starts": table.position_starts[1:] + self.position,
        }
        for name, file in self.files.items():
            file.write(np.ascontiguousarray(shifted.get(name, getattr(table, name)), TYPES[name]).data)
        self.key_end += len(table.keys)
        self.posting += len(table.docs)
        self.position += len(table.positions)

    def close(self) -> None:
        for file in self.files.values():
            file.flush()
            file.close()


class TablePool:
    """Collects the postings of new documents, in ascending order, and turns them into one table."""

    def __init__(self) -> None:
        self.terms: dict[bytes, tuple[list[int], list[int], list[bytes]]] = {}

    def add(self, key: bytes, doc: int, weight: int, positions: bytes) -> None:
        entry = self.terms.get(key)
        if entry is None:
            entry = self.terms[key] = ([], [], [])
        entry[0].append(doc)
        entry[1].append(weight)
        entry[2].append(positions)

    def table(self) -> TermTable:
        keys = sorted(self.terms)
        entries = [self.terms[key] for key in keys]
        total = sum(len(entry[0]) for entry in entries)
        docs = np.fromiter((doc for entry in entries for doc in entry[0]), np.int32, total)
        weights = np.fromiter((weight for entry in entries for weight in entry[1]), np.int64, total)
        sizes = np.fromiter((len(p) for entry in entries for p in entry[2]), np.int64, total) // 4
        positions = np.frombuffer(b"".join(p for entry in entries for p in entry[2]), np.uint32)
        if total and sizes.max() > MAX_COUNT:
            positions = positions[ranges(np.concatenate(([0], np.cumsum(sizes)[:-1])), np.minimum(sizes, MAX_COUNT))]
            sizes = np.minimum(sizes, MAX_COUNT)
        return build_table(
            keys,
            np.fromiter((len(entry[0]) for entry in entries), np.int64, len(entries)),
            docs,
            np.minimum(weights, MAX_COUNT),
            sizes,
            positions,
        )


def build_table(  # noqa: PLR0917 - the six flat arrays of a table
    keys: list[bytes], sizes: IntArray, docs: IntArray, weights: IntArray, counts: IntArray, positions: IntArray
) -> TermTable:
    """A table from sorted keys, the number of postings of each, and the postings in that order."""
    starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    running = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
    return TermTable(
        keys=np.frombuffer(b"".join(keys), np.uint8),
        key_ends=np.cumsum(np.fromiter((len(key) for key in keys), np.int64, len(keys))),
        starts=starts,
        position_starts=running[starts],
        docs=docs.astype(np.int32, copy=False),
        weights=weights.astype(np.uint16, copy=False),
        counts=counts.astype(np.uint16, copy=False),
        positions=positions.astype(np.uint32, copy=False),
    )
