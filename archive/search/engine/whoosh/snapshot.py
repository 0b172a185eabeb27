"""An index as it stands at one moment: its segments as one, deletions masked, hot postings kept as arrays.

`Reader.snapshot()` looks at the index's stamp on every call (one small file) and joins the segments anew only when it
has changed; segments never change, so what was read of one is kept.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from whoosh.index import IndexError as WhooshIndexError

from archive.search.engine.columns import Columns, join_columns, read_columns
from archive.search.engine.contract import IndexInfo
from archive.search.engine.generations import Generations
from archive.search.engine.rows import Rows
from archive.search.engine.whoosh.codec import FIELDS, open_index
from archive.search.engine.whoosh.terms import TermTable

K1, B = 1.2, 0.75
"""BM25's usual constants."""
POSITION_BITS = 24
HOT_BYTES = 128 * 1024 * 1024
"""How much decoded postings may take up, in each process."""
FREQUENCIES = 100_000
"""So many forms' frequencies are kept before the lot is dropped."""
FILTERS = 32
"""So many filters' masks are kept: a byte for each document and filter."""
Array = NDArray[Any]
Kept = TypeVar("Kept", Array, tuple[Array, Array])


@dataclass(frozen=True, eq=False)
class SegmentView:
    table: TermTable
    columns: Columns


class Snapshot(Rows):
    """Documents are numbered through over all segments; every array by document has `size` entries."""

    def __init__(self, segments: list[SegmentView], deleted: list[list[int]], info: IndexInfo | None) -> None:
        self.segments = segments
        self.info = info
        columns = join_columns([segment.columns for segment in segments])
        sizes = [len(segment.columns) for segment in segments]
        self.offsets = np.concatenate(([0], np.cumsum(sizes)))[:-1].astype(np.int64) if sizes else np.empty(0, int)
        live = np.ones(len(columns), bool)
        for offset, docs in zip(self.offsets.tolist(), deleted, strict=True):
            if docs:
                live[np.array(docs, np.int64) + offset] = False
        super().__init__(columns, live)
        lengths = self.columns.lengths
        mean = float(lengths[self.live].mean()) if self.count else 1.0
        self.norm = (K1 * (1 - B + B * lengths / max(mean, 1.0))).astype(np.float32)
        self._frequencies: dict[bytes, int] = {}
        self._filters: OrderedDict[Hashable, NDArray[np.bool_] | None] = OrderedDict()
        self._scratch: list[Array] = []
        self._hot: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._hot_bytes = 0
        self._mutex = threading.Lock()

    def postings(self, field: str, form: str) -> tuple[Array, Array]:
        """Documents that have a form, ascending, and its weight in each (halves of an occurrence)."""
        key = FIELDS[field] + encoded(form)
        return self._kept(("postings", key), lambda: self._postings(key))

    def _postings(self, key: bytes) -> tuple[Array, Array]:
        docs, weights = [], []
        for segment, offset in zip(self.segments, self.offsets.tolist(), strict=True):
            row = segment.table.row(key)
            if row is not None:
                found, weight = segment.table.postings(row, row + 1)
                docs.append(found.astype(np.intp) + offset)
                weights.append(weight.astype(np.float32))
        return _joined(docs, np.intp), _joined(weights, np.float32)

    def beginning(self, field: str, prefixes: Iterable[str]) -> tuple[Array, Array]:
        """Documents that have forms with any of these beginnings, ascending, and how many such forms each has."""
        keys = tuple(FIELDS[field] + encoded(prefix) for prefix in prefixes)
        return self._kept(("beginning", keys), lambda: self._beginning(keys))

    def _beginning(self, keys: tuple[bytes, ...]) -> tuple[Array, Array]:
        counts = np.zeros(self.size, np.int64)
        for segment, offset in zip(self.segments, self.offsets.tolist(), strict=True):
            size = len(segment.columns)
            for key in keys:
                first, last = segment.table.prefix_rows(key)
                if first < last:
                    found = segment.table.postings(first, last)[0]
                    counts[offset : offset + size] += np.bincount(found, minlength=size)
        docs = np.flatnonzero(counts)
        return docs, counts[docs].astype(np.float32)

    def occurrences(self, field: str, form: str, among: NDArray[np.bool_] | None = None) -> Array:
        """Every occurrence of a form as document · 2²⁴ + position, ascending; `among` is a mask of documents."""
        key = FIELDS[field] + encoded(form)
        if among is not None:
            return self._occurrences(key, among)
        return self._kept(("occurrences", key), lambda: self._occurrences(key, None))

    def _occurrences(self, key: bytes, among: NDArray[np.bool_] | None) -> Array:
        found = []
        for segment, offset in zip(self.segments, self.offsets.tolist(), strict=True):
            row = segment.table.row(key)
            if row is not None:
                part = None if among is None else among[offset : offset + len(segment.columns)]
                docs, positions = segment.table.occurrences(row, part)
                found.append(((docs.astype(np.int64) + offset) << POSITION_BITS) + positions)
        return _joined(found, np.int64)

    def frequency(self, field: str, form: str) -> int:
        """The number of documents that have a form (deleted ones counted until merged); no posting is read."""
        key = FIELDS[field] + encoded(form)
        known = self._frequencies.get(key)
        if known is None:
            rows = ((segment.table, segment.table.row(key)) for segment in self.segments)
            known = sum(int(table.starts[row + 1] - table.starts[row]) for table, row in rows if row is not None)
            if len(self._frequencies) >= FREQUENCIES:
                self._frequencies.clear()
            self._frequencies[key] = known
        return known

    def lexicon(self, prefix: str = "", *, field: str = "text") -> dict[str, int]:
        """Forms that begin with `prefix` and the number of documents of each (deleted ones counted until merged)."""
        counts: dict[str, int] = {}
        key = FIELDS[field] + encoded(prefix)
        for segment in self.segments:
            first, last = segment.table.prefix_rows(key)
            sizes = np.diff(segment.table.starts[first : last + 1]).tolist()
            for form, size in zip(segment.table.rows_of_keys(first, last), sizes, strict=True):
                text = form[1:].decode("utf-8", "surrogatepass")
                counts[text] = counts.get(text, 0) + size
        return counts

    def filter_mask(self, clause: Hashable, make: Callable[[], NDArray[np.bool_]]) -> NDArray[np.bool_] | None:
        """A filter's mask, made once while it is asked again and again; None where it leaves no live document out."""
        with self._mutex:
            if clause in self._filters:
                self._filters.move_to_end(clause)
                return self._filters[clause]
        mask = make()
        kept = None if np.all(mask[self.live_docs]) else mask
        with self._mutex:
            self._filters[clause] = kept
            if len(self._filters) > FILTERS:
                self._filters.popitem(last=False)
        return kept

    @contextmanager
    def scratch(self) -> Iterator[Array]:
        """A float for each document, all 0; whoever borrows it gives it back so."""
        try:
            sums = self._scratch.pop()
        except IndexError:
            sums = np.zeros(self.size, np.float32)
        yield sums
        self._scratch.append(sums)

    def _kept(self, key: Hashable, read: Callable[[], Kept]) -> Kept:
        with self._mutex:
            if key in self._hot:
                self._hot.move_to_end(key)
                kept: Kept = self._hot[key][0]
                return kept
        value = read()
        size = 200 + sum(part.nbytes for part in (value if isinstance(value, tuple) else (value,)))
        with self._mutex:
            if key not in self._hot:
                self._hot[key] = (value, size)
                self._hot_bytes += size
            while self._hot_bytes > HOT_BYTES and len(self._hot) > 1:
                self._hot_bytes -= self._hot.popitem(last=False)[1][1]
        return value


