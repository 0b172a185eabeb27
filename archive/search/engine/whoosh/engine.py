"""The contract's Engine on Whoosh: one folder, one writer at a time, one reader in each process."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from archive.search.engine.contract import EngineState, IndexInfo, Read
from archive.search.engine.document import Document
from archive.search.engine.whoosh.background_merger import Tidier
from archive.search.engine.whoosh.codec import generations, open_index
from archive.search.engine.whoosh.snapshot import Reader
from archive.search.engine.whoosh.view import WhooshView
from archive.search.engine.whoosh.writer import ArchiveWriter, merge_all, merge_nothing, mergeable

SMALL = 50
"""Up to so many changed documents, segments are merged after the commit, in the background: it stays quick."""


class Whoosh:
    name = "whoosh"

    def __init__(self, place: str) -> None:
        self.place = place
        self.generations = generations(Path(place))
        self.reader = Reader(self.generations)
        self.tidier = Tidier(self._tidy)

    # Looking

    def view(self) -> WhooshView:
        return WhooshView(self.reader.snapshot())

    def info(self) -> IndexInfo | None:
        folder = self.generations.current()
        return self.generations.info(folder) if folder is not None else None

    def doc_versions(self) -> dict[int, int]:
        snapshot = self.reader.snapshot()
        columns = snapshot.columns
        return dict(zip(columns.pks[snapshot.live].tolist(), columns.versions[snapshot.live].tolist(), strict=True))

    def state(self) -> EngineState:
        snapshot = self.reader.snapshot()
        return EngineState(
            info=snapshot.info,
            documents=snapshot.count,
            segments=len(snapshot.segments),
            size=self.generations.size(),
            building=bool(self.generations.building()),
        )

    # Writing

    def write(self, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        out = list(gone)
        with self.generations.lock():
            self.generations.note_missed(out)
            folder = self.generations.current() or self.generations.create()
            with ArchiveWriter(open_index(folder)) as writer:
                if len(out) <= SMALL:
                    writer.mergetype = merge_nothing
                writer.remove(out)
                known = set(out)
                for document in documents:
                    if document.pk not in known:
                        writer.remove([document.pk])
                        self.generations.note_missed([document.pk])
                    writer.add(document)
            self.generations.publish(folder)
            untidy = bool(mergeable(open_index(folder)._segments(), light=True))
        if untidy:
            self.tidier.soon()

    def _tidy(self) -> None:
        """Merge small segments, now that nobody waits for it."""
        with self.generations.lock():
            folder = self.generations.current()
            if folder is not None and mergeable(open_index(folder)._segments(), light=True):
                with ArchiveWriter(open_index(folder), light=True):
                    pass
                self.generations.publish(folder)

    def clear(self) -> None:
        with self.generations.lock():
            self.generations.publish(self.generations.create())

    @contextmanager
    def build(self, read: Read) -> Iterator["WhooshBuilder"]:
        with self.generations.build() as folder:
            yield WhooshBuilder(folder)
            with self.generations.lock():
                missed = self.generations.missed(folder)
                with ArchiveWriter(open_index(folder)) as writer:
                    writer.mergetype = merge_all
                    writer.remove(missed)
                    _add(writer, read(missed))
                self.generations.finish(folder)


class WhooshBuilder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, documents: Iterable[Document]) -> None:
        with ArchiveWriter(open_index(self.folder)) as writer:
            _add(writer, documents)


def _add(writer: Any, documents: Iterable[Document]) -> None:
    for document in documents:
        writer.add(document)
