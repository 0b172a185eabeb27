"""The contract's Engine on Tantivy: one folder, one writer at a time, one reader in each process."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.search.engine.contract import EngineState, IndexInfo, Read
from archive.search.engine.document import Document
from archive.search.engine.generations import Generations
from archive.search.engine.tantivy.schema import FORMAT, begin
from archive.search.engine.tantivy.shared_writer import Writers
from archive.search.engine.tantivy.snapshot import Reader
from archive.search.engine.tantivy.term_bitmaps import write_frequent
from archive.search.engine.tantivy.view import TantivyView
from archive.search.engine.tantivy.writing import SMALL, Writer


class Tantivy:
    name = "tantivy"

    def __init__(self, place: str) -> None:
        self.place = place
        self.generations = Generations(Path(place), FORMAT, begin)
        self.reader = Reader(self.generations)
        self.writers = Writers(self.generations)

    # Looking

    def view(self) -> TantivyView:
        return TantivyView(self.reader.snapshot())

    def info(self) -> IndexInfo | None:
        folder = self.generations.current()
        return self.generations.info(folder) if folder is not None else None

    def doc_versions(self) -> dict[int, int]:
        return self.view().doc_versions()

    def state(self) -> EngineState:
        snapshot = self.reader.snapshot()
        return EngineState(
            info=snapshot.info,
            documents=snapshot.count,
            segments=int(snapshot.searcher.num_segments),
            size=self.generations.size(),
            building=bool(self.generations.building()),
        )

    # Writing

    def write(self, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        out = list(gone)
        with self.writers.writer(small=len(out) <= SMALL) as writer:
            self.generations.note_missed(out)
            writer.remove(out)
            writer.add(self._replacing(documents, writer, set(out)))

    def _replacing(self, documents: Iterable[Document], writer: Writer, known: set[int]) -> Iterator[Document]:
        for document in documents:
            if document.pk not in known:
                writer.remove([document.pk])
                self.generations.note_missed([document.pk])
            yield document

    def clear(self) -> None:
        with self.generations.lock():
            self.generations.publish(self.generations.create())

    @contextmanager
    def build(self, read: Read) -> Iterator[Writer]:
        with self.generations.build() as folder:
            writer = Writer(folder)
            yield writer
            with self.generations.lock():
                missed = self.generations.missed(folder)
                writer.remove(missed)
                writer.add(read(missed))
                writer.commit()
                writer.close()
                self.generations.finish(folder)
        self._keep_frequent(folder)

    def _keep_frequent(self, folder: Path) -> None:
        """Of a generation that serves already. Readers are shown it anew, for them to see what was written beside it."""
        try:
            written = write_frequent(folder)
        except (OSError, ValueError):
            if self.generations.current() == folder:
                raise
            return  # another took its place meanwhile
        with self.generations.lock():
            if written and self.generations.current() == folder:
                self.generations.publish(folder)
