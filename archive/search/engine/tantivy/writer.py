"""Writing to Tantivy. A commit is on disk before Tantivy's threads merge segments by its own policy; `close` waits for them."""

from collections.abc import Iterable
from pathlib import Path

from archive.search.engine.document import Document
from archive.search.engine.tantivy.schema import open_index
from archive.search.engine.tantivy.token_stream import DocumentFactory
from archive.text import current_analyzer

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
        self._closed = False
        self._analyzer = current_analyzer()
        self._factory = DocumentFactory()

    def remove(self, pks: Iterable[int]) -> None:
        for pk in pks:
            self._writer.delete_documents_by_term("pk", pk)

    def add(self, documents: Iterable[Document]) -> None:
        if self._analyzer is not current_analyzer():
            self._analyzer, self._factory = current_analyzer(), DocumentFactory()
        for document in documents:
            self._writer.add_document(self._factory.make(document))

    def flush(self) -> None:
        """Tantivy writes a segment whenever its memory is full."""

    def commit(self) -> None:
        self._writer.commit()

    def finish(self) -> None:
        self.commit()
        self.close()

    def close(self) -> None:
        """Finish merges and discard what was not committed; nothing can be written afterwards."""
        if not self._closed:
            self._closed = True
            self._writer.wait_merging_threads()