class Reader:
    """Reads one index, for all threads of this process."""

    def __init__(self, generations: Generations) -> None:
        self.generations = generations
        self._stamp: str | None = None
        self._mark: tuple[int, int] | None = (0, 0)
        self._snapshot = Snapshot([], [], None)
        self._views: dict[tuple[str, str], SegmentView] = {}
        self._mutex = threading.Lock()

    def snapshot(self) -> Snapshot:
        mark = self.generations.mark()
        if mark == self._mark:
            return self._snapshot
        with self._mutex:
            for attempt in range(10):
                stamp = self.generations.stamp()
                if stamp == self._stamp:
                    break
                try:
                    self._snapshot = self._open()
                    self._stamp = stamp
                    break
                except (OSError, WhooshIndexError):
                    # A writer removed what we were about to open, because something newer stands in its place.
                    if attempt == 9:
                        raise
                    time.sleep(0.05)
            self._mark = mark
            return self._snapshot

    def _open(self) -> Snapshot:
        folder = self.generations.current()
        if folder is None:
            self._views = {}
            return Snapshot([], [], None)
        info = self.generations.info(folder)
        if not info.readable:
            return Snapshot([], [], info)
        index = open_index(folder)
        views: dict[tuple[str, str], SegmentView] = {}
        deleted = []
        for segment in index._segments():
            name = (folder.name, segment.segment_id())
            views[name] = self._views.get(name) or self._view(index, segment)
            deleted.append(list(segment.deleted_docs()))
        snapshot = Snapshot(list(views.values()), deleted, info)
        self._views = views
        return snapshot

    def _view(self, index: Any, segment: Any) -> SegmentView:
        terms = segment.codec().terms_reader(index.storage, segment)
        documents = segment.codec().per_document_reader(index.storage, segment)
        blobs = documents.column_reader("record", index.schema["record"].column_type)
        columns = read_columns([blobs[doc] for doc in range(segment.doc_count_all())])
        documents.close()
        return SegmentView(terms.table, columns)


def encoded(form: str) -> bytes:
    return form.encode("utf-8", "surrogatepass")


def _joined(arrays: list[Array], kind: Any) -> Array:
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.empty(0, kind)
