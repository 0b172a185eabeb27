"""The contract's Engine on Whoosh. After a change is published, its writer merges small segments: for less than a second."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from archive.search.engine.embedded.engine import EmbeddedEngine
from archive.search.engine.embedded.generations import Generations
from archive.search.engine.whoosh.codec import FORMAT, create_index
from archive.search.engine.whoosh.snapshot import Snapshot, WhooshReader
from archive.search.engine.whoosh.view import WhooshView
from archive.search.engine.whoosh.writer import WhooshWriter

logger = logging.getLogger(__name__)


class Whoosh(EmbeddedEngine[Snapshot]):
    name = "whoosh"
    format = FORMAT

    def begin(self, folder: Path) -> None:
        create_index(folder)

    def open_reader(self, generations: Generations) -> WhooshReader:
        return WhooshReader(generations)

    @contextmanager
    def locked_writer(self) -> Iterator[WhooshWriter]:
        with self.generations.lock(), self.generations.writing() as folder, closing(WhooshWriter(folder)) as writer:
            yield writer
            writer.commit()
            self.generations.publish(folder)
            try:
                if writer.merge():
                    self.generations.publish(folder)
            except Exception:  # the commit stands, and the next one merges again
                logger.exception("Segments of the index %s could not be merged.", self.place)

    def build_writer(self, folder: Path) -> WhooshWriter:
        return WhooshWriter(folder)

    def view(self) -> WhooshView:
        return WhooshView(self.reader.snapshot())

    def segments(self) -> int:
        return len(self.reader.snapshot().segments)

    def doc_versions(self) -> dict[int, int]:
        snapshot = self.reader.snapshot()
        columns, live = snapshot.columns, snapshot.live
        return dict(zip(columns.pks[live].tolist(), columns.versions[live].tolist(), strict=True))
