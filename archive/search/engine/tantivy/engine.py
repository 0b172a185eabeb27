"""The contract's Engine on Tantivy."""

from contextlib import AbstractContextManager
from pathlib import Path

from archive.search.engine.embedded.engine import EmbeddedEngine
from archive.search.engine.embedded.generations import Generations
from archive.search.engine.tantivy.bitmaps.term_bitmaps import write_term_bitmaps
from archive.search.engine.tantivy.schema import FORMAT, create_index
from archive.search.engine.tantivy.shared_writer import SharedWriter
from archive.search.engine.tantivy.snapshot import Snapshot, TantivyReader
from archive.search.engine.tantivy.view import TantivyView
from archive.search.engine.tantivy.writer import TantivyWriter


class Tantivy(EmbeddedEngine[Snapshot]):
    name = "tantivy"
    format = FORMAT

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.writer = SharedWriter(self.generations)

    def begin(self, folder: Path) -> None:
        create_index(folder)

    def open_reader(self, generations: Generations) -> TantivyReader:
        return TantivyReader(generations)

    def locked_writer(self) -> AbstractContextManager[TantivyWriter]:
        return self.writer.borrow()

    def build_writer(self, folder: Path) -> TantivyWriter:
        return TantivyWriter(folder)

    def view(self) -> TantivyView:
        return TantivyView(self.reader.snapshot())

    def segments(self) -> int:
        return int(self.reader.snapshot().searcher.num_segments)

    def doc_versions(self) -> dict[int, int]:
        return self.view().doc_versions()

    def built(self, folder: Path) -> None:
        """Write the bitmaps of frequent terms and publish the generation again, so that readers open them."""
        try:
            written = write_term_bitmaps(folder)
        except (OSError, ValueError):
            if self.generations.current() == folder:
                raise
            return  # another generation has replaced it
        with self.generations.lock():
            if written and self.generations.current() == folder:
                self.generations.publish(folder)
