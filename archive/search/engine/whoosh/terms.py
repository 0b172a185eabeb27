"""Sorted term tables: every term's postings as slices of flat arrays, in memory or mapped from disk.

A key is one byte for the field and the form's bytes; keys are sorted, so a prefix is one slice of the table, and so are
its documents. Postings of a term are sorted by document. Positions stand in a table of their own, `counts` of them for
each posting (none for stems).
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
SIGNPOST = 16
"""One key in so many is kept in memory."""
LIMIT = 0xFFFF
"""Weights and counts are stored in 16 bits and held at this limit."""


@dataclass(frozen=True, eq=False)
class TermTable:
    """`starts` and `position_starts` have one entry more than there are terms."""

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
        """The first row whose key is not below `key`."""
        block = max(bisect_left(self._signposts, key) - 1, 0)
        first = block * SIGNPOST
        return first + bisect_left(self.rows_of_keys(first, min(first + SIGNPOST + 1, len(self))), key)

    @cached_property
    def _signposts(self) -> list[bytes]:
        """Every SIGNPOST-th key: a look-up reads one short run of keys."""
        rows = np.arange(0, len(self), SIGNPOST)
        ends = self.key_ends[rows].tolist()
        starts = [0, *self.key_ends[rows[1:] - 1].tolist()]
        blob = memoryview(self.keys)  # type: ignore[arg-type]  # an array is a buffer
        return [bytes(blob[start:end]) for start, end in zip(starts, ends, strict=False)]

    def row(self, key: bytes) -> int | None:
        row = self.lower_bound(key)
        return row if row < len(self) and self.key(row) == key else None

    def prefix_rows(self, prefix: bytes) -> tuple[int, int]:
        """First row and the row after the last whose keys begin with `prefix`; form bytes are UTF-8, so never 0xFF."""
        return self.lower_bound(prefix), self.lower_bound(prefix + b"\xff")

    def rows_of_keys(self, first: int, last: int) -> list[bytes]:
        """The keys of rows first … last-1, read at once."""
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
            positions = positions[ragged(begins, counts)]
        return np.repeat(docs, counts), positions


def table_files(folder: Path, stem: str) -> dict[str, Path]:
    return {field.name: folder / f"{stem}.{field.name}" for field in fields(TermTable)}


def open_table(folder: Path, stem: str) -> TermTable:
    """The table mapped from disk; nothing is read until it is asked for."""
    arrays = {}
    for name, path in table_files(folder, stem).items():
        if path.stat().st_size:
            arrays[name] = np.memmap(path, dtype=TYPES[name], mode="r").view(np.ndarray)
        else:
            arrays[name] = np.empty(0, TYPES[name])
    return TermTable(**arrays)


class TableWriter:
    """Appends tables whose keys follow one another to the files of one segment."""

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
    """Gathers the postings of new documents, in the order of their numbers, and turns them into one table."""

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
        if total and sizes.max() > LIMIT:
            positions = positions[ragged(np.concatenate(([0], np.cumsum(sizes)[:-1])), np.minimum(sizes, LIMIT))]
            sizes = np.minimum(sizes, LIMIT)
        return build_table(
            keys,
            np.fromiter((len(entry[0]) for entry in entries), np.int64, len(entries)),
            docs,
            np.minimum(weights, LIMIT),
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


def ragged(starts: IntArray, sizes: IntArray) -> IntArray:
    """Indexes of the ranges starts[i] … starts[i]+sizes[i]-1, one after another."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    indexes: IntArray = np.arange(total) + np.repeat(starts - ends + sizes, sizes)
    return indexes


def merged(sources: list[tuple[TermTable, IntArray]], *, span: int = 1_000_000) -> Iterator[TermTable]:
    """Several tables as one, in pieces of about `span` postings whose keys follow one another.

    With each table comes the new number of each of its documents, -1 for those to drop; a later table's numbers must
    lie above an earlier one's.
    """
    tables = [table for table, _ in sources]
    lead = max(tables, key=len, default=None)
    if lead is None or not len(lead):
        return
    pieces = max(1, sum(len(table.docs) for table in tables) // span)
    cuts = sorted({lead.key(row) for row in np.linspace(0, len(lead) - 1, pieces + 1).astype(int)[1:-1]})
    bounds = [[0, *(table.lower_bound(cut) for cut in cuts), len(table)] for table in tables]
    for piece in range(len(cuts) + 1):
        parts = [
            _Part(table, renumbering, bound[piece], bound[piece + 1])
            for (table, renumbering), bound in zip(sources, bounds, strict=True)
            if bound[piece] < bound[piece + 1]
        ]
        if parts:
            yield _merge(parts)


@dataclass(frozen=True)
class _Part:
    table: TermTable
    renumbering: IntArray
    first: int
    last: int


def _merge(parts: list[_Part]) -> TermTable:
    keys_of = [part.table.rows_of_keys(part.first, part.last) for part in parts]
    keys = sorted(set().union(*keys_of))
    number = {key: index for index, key in enumerate(keys)}
    columns: list[tuple[IntArray, ...]] = []
    position_parts, offset = [], 0
    for part, part_keys in zip(parts, keys_of, strict=True):
        table = part.table
        low, high = int(table.starts[part.first]), int(table.starts[part.last])
        first, last = int(table.position_starts[part.first]), int(table.position_starts[part.last])
        terms = np.repeat(
            np.fromiter((number[key] for key in part_keys), np.int64, len(part_keys)),
            np.diff(table.starts[part.first : part.last + 1]),
        )
        docs, counts = part.renumbering[table.docs[low:high]], table.counts[low:high].astype(np.int64)
        begins = np.cumsum(counts) - counts + offset
        alive = docs >= 0
        columns.append((terms[alive], docs[alive], table.weights[low:high][alive], counts[alive], begins[alive]))
        position_parts.append(table.positions[first:last])
        offset += last - first
    terms, docs, weights, counts, begins = (np.concatenate(column) for column in zip(*columns, strict=True))
    order = np.argsort(terms, kind="stable")
    counts = counts[order]
    positions = np.concatenate(position_parts)[ragged(begins[order], counts)]
    sizes = np.bincount(terms, minlength=len(keys))
    kept = np.flatnonzero(sizes)
    return build_table(
        [keys[row] for row in kept.tolist()], sizes[kept], docs[order], weights[order], counts, positions
    )
