"""The records of an index as rows of columns: read once for each segment, and joined when the index has changed.

Segments never change, so what was read of one serves every snapshot that has it, and what was read of a document serves the
segment that it is merged into.
"""

import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray
from tantivy import DocAddress

from archive.search.engine.embedded.columns import Columns, join_columns, read_columns, take_columns
from archive.search.engine.embedded.rows import Rows
from archive.search.engine.tantivy.queries.boolean import match_all
from archive.search.engine.tantivy.schema import stored

MAX_TABLE_RATIO = 8
"""Primary keys are looked up in a table if it has at most this many entries for each document."""
Array = NDArray[Any]


@dataclass(frozen=True)
class Segment:
    name: str
    size: int
    """Documents, deleted ones included."""


def segments_of(folder: Path) -> tuple[Segment, ...]:
    """The segments of the last commit, in the order in which a searcher numbers them."""
    return tuple(Segment(segment["segment_id"], segment["max_doc"]) for segment in _committed(folder))


def committed_stems(folder: Path) -> set[str]:
    """Names, without suffixes, of the files of the last commit's segments: `ID`, and `ID.STAMP` where documents are deleted."""
    stems = set()
    for segment in _committed(folder):
        name, deletes = segment["segment_id"].replace("-", ""), segment.get("deletes")
        stems |= {name, f"{name}.{deletes['opstamp']}"} if deletes else {name}
    return stems


def _committed(folder: Path) -> list[dict[str, Any]]:
    segments: list[dict[str, Any]] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["segments"]
    return segments


def open_searcher(index: tantivy.Index, folder: Path) -> tuple[tantivy.Searcher, tuple[Segment, ...]]:
    """A searcher of the last commit and its segments: the list must be the same before and after it is opened."""
    segments = segments_of(folder)
    while True:
        index.reload()
        searcher = index.searcher()
        before, segments = segments, segments_of(folder)
        if before == segments:
            return searcher, segments


class PkIndex:
    """Finds places of documents by primary key."""

    def __init__(self, pks: Array, places: Array) -> None:
        order = np.argsort(pks, kind="stable")
        self._pks, self._places = pks[order], places[order]
        low, high = (int(self._pks[0]), int(self._pks[-1])) if len(pks) else (0, -1)
        self._low, self._table = low, np.empty(0, np.int32)
        if high - low < MAX_TABLE_RATIO * len(pks):
            self._table = np.zeros(high - low + 1, np.int32)
            self._table[pks - low] = places

    def places(self, pks: Array) -> Array:
        """The places of documents all of which must be known."""
        if len(self._table):
            found: Array = self._table[pks - self._low]
            return found
        return self._places[np.searchsorted(self._pks, pks)] if len(pks) else self._places[:0]

    def find(self, pks: Array) -> Array:
        """The places of documents; -1 for unknown ones."""
        if not len(self._pks):
            return np.full(len(pks), -1, np.int64)
        near = np.minimum(np.searchsorted(self._pks, pks), len(self._pks) - 1)
        return np.where(self._pks[near] == pks, self._places[near], -1)


class PkRows(Rows):
    """Rows that are found by primary key."""

    def __init__(self, columns: Columns, live: NDArray[np.bool_]) -> None:
        super().__init__(columns, live)
        index = PkIndex(columns.pks[self.live_docs], self.live_docs)
        self.rows_of, self.find = index.places, index.find


class Records:
    """Reads the records of one index, for the threads of a process."""

    def __init__(self) -> None:
        self._read: dict[str, Columns] = {}
        self._last: tuple[tantivy.Searcher, PkRows] | None = None
        self._mutex = threading.Lock()

    def rows(self, searcher: tantivy.Searcher, segments: tuple[Segment, ...]) -> PkRows:
        with self._mutex:
            if self._last is None or self._last[0] is not searcher:
                parts = {
                    segment.name: self._columns(searcher, number, segment) for number, segment in enumerate(segments)
                }
                columns = join_columns(list(parts.values()))
                self._last = searcher, PkRows(columns, _live(searcher, columns, segments))
                self._read = parts
            return self._last[1]

    def _columns(self, searcher: tantivy.Searcher, number: int, segment: Segment) -> Columns:
        found = self._read.get(segment.name)
        if found is None:
            found = self._carried_over(searcher, [DocAddress(number, doc) for doc in range(segment.size)])
        return found

    def _carried_over(self, searcher: tantivy.Searcher, addresses: list[DocAddress]) -> Columns:
        """The records of a new segment. Documents that were merged into it keep the columns read before, recognised by pk
        and version; the records of the others are read."""
        known = self._known(searcher, addresses)
        missing = [address for address, row in zip(addresses, known.tolist(), strict=True) if row < 0]
        read = read_columns([stored(searcher, address, "record") for address in missing])
        if len(missing) == len(addresses) or self._last is None:
            return read
        carried = known >= 0
        order = np.empty(len(addresses), np.int64)
        order[carried] = np.arange(len(addresses) - len(missing))
        order[~carried] = np.arange(len(addresses) - len(missing), len(addresses))
        return take_columns(join_columns([take_columns(self._last[1].columns, known[carried]), read]), order)

    def _known(self, searcher: tantivy.Searcher, addresses: list[DocAddress]) -> Array:
        """The rows of these documents among those read last, -1 for new ones."""
        if self._last is None or not self._last[1].count:
            return np.full(len(addresses), -1, np.int64)
        before = self._last[1]
        pks, versions = (
            np.array([value or 0 for value in searcher.fast_field_values(name, addresses)], np.int64)
            for name in ("pk", "stamp")
        )
        rows = before.find(pks)
        return np.where((rows >= 0) & (versions != 0) & (before.columns.versions[rows] == versions), rows, -1)


def _live(searcher: tantivy.Searcher, columns: Columns, segments: tuple[Segment, ...]) -> NDArray[np.bool_]:
    """Which rows are not deleted: the hits of a query for all documents, needed only if there are deletions."""
    live = np.ones(len(columns), bool)
    count = int(searcher.num_docs)
    if count < len(columns):
        starts = np.concatenate(([0], np.cumsum([segment.size for segment in segments]))).astype(np.int64)
        hits = searcher.search(match_all(), limit=max(count, 1), count=False).hits
        places = np.array([(address.segment_ord, address.doc) for _, address in hits], np.int64).reshape(-1, 2)
        live[:] = False
        live[starts[places[:, 0]] + places[:, 1]] = True
    return live
