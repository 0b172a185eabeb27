"""The index follows the record: the outbox is drained into it, and it is rebuilt beside the one in use.

A change and its outbox row are one transaction; the row goes only after the index has committed. Whoever dies between
the two leaves the row to the next drain, and indexing twice changes nothing.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone

from archive.catalog.models import Article, OutboxEntry
from archive.search.engine import current_engine
from archive.search.engine.contract import DocumentsRefusedError, Engine
from archive.search.indexing.documents import documents
from archive.text import analysis_version

CHUNK = 4_000
"""Documents of one commit."""
Progress = Callable[[int, int], None]
"""Called with the number of articles done and the number in all."""


def drain(limit: int | None = None, *, progress: Progress | None = None) -> int:
    """Bring the index up to date with the outbox (its first `limit` rows). Returns the number of articles looked at.

    Articles that the engine refuses keep their rows, and are named by DocumentsRefusedError once all others are in.
    """
    rows = OutboxEntry.objects.order_by("pk").values_list("pk", "article_pk")
    taken = list(rows[:limit] if limit is not None else rows)
    rows_of: dict[int, list[int]] = {}
    for row, pk in taken:
        rows_of.setdefault(pk, []).append(row)
    pks = list(rows_of)
    refused: dict[int, str] = {}
    for start in range(0, len(pks), CHUNK):
        chunk = pks[start : start + CHUNK]
        try:
            update(chunk)
        except DocumentsRefusedError as error:
            refused |= error.reasons
        _settle([row for pk in chunk if pk not in refused for row in rows_of[pk]])
        if progress is not None:
            progress(start + len(chunk), len(pks))
    if refused:
        raise DocumentsRefusedError(current_engine().place, refused)
    return len(pks)


def drain_on_commit() -> None:
    """Drain once the transaction under way has been committed; at once where there is none.

    A failure is logged, not raised: the change is saved, and its outbox row waits for the next drain.
    """
    transaction.on_commit(_drain, robust=True)


def _drain() -> None:
    drain()


def update(pks: Iterable[int], *, engine: Engine | None = None) -> None:
    """Index these articles as they stand; those that are not published, or no more, are taken out. One commit."""
    wanted = sorted(set(pks))
    if not wanted:
        return
    engine = engine or current_engine()
    info = engine.info()
    if info is not None and not info.readable:
        rebuild(engine=engine)
        return
    engine.write(documents(wanted), gone=wanted)


def remove(pks: Iterable[int], *, engine: Engine | None = None) -> None:
    """Take articles out of the index, whatever the record says."""
    engine = engine or current_engine()
    if engine.info() is not None:
        engine.write((), gone=pks)


def clear(*, engine: Engine | None = None) -> None:
    """An empty index; readers keep what they have open until their next search."""
    (engine or current_engine()).clear()


def rebuild(*, engine: Engine | None = None, progress: Progress | None = None) -> int:
    """Index all published articles anew beside the index in use, then swap. Returns the number of articles.

    The old generation serves, and takes changes, until the end; what changed meanwhile is indexed again before the swap.
    Outbox rows that stood before it began are settled by it.
    """
    engine = engine or current_engine()
    waiting = list(OutboxEntry.objects.values_list("pk", flat=True)) if engine is current_engine() else []
    with engine.build(documents) as builder:
        pks = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(pks), CHUNK):
            builder.add(documents(pks[start : start + CHUNK]))
            if progress is not None:
                progress(min(start + CHUNK, len(pks)), len(pks))
    _settle(waiting)
    return len(pks)


def _settle(rows: list[int]) -> None:
    """Take rows out of the outbox whose changes the index has."""
    for first in range(0, len(rows), 500):
        OutboxEntry.objects.filter(pk__in=rows[first : first + 500]).delete()


@dataclass(frozen=True)
class IndexStatus:
    """How the index stands beside the record."""

    indexed: int
    published: int
    waiting: int
    """Articles in the outbox."""
    oldest_waiting: dt.datetime | None
    """When the oldest of them was put there."""
    engine: str
    place: str
    version: str | None
    """Version of the analysis that the index was built with; None where there is no index, or none of our format."""
    current_version: str
    segments: int
    size: int
    """Bytes on disk."""
    rebuilding: bool

    @property
    def lag(self) -> dt.timedelta:
        """How long the oldest change has been waiting; nothing where none is."""
        since = self.oldest_waiting
        return max(timezone.now() - since, dt.timedelta()) if since else dt.timedelta()

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
    state = current_engine().state()
    info = state.info
    waiting = OutboxEntry.objects.aggregate(articles=Count("article_pk", distinct=True), since=Min("created_at"))
    return IndexStatus(
        indexed=state.documents,
        published=Article.objects.published().count(),
        waiting=waiting["articles"],
        oldest_waiting=waiting["since"],
        engine=current_engine().name,
        place=current_engine().place,
        version=info.analysis if info is not None and info.readable else None,
        current_version=analysis_version(),
        segments=state.segments,
        size=state.size,
        rebuilding=state.building,
    )
