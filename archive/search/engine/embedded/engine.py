"""The contract's Engine for an index in a folder: one writer at a time, one reader in each process.

A commit is published before segments are merged, so a change is found without waiting for a merge.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import ClassVar, Generic, Protocol, TypeVar

from archive.search.engine.contract import EngineState, IndexDamagedError, IndexInfo, Read, View
from archive.search.engine.document import Document
from archive.search.engine.embedded.generations import Generations
from archive.search.engine.embedded.reader import Reader

Snapshot = TypeVar("Snapshot")


class Writer(Protocol):
    """Writes to one generation; used under the lock of the index, or on a generation that is being built."""

    def remove(self, pks: Iterable[int]) -> None: ...

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents that are not in the index, or have been removed."""

    def flush(self) -> None:
        """Free memory between the batches of a build."""

    def commit(self) -> None: ...

    def finish(self) -> None:
        """Commit the last batch of a build and merge segments."""

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
    def locked_writer(self) -> AbstractContextManager[Writer]:
        """The writer of the current generation, which is created if there is none, under the lock of the index. At the end
        its changes are committed and published; on an exception nothing changes."""

    @abstractmethod
    def build_writer(self, folder: Path) -> Writer:
        """The writer of a new generation."""

    @abstractmethod
    def view(self) -> View: ...

    @abstractmethod
    def segments(self) -> int:
        """The number of segments of the current snapshot."""

    @abstractmethod
    def doc_versions(self) -> dict[int, int]: ...

    # Looking

    def info(self) -> IndexInfo | None:
        return self.generations.settled(self._info)

    def _info(self) -> IndexInfo | None:
        self.generations.check()
        folder = self.generations.current()
        return self.generations.info(folder) if folder is not None else None

    def check(self, *, full: bool = False, pause: Callable[[], object] = lambda: None) -> None:
        self.generations.check(full=full, pause=pause)
        self.view()

    def state(self) -> EngineState:
        size, building = self.generations.size(), bool(self.generations.building())
        try:
            view = self.view()
            return EngineState(view.info, view.count, self.segments(), size, building)
        except IndexDamagedError as error:
            return EngineState(None, 0, 0, size, building, damage=str(error))

    # Writing

    def write(self, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        removed = list(gone)
        with self.locked_writer() as writer:
            self.generations.note_missed(removed)
            writer.remove(removed)
            writer.add(self._replacing(documents, writer, set(removed)))

    def _replacing(self, documents: Iterable[Document], writer: Writer, removed: set[int]) -> Iterator[Document]:
        for document in documents:
            if document.pk not in removed:
                writer.remove([document.pk])
                self.generations.note_missed([document.pk])
            yield document

    def clear(self) -> None:
        with self.generations.lock():
            folder = self.generations.create()
            self.generations.publish(folder)
            self.generations.end_writing(folder)

    @contextmanager
    def build(self, read: Read) -> Iterator["EmbeddedBuilder"]:
        with self.generations.build() as folder, closing(self.build_writer(folder)) as writer:
            yield EmbeddedBuilder(writer)
            with self.generations.lock():
                self._finish(writer, folder, read)
        self.built(folder)

    def _finish(self, writer: Writer, folder: Path, read: Read) -> None:
        missed = self.generations.missed(folder)
        writer.remove(missed)
        writer.add(read(missed))
        writer.finish()
        self.generations.finish(folder)

    def built(self, folder: Path) -> None:
        """Called after a new generation was published."""


class EmbeddedBuilder:
    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def add(self, documents: Iterable[Document]) -> None:
        self.writer.add(documents)
        self.writer.flush()
