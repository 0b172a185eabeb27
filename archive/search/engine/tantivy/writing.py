"""What goes out, what comes in, one commit.

A commit is on disk before segments are merged into larger ones: that goes on in threads of the writer, beside further commits
of the same one. A writer must be closed, not dropped: merging that is still going on would find its index in other hands.
"""

from collections.abc import Iterable
from pathlib import Path

from archive.search.engine.document import Document
from archive.search.engine.tantivy.feeding import Feeder
from archive.search.engine.tantivy.schema import open_index
from archive.text import current_analyzer

MEMORY = 256_000_000
"""Bytes in which documents are gathered before a segment is written, for a batch; a small change takes the least that Tantivy
takes. Beside them stand, while a segment is written, the documents that are made meanwhile (28 KB each)."""
LEAST_MEMORY = 15_000_000
THREADS = 1
"""One of Tantivy's keeps up with the one that makes the documents; more of them write more and smaller segments, which takes
longer in all."""
SMALL = 200
"""Up to so many changed documents are a small change."""


class Writer:
    def __init__(self, folder: Path, *, small: bool = False) -> None:
        self._writer = open_index(folder).writer(LEAST_MEMORY if small else MEMORY, THREADS)
        self._feeder = Feeder()
        self._analysis = current_analyzer()

    @property
    def up_to_date(self) -> bool:
        """Whether it cuts words as the analysis in use does."""
        return self._analysis is current_analyzer()

    def remove(self, pks: Iterable[int]) -> None:
        for pk in pks:
            self._writer.delete_documents_by_term("pk", pk)

    def add(self, documents: Iterable[Document]) -> None:
        """Documents that are not in the index, or have been removed."""
        for document in documents:
            self._writer.add_document(self._feeder.made(document))

    def commit(self) -> None:
        self._writer.commit()

    def close(self) -> None:
        """See the merging through. What was not committed is forgotten; nothing can be written afterwards."""
        self._writer.wait_merging_threads()
