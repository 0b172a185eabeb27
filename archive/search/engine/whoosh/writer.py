"""Writing: one new segment for each batch, small segments merged into it as arrays.

Order of a commit: the new documents' table is built; segments that the policy names are merged behind it; the segment's
files are written; Whoosh swaps its table of contents and removes files that nothing refers to any more.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from archive.search.engine.columns import packed
from archive.search.engine.document import Document
from archive.search.engine.forms import document_forms
from archive.search.engine.whoosh.codec import FIELDS, TermTableCodec
from archive.search.engine.whoosh.terms import IntArray, TablePool, TableWriter, TermTable, merged

FANOUT = 8
"""So many segments of one size class (powers of this number) are merged into one."""
LIGHT = 4_096
"""Documents that merging in the background may rewrite; larger merges wait for a batch."""


class _Pool(TablePool):
    """The table pool behind the interface of Whoosh's posting pool."""

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:  # type: ignore[override]
        field, form, doc, weight, positions = item
        super().add(FIELDS[field] + form, doc, int(weight), positions)

    def cleanup(self) -> None:
        self.terms.clear()


class ArchiveWriter(SegmentWriter):
    """Use as a context manager: commits at the end, cancels on an exception."""

    def __init__(self, index: FileIndex, *, light: bool = False) -> None:
        super().__init__(index, codec=TermTableCodec(), compound=False, timeout=60.0, delay=0.05)
        self.pool = _Pool()
        self.light = light
        self.folder = Path(self.storage.folder)
        self.merging: list[tuple[TermTable, IntArray]] = []
        self.mergetype = merge_policy
        self._tables: list[tuple[Any, TermTable]] = []

    def add(self, document: Document) -> None:
        """Index one document; one of the same number that is in the index must be removed first (`remove`)."""
        forms, length = document_forms(document.sections)
        title, _ = document_forms(document.title)
        record = packed(document.record, length=length, version=document.version)
        self.add_document(pk=str(document.pk), text=forms, title=title, record=record)

    def remove(self, pks: Iterable[int]) -> int:
        """Mark documents as deleted; how many there were."""
        if not self._tables and self.segments:
            for segment in self.segments:
                reader = SegmentReader(self.storage, self.schema, segment)
                self._tables.append((segment, reader._terms.table))
                reader.close()
        removed = 0
        for pk in pks:
            key = FIELDS["pk"] + str(pk).encode("ascii")
            for segment, table in self._tables:
                row = table.row(key)
                if row is not None:
                    for doc in table.postings(row, row + 1)[0].tolist():
                        if not segment.is_deleted(doc):
                            segment.delete_document(doc)
                            removed += 1
        return removed

    def commit(self, *given: Any, **options: Any) -> None:
        """A commit that fails (no space left) lets go of Whoosh's own lock, too; nothing refers to what it wrote."""
        try:
            super().commit(*given, **options)
        except BaseException:
            if not self.is_closed:
                self._finish()
            raise

    def add_reader(self, reader: SegmentReader) -> None:
        """Take a segment over: records at once, postings when the segment is written."""
        first, total = self.docnum, reader.doc_count_all()
        docmap = self.write_per_doc({"record"}, reader)
        if docmap is None:
            renumbering = np.arange(first, first + total, dtype=np.int32)
        else:
            renumbering = np.full(total, -1, np.int32)
            renumbering[list(docmap)] = list(docmap.values())
        self.merging.append((reader._terms.table, renumbering))
        self._added = True

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        table = self.pool.table()
        writer = TableWriter(self.folder, self.newsegment.segment_id())
        if self.merging:
            for piece in merged([(table, np.arange(max(self.docnum, 1), dtype=np.int32)), *self.merging]):
                writer.append(piece)
        else:
            writer.append(table)
        writer.close()
        self.fieldwriter.close()


def merge_policy(writer: ArchiveWriter, segments: list[Any]) -> list[Any]:
    """Merge what `mergeable` names. Returns the segments left as they are."""
    alive = [segment for segment in segments if segment.doc_count() > 0]
    chosen = mergeable(alive, carried=writer.doc_count(), light=writer.light)
    for segment in chosen:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in alive if segment not in chosen]


def merge_nothing(writer: ArchiveWriter, segments: list[Any]) -> list[Any]:
    """Segments without a living document go, the others stay: for a commit that somebody waits for."""
    return [segment for segment in segments if segment.doc_count() > 0]


def mergeable(segments: list[Any], *, carried: int = 0, light: bool = False) -> list[Any]:
    """Segments of size classes that are full, and those that are mostly deleted; `carried` new documents come with them.
    `light`: no more than LIGHT documents in all."""
    classes: dict[int, list[Any]] = {}
    for segment in segments:
        classes.setdefault(size_class(segment.doc_count()), []).append(segment)
    chosen: list[Any] = []
    for number in range(max(classes, default=-1) + 1):
        members = classes.get(number, [])
        worn = [segment for segment in members if segment.deleted_count() > segment.doc_count()]
        full = len(members) + (carried > 0 and size_class(carried) == number) >= FANOUT
        candidates = members if full else worn
        size = sum(segment.doc_count() for segment in candidates)
        if candidates and not (light and carried + size > LIGHT):
            chosen += candidates
            carried += size
    return chosen


def merge_all(writer: ArchiveWriter, segments: list[Any]) -> list[Any]:
    """One segment in the end: for a fresh generation."""
    for segment in segments:
        if segment.doc_count() > 0:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return []


def size_class(documents: int) -> int:
    """0 below FANOUT documents, 1 below its square, and so on."""
    number = 0
    while documents >= FANOUT:
        documents //= FANOUT
        number += 1
    return number
