"""An index at one moment: its segments as one, deletions masked, decoded postings cached.

Segments never change, so what was read of one serves every snapshot that has it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.contract import IndexInfo
from archive.search.engine.embedded.cache import ArrayCache
from archive.search.engine.embedded.column_file import MIN_DOCUMENTS, load_columns, save_columns
from archive.search.engine.embedded.columns import Columns, join_columns, read_columns
from archive.search.engine.embedded.generations import Generations
from archive.search.engine.embedded.reader import Reader
from archive.search.engine.embedded.rows import Rows
from archive.search.engine.scoring import K1, B
from archive.search.engine.whoosh.codec import FIELDS, open_index
from archive.search.engine.whoosh.terms import TermTable

POSITION_BITS = 24
MAX_POSTINGS_BYTES = 128 * 1024 * 1024
MAX_FILTER_BYTES = 16 * 1024 * 1024
"""Of decoded postings and of filter masks (a byte per document), in each process."""
MAX_DOC_FREQS = 100_000
"""Document frequencies that are kept before all are dropped."""
Array = NDArray[Any]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class SegmentView:
    table: TermTable
    columns: Columns


class Snapshot(Rows):
    """Documents are numbered consecutively over all segments."""

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
        self._doc_freqs: dict[bytes, int] = {}
        self._scratch: list[Array] = []
        self._filters = ArrayCache(MAX_FILTER_BYTES)
        self._cache = ArrayCache(MAX_POSTINGS_BYTES)

    def postings(self, field: str, form: str) -> tuple[Array, Array]:
        """Documents with a form, ascending, and its weight in each (halves of an occurrence)."""
        key = FIELDS[field] + encoded(form)
        return self._cache.get(("postings", key), lambda: self._postings(key))

    def _postings(self, key: bytes) -> tuple[Array, Array]:
        docs, weights = [], []
        for segment, offset in zip(self.segments, self.offsets.tolist(), strict=True):
            row = segment.table.row(key)
            if row is not None:
                found, weight = segment.table.postings(row, row + 1)
                docs.append(found.astype(np.intp) + offset)
                weights.append(weight.astype(np.float32))
        return _joined(docs, np.intp), _joined(weights, np.float32)

    def prefix_postings(self, field: str, prefixes: Iterable[str]) -> tuple[Array, Array]:
        """Documents with forms that start with any prefix, ascending, and the number of such forms in each."""
        keys = tuple(FIELDS[field] + encoded(prefix) for prefix in prefixes)
        return self._cache.get(("prefixes", keys), lambda: self._prefix_postings(keys))

    def _prefix_postings(self, keys: tuple[bytes, ...]) -> tuple[Array, Array]:
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

    def occurrences(self, field: str, form: str, among: Mask | None = None) -> Array:
        """Every occurrence of a form as document · 2²⁴ + position, ascending; `among` is a mask of documents."""
        key = FIELDS[field] + encoded(form)
        if among is not None:
            return self._occurrences(key, among)
        return self._cache.get(("occurrences", key), lambda: self._occurrences(key, None))

    def _occurrences(self, key: bytes, among: Mask | None) -> Array:
        found = []
        for segment, offset in zip(self.segments, self.offsets.tolist(), strict=True):
            row = segment.table.row(key)
            if row is not None:
                part = None if among is None else among[offset : offset + len(segment.columns)]
                docs, positions = segment.table.occurrences(row, part)
                found.append(((docs.astype(np.int64) + offset) << POSITION_BITS) + positions)
        return _joined(found, np.int64)

    def doc_freq(self, field: str, form: str) -> int:
        """The number of documents with a form, deleted ones included until they are merged away; reads no postings."""
        key = FIELDS[field] + encoded(form)
        known = self._doc_freqs.get(key)
        if known is None:
            rows = ((segment.table, segment.table.row(key)) for segment in self.segments)
            known = sum(int(table.starts[row + 1] - table.starts[row]) for table, row in rows if row is not None)
            if len(self._doc_freqs) >= MAX_DOC_FREQS:
                self._doc_freqs.clear()
            self._doc_freqs[key] = known
        return known

    def terms(self, prefix: str = "", *, field: str = "text") -> dict[str, int]:
        """Forms that start with `prefix` and the document frequency of each, deleted documents included."""
        counts: dict[str, int] = {}
        key = FIELDS[field] + encoded(prefix)
        for segment in self.segments:
            first, last = segment.table.prefix_rows(key)
            sizes = np.diff(segment.table.starts[first : last + 1]).tolist()
            for form, size in zip(segment.table.keys_of(first, last), sizes, strict=True):
                text = form[1:].decode("utf-8", "surrogatepass")
                counts[text] = counts.get(text, 0) + size
        return counts

    def filter_mask(self, clause: Hashable, make: Callable[[], Mask]) -> Mask | None:
        """A filter's mask, cached; None if it excludes no live document."""

        def needed() -> Mask | None:
            mask = make()
            return None if np.all(mask[self.live_docs]) else mask

        return self._filters.get(clause, needed)

    @contextmanager
    def scratch(self) -> Iterator[Array]:
        """An array of zeros, one float per document; the borrower must return it zeroed."""
        try:
            sums = self._scratch.pop()
        except IndexError:
            sums = np.zeros(self.size, np.float32)
        yield sums
        self._scratch.append(sums)


class WhooshReader(Reader[Snapshot]):
    def __init__(self, generations: Generations) -> None:
        self._views: dict[tuple[str, str], SegmentView] = {}
        super().__init__(generations)

    def empty(self, info: IndexInfo | None) -> Snapshot:
        self._views = {}
        return Snapshot([], [], info)

    def open(self, folder: Path, info: IndexInfo) -> Snapshot:
        index = open_index(folder)
        views: dict[tuple[str, str], SegmentView] = {}
        deleted = []
        for segment in index._segments():
            name = (folder.name, segment.segment_id())
            views[name] = self._views.get(name) or _segment_view(index, segment, folder)
            deleted.append(list(segment.deleted_docs()))
        snapshot = Snapshot(list(views.values()), deleted, info)
        self._views = views
        return snapshot


def _segment_view(index: Any, segment: Any, folder: Path) -> SegmentView:
    terms = segment.codec().terms_reader(index.storage, segment)
    return SegmentView(terms.table, _columns(index, segment, folder / segment.make_filename(".columns")))


def _columns(index: Any, segment: Any, path: Path) -> Columns:
    """The columns of a segment, mapped from their file; the first process that reads a large segment writes it. It bears the
    segment's name, so that Whoosh removes it with the segment."""
    large = segment.doc_count_all() >= MIN_DOCUMENTS
    if large:
        with suppress(OSError, ValueError):
            return load_columns(path)
    documents = segment.codec().per_document_reader(index.storage, segment)
    blobs = documents.column_reader("record", index.schema["record"].column_type)
    columns = read_columns([blobs[doc] for doc in range(segment.doc_count_all())])
    documents.close()
    if large:
        with suppress(OSError):  # a folder that may not be written
            save_columns(columns, path)
            return load_columns(path)
    return columns


def encoded(form: str) -> bytes:
    return form.encode("utf-8", "surrogatepass")


def _joined(arrays: list[Array], kind: Any) -> Array:
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.empty(0, kind)
