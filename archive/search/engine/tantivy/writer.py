"""Writing to Tantivy. A commit is on disk before Tantivy's threads merge segments; `merge` waits for them.

A writer is closed, never dropped: a merge that outlives its writer could replace the list of segments that another writer
has committed meanwhile.
"""

from collections.abc import Iterable
from pathlib import Path

from archive.search.engine.document import Document
from archive.search.engine.tantivy.records import segments_of
from archive.search.engine.tantivy.schema import open_index
from archive.search.engine.tantivy.token_stream import DocumentFactory

WRITER_MEMORY = 256_000_000
"""Bytes of documents collected before a segment is written; while one is written, the next documents come on top (28 KB
each)."""
THREADS = 1
"""One indexing thread keeps up with the Python thread that makes the documents; more write more and smaller segments, and
take longer in all."""


class TantivyWriter:
    """Writes to the index in a folder (`embedded.engine.Writer`)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writer = open_index(folder).writer(WRITER_MEMORY, THREADS)
        self._factory = DocumentFactory()
        self._closed = False

    def remove(self, pks: Iterable[int]) -> None:
        for pk in pks:
            self._writer.delete_documents_by_term("pk", pk)

    def add(self, documents: Iterable[Document]) -> None:
        for document in documents:
            self._writer.add_document(self._factory.make(document))

    def flush(self) -> None:
        """Tantivy writes a segment when its memory is full."""

    def commit(self) -> None:
        self._writer.commit()

    def merge(self, *, everything: bool = False) -> bool:
        """Wait for the merges that Tantivy has started by its own policy; nothing can be written afterwards."""
        before = segments_of(self.folder)
        self.close()
        return segments_of(self.folder) != before

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._writer.wait_merging_threads()
