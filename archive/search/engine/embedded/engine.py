"""The contract's Engine for an index in a folder: one writer at a time, one reader in each process.

A commit is published before segments are merged, so a change is found without waiting for a merge; the next change waits
for it, and merges are small (`Writer.merge`).
"""

import logging
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import ClassVar, Generic, Protocol, TypeVar

from archive.search.engine.contract import EngineState, IndexInfo, Read, View
from archive.search.engine.document import Document
from archive.search.engine.embedded.generations import Generations
from archive.search.engine.embedded.reader import Reader

logger = logging.getLogger(__name__)
Snapshot = TypeVar("Snapshot")


class Writer(Protocol):
    """Writes to one generation; used under the lock of the index, or on a generation that is being built."""

    def remove(self, pks: Iterable[int]) -> None: ...

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents that are not in the index, or have been removed."""

    def flush(self) -> None:
        """Free memory between the batches of a build."""

    def commit(self) -> None: ...

    def merge(self, *, everything: bool = False) -> bool:
        """Merge segments that are due, or all of them; call it after `commit`. Returns whether anything was merged."""

    def close(self) -> None:
        """Discard what was not committed."""


class EmbeddedEngine(ABC, Generic[Snapshot]):
    """What an engine adds: a format, a reader and a writer, a view, and the number of segments of a snapshot."""

    name: ClassVar[str]
    format: ClassVar[int]
    """Version of the format on disk; a change of it makes a rebuild necessary."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.generations = Generations(Path(place), self.format, self.begin)
        self.reader = self.open_reader(self.generations)

    @abstractmethod
    def begin(self, folder: Path) -> None:
        """Create an empty index in a folder."""

    @abstractmethod
    def open_reader(self, generations: Generations) -> Reader[Snapshot]: ...

    @abstractmethod
    def open_writer(self, folder: Path) -> Writer: ...

    @abstractmethod
    def view(self) -> View: ...

    @abstractmethod
    def segments(self) -> int:
        """The number of segments of the current snapshot."""

    @abstractmethod
    def doc_versions(self) -> dict[int, int]: ...

    # Looking

    def info(self) -> IndexInfo | None:
        folder = self.generations.current()
        return self.generations.info(folder) if folder is not None else None

    def state(self) -> EngineState:
        view = self.view()
        return EngineState(
            info=view.info,
            documents=view.count,
            segments=self.segments(),
            size=self.generations.size(),
            building=bool(self.generations.building()),
        )

    # Writing

    def write(self, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        removed = list(gone)
        with self.generations.lock():
            folder = self.generations.current() or self.generations.create()
            with closing(self.open_writer(folder)) as writer:
                self.generations.note_missed(removed)
                writer.remove(removed)
                writer.add(self._replacing(documents, writer, set(removed)))
                writer.commit()
                self.generations.publish(folder)
                self._merge(writer, folder)

    def _replacing(self, documents: Iterable[Document], writer: Writer, removed: set[int]) -> Iterator[Document]:
        for document in documents:
            if document.pk not in removed:
                writer.remove([document.pk])
                self.generations.note_missed([document.pk])
            yield document

    def _merge(self, writer: Writer, folder: Path) -> None:
        try:
            if writer.merge():
                self.generations.publish(folder)
        except Exception:  # the commit stands, and the next one merges again
            logger.exception("Segments of the index %s could not be merged.", self.place)

    def clear(self) -> None:
        with self.generations.lock():
            self.generations.publish(self.generations.create())

    @contextmanager
    def build(self, read: Read) -> Iterator["EmbeddedBuilder"]:
        with self.generations.build() as folder, closing(self.open_writer(folder)) as writer:
            yield EmbeddedBuilder(writer)
            with self.generations.lock():
                self._finish(writer, folder, read)
        self.built(folder)

    def _finish(self, writer: Writer, folder: Path, read: Read) -> None:
        missed: Sequence[int] = self.generations.missed(folder)
        writer.remove(missed)
        writer.add(read(missed))
        writer.commit()
        writer.merge(everything=True)
        self.generations.finish(folder)

    def built(self, folder: Path) -> None:
        """Called after a new generation was published."""


class EmbeddedBuilder:
    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def add(self, documents: Iterable[Document]) -> None:
        self.writer.add(documents)
        self.writer.flush()
