"""Writing segments: a commit writes one from the new documents; merging rewrites several as arrays.

Whoosh replaces its table of contents at the end of a commit and removes files that nothing refers to.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from archive.search.engine.document import Document
from archive.search.engine.embedded.records import encode_record
from archive.search.engine.forms import document_forms
from archive.search.engine.whoosh.codec import FIELDS, TermTableCodec, open_index
from archive.search.engine.whoosh.merge_policy import MAX_MERGED_DOCS, SEGMENTS_PER_CLASS, segments_to_merge
from archive.search.engine.whoosh.table_merge import merge_tables
from archive.search.engine.whoosh.terms import IntArray, TablePool, TableWriter, TermTable


class WhooshWriter:
    """Writes to the index in a folder (`embedded.engine.Writer`); each commit opens a segment writer of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: ArchiveWriter | None = None
        self._added = 0

    @property
    def _writer(self) -> "ArchiveWriter":
        if self._open is None:
            self._open = ArchiveWriter(open_index(self.folder))
        return self._open

    def remove(self, pks: Iterable[int]) -> None:
        self._writer.remove(pks)

    def add(self, documents: Iterable[Document]) -> None:
        for document in documents:
            self._writer.add(document)
            self._added += 1

    def flush(self) -> None:
        """Commit the batch as a segment, so that its postings need not stay in memory."""
        self.commit()

    def commit(self) -> None:
        writer, self._open = self._writer, None
        writer.commit()

    def merge(self) -> bool:
        """Merge segments that are due, at most MAX_MERGED_DOCS documents or, after a large batch, in proportion to it.
        Returns whether there were any."""
        limit = max(MAX_MERGED_DOCS, SEGMENTS_PER_CLASS * self._added)
        return self._merge(segments_to_merge(open_index(self.folder)._segments(), limit))

    def finish(self) -> None:
        """Commit, and merge all segments into one."""
        self.commit()
        segments = open_index(self.folder)._segments()
        if len(segments) > 1 or any(segment.deleted_count() for segment in segments):
            self._merge(segments)

    def _merge(self, segments: list[Any]) -> bool:
        if segments:
            merging = [segment.segment_id() for segment in segments]
            ArchiveWriter(open_index(self.folder), merging=merging).commit()
        return bool(segments)

    def close(self) -> None:
        if self._open is not None:
            self._open.cancel()
            self._open = None


class _Pool(TablePool):
    """The table pool behind the interface of Whoosh's posting pool."""

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:  # type: ignore[override]
        field, form, doc, weight, positions = item
        super().add(FIELDS[field] + form, doc, int(weight), positions)

    def cleanup(self) -> None:
        self.terms.clear()


class ArchiveWriter(SegmentWriter):
    """Whoosh's segment writer with term tables; the segments named in `merging` are merged by the commit."""

    def __init__(self, index: FileIndex, *, merging: Iterable[str] = ()) -> None:
        super().__init__(index, codec=TermTableCodec(), compound=False, timeout=60.0, delay=0.05)
        self.pool = _Pool()
        self.folder = Path(self.storage.folder)
        self.merging = set(merging)
        self.mergetype = ArchiveWriter._merge
        self._merged: list[tuple[TermTable, IntArray]] = []
        self._tables: list[tuple[Any, TermTable]] = []

    def add(self, document: Document) -> None:
        """Index one document; an older one of the same pk must be removed first."""
        forms, length = document_forms(document.sections)
        title, _ = document_forms(document.title)
        record = encode_record(document.record, length=length, version=document.version)
        self.add_document(pk=str(document.pk), text=forms, title=title, record=record)

    def remove(self, pks: Iterable[int]) -> None:
        """Mark documents as deleted."""
        if not self._tables and self.segments:
            for segment in self.segments:
                reader = SegmentReader(self.storage, self.schema, segment)
                self._tables.append((segment, reader._terms.table))
                reader.close()
        for pk in pks:
            key = FIELDS["pk"] + str(pk).encode("ascii")
            for segment, table in self._tables:
                row = table.row(key)
                if row is not None:
                    for doc in table.postings(row, row + 1)[0].tolist():
                        if not segment.is_deleted(doc):
                            segment.delete_document(doc)

    def commit(self, *given: Any, **options: Any) -> None:
        """A commit that fails (no space left) releases Whoosh's own lock, too; nothing refers to the files it wrote."""
        try:
            super().commit(*given, **options)
        except BaseException:
            if not self.is_closed:
                self._finish()
            raise

    def _merge(self, segments: list[Any]) -> list[Any]:
        """Take over the segments to merge; returns those left as they are. Segments without a live document are dropped."""
        for segment in segments:
            if segment.segment_id() in self.merging and segment.doc_count():
                reader = SegmentReader(self.storage, self.schema, segment)
                self.add_reader(reader)
                reader.close()
        return [segment for segment in segments if segment.segment_id() not in self.merging and segment.doc_count()]

    def add_reader(self, reader: SegmentReader) -> None:
        """Take a segment over: records at once, postings when the new segment is written."""
        first, total = self.docnum, reader.doc_count_all()
        docmap = self.write_per_doc({"record"}, reader)
        if docmap is None:
            renumbering = np.arange(first, first + total, dtype=np.int32)
        else:
            renumbering = np.full(total, -1, np.int32)
            renumbering[list(docmap)] = list(docmap.values())
        self._merged.append((reader._terms.table, renumbering))
        self._added = True

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        table = self.pool.table()
        writer = TableWriter(self.folder, self.newsegment.segment_id())
        if self._merged:
            for piece in merge_tables([(table, np.arange(max(self.docnum, 1), dtype=np.int32)), *self._merged]):
                writer.append(piece)
        else:
            writer.append(table)
        writer.close()
        self.fieldwriter.close()
