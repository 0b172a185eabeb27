"""The index follows the record: the outbox is drained into it, and it is rebuilt beside the one in use.

A change and its outbox row are one transaction; the row goes only after the index has committed. Whoever dies between
the two leaves the row to the next drain, and indexing twice changes nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from archive.catalog.models import Article, OutboxEntry
from archive.search.documents import documents
from archive.search.engine.generations import Generations
from archive.search.engine.snapshot import reader
from archive.search.engine.writer import ArchiveWriter, merge_all
from archive.text import analysis_version

CHUNK = 4_000
"""Documents of one commit."""
SMALL = 50
"""Up to so many changed documents, large segments are left unmerged: the commit stays quick."""
Progress = Callable[[int, int], None]
"""Called with the number of articles done and the number in all."""


def index_path() -> Path:
    return Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"])


def drain(limit: int | None = None, *, progress: Progress | None = None) -> int:
    """Bring the index up to date with the outbox (its first `limit` rows). Returns the number of articles looked at."""
    rows = OutboxEntry.objects.order_by("pk").values_list("pk", "article_pk")
    taken = list(rows[:limit] if limit is not None else rows)
    rows_of: dict[int, list[int]] = {}
    for row, pk in taken:
        rows_of.setdefault(pk, []).append(row)
    pks = list(rows_of)
    for start in range(0, len(pks), CHUNK):
        chunk = pks[start : start + CHUNK]
        update(chunk)
        _settle([row for pk in chunk for row in rows_of[pk]])
        if progress is not None:
            progress(start + len(chunk), len(pks))
    return len(pks)


def drain_on_commit() -> None:
    """Drain once the transaction under way has been committed; at once where there is none.

    A failure is logged, not raised: the change is saved, and its outbox row waits for the next drain.
    """
    transaction.on_commit(_drain, robust=True)


def _drain() -> None:
    drain()


def update(pks: Iterable[int], *, path: Path | None = None) -> None:
    """Index these articles as they stand; those that are not published, or no more, are taken out. One commit."""
    wanted = sorted(set(pks))
    if not wanted:
        return
    generations = Generations(path or index_path())
    if generations.unreadable():
        rebuild(path=path)
        return
    with generations.lock():
        generations.note_missed(wanted)
        folder = generations.current() or generations.create()
        _write(generations, folder, wanted)
        generations.publish(folder)


def remove(pks: Iterable[int], *, path: Path | None = None) -> None:
    """Take articles out of the index, whatever the record says."""
    generations = Generations(path or index_path())
    with generations.lock():
        gone = list(pks)
        generations.note_missed(gone)
        folder = generations.current()
        if folder is not None:
            with ArchiveWriter(generations.open(folder), light=True) as writer:
                writer.remove(gone)
            generations.publish(folder)


def clear(*, path: Path | None = None) -> None:
    """An empty index in a new generation; readers keep what they have open until their next search."""
    generations = Generations(path or index_path())
    with generations.lock():
        generations.publish(generations.create())


def rebuild(*, path: Path | None = None, progress: Progress | None = None) -> int:
    """Index all published articles anew beside the index in use, then swap. Returns the number of articles.

    The old generation serves, and takes changes, until the end; what changed meanwhile is indexed again before the swap.
    Outbox rows that stood before it began are settled by it.
    """
    generations = Generations(path or index_path())
    waiting = list(OutboxEntry.objects.values_list("pk", flat=True)) if path in (None, index_path()) else []
    with generations.build() as folder:
        pks = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(pks), CHUNK):
            _write(generations, folder, pks[start : start + CHUNK], fresh=True)
            if progress is not None:
                progress(min(start + CHUNK, len(pks)), len(pks))
        with generations.lock():
            _write(generations, folder, generations.missed(folder), merge=True)
            generations.finish(folder)
    _settle(waiting)
    return len(pks)


def _settle(rows: list[int]) -> None:
    """Take rows out of the outbox whose changes the index has."""
    for first in range(0, len(rows), 500):
        OutboxEntry.objects.filter(pk__in=rows[first : first + 500]).delete()


def _write(generations: Generations, folder: Path, pks: list[int], *, fresh: bool = False, merge: bool = False) -> None:
    with ArchiveWriter(generations.open(folder), light=len(pks) <= SMALL and not merge) as writer:
        if merge:
            writer.mergetype = merge_all
        if not fresh:
            writer.remove(pks)
        for document in documents(pks):
            writer.add(pk=document.pk, sections=document.sections, title=document.title, record=document.record)


@dataclass(frozen=True)
class IndexStatus:
    """How the index stands beside the record."""

    indexed: int
    published: int
    waiting: int
    """Rows in the outbox."""
    version: str | None
    """Version of the analysis that the index was built with; None where there is no index, or none of our format."""
    current_version: str
    segments: int
    size: int
    """Bytes on disk."""
    rebuilding: bool

    @property
    def stale(self) -> bool:
        """The index was built with another analysis than queries go through: `rebuild_index` mends it."""
        return self.version is not None and self.version != self.current_version

    @property
    def current(self) -> bool:
        """There is an index, and it was built with today's analysis."""
        return self.version is not None and not self.stale

    @property
    def agrees(self) -> bool:
        return self.indexed == self.published and not self.waiting


def index_status() -> IndexStatus:
    path = index_path()
    snapshot = reader(path).snapshot()
    generations = Generations(path)
    folder = generations.current()
    return IndexStatus(
        indexed=snapshot.count,
        published=Article.objects.published().count(),
        waiting=OutboxEntry.objects.count(),
        version=snapshot.about.analysis if snapshot.about and not generations.unreadable() else None,
        current_version=analysis_version(),
        segments=len(snapshot.segments),
        size=sum(file.stat().st_size for file in folder.iterdir()) if folder else 0,
        rebuilding=bool(generations.building()),
    )
