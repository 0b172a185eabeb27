"""One writer at a time: what goes out, what comes in, one commit.

A commit is on disk and seen by readers before small segments are merged into larger ones; merging goes on in threads of the
writer, which waits for it before it lets go.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from archive.search.engine.document import Document
from archive.search.engine.tantivy.feeding import Feeder
from archive.search.engine.tantivy.schema import open_index

MEMORY = 192_000_000
"""Bytes in which each thread gathers documents before it writes a segment, for a batch; a small change takes the least that
Tantivy takes."""
LEAST_MEMORY = 15_000_000
SMALL = 200
"""Up to so many changed documents are a small change."""


class Writer:
    def __init__(self, folder: Path, *, small: bool = False) -> None:
        threads = 1 if small else max(1, min(4, os.cpu_count() or 1))
        self._writer = open_index(folder).writer(LEAST_MEMORY if small else MEMORY * threads, threads)
        self._feeder = Feeder()

    def remove(self, pks: Iterable[int]) -> None:
        for pk in pks:
            self._writer.delete_documents_by_term("pk", pk)

    def add(self, documents: Iterable[Document]) -> None:
        """Documents that are not in the index, or have been removed."""
        for document in documents:
            self._writer.add_document(self._feeder.made(document))

    def commit(self, publish: Callable[[], None]) -> None:
        """Commit, let readers see it, and see the merging through. Nothing can be written afterwards."""
        self._writer.commit()
        publish()
        self._writer.wait_merging_threads()

    def cancel(self) -> None:
        self._writer.rollback()
