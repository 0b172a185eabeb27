"""Counts, lag and version of the index."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from archive.catalog.jobs import is_working
from archive.catalog.models import Article, OutboxEntry
from archive.search.engine import current_engine
from archive.text import analysis_version


@dataclass(frozen=True)
class IndexStatus:
    """The index compared with the catalog."""

    indexed: int
    published: int
    waiting: int
    """Articles in the outbox."""
    oldest_waiting: dt.datetime | None
    """When the first of their rows was added."""
    engine: str
    place: str
    version: str | None
    """Version of the analysis that the index was built with; None without an index of a readable format."""
    current_version: str
    segments: int
    size: int
    """Bytes on disk."""
    rebuilding: bool
    working: bool
    """Whether the background process (`manage.py work`) runs."""
    damage: str = ""
    """A sentence on what of the index is damaged; it counts as empty then."""

    @property
    def lag(self) -> dt.timedelta:
        """How long the oldest change has been waiting; zero without one."""
        since = self.oldest_waiting
        return max(timezone.now() - since, dt.timedelta()) if since else dt.timedelta()

    @property
    def stale(self) -> bool:
        """Whether the index was built with another analysis than queries use; `rebuild_index` fixes it."""
        return self.version is not None and self.version != self.current_version

    @property
    def current(self) -> bool:
        """Whether there is an index built with the current analysis."""
        return self.version is not None and not self.stale

    @property
    def agrees(self) -> bool:
        return self.indexed == self.published and not self.waiting


def index_status() -> IndexStatus:
    state = current_engine().state()
    info = state.info
    waiting = OutboxEntry.objects.aggregate(articles=Count("article_pk", distinct=True))["articles"]
    oldest = OutboxEntry.objects.order_by("pk").values_list("created_at", flat=True).first()
    return IndexStatus(
        indexed=state.documents,
        published=Article.objects.published().count(),
        waiting=waiting,
        oldest_waiting=oldest,
        engine=current_engine().name,
        place=current_engine().place,
        version=info.analysis if info is not None and info.readable else None,
        current_version=analysis_version(),
        segments=state.segments,
        size=state.size,
        rebuilding=state.building,
        working=is_working(),
        damage=state.damage,
    )
