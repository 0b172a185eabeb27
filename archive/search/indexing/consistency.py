"""Compare the index with the catalog, article by article, and repair only what differs.

The index stores a version of each document, a digest of everything that is indexed of it. A comparison computes the same
digest of each published article and sorts the articles that differ; those in the outbox are listed separately. A repair adds
the differing articles to the outbox and drains it, so that a repair that is killed is continued by the next drain.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import outbox_add
from archive.search.engine import current_engine
from archive.search.indexing.documents import documents
from archive.search.indexing.indexer import Progress, rebuild
from archive.search.indexing.outbox import drain

BATCH_ARTICLES = 1_000
"""Articles compared between two looks at the clock."""


@dataclass(frozen=True)
class IndexDiff:
    """Primary keys of the articles that differ, ascending."""

    missing: tuple[int, ...] = ()
    """Published, but not in the index."""
    surplus: tuple[int, ...] = ()
    """In the index, but not published, or deleted."""
    outdated: tuple[int, ...] = ()
    """Published and in the index, but indexed with other contents."""
    waiting: tuple[int, ...] = ()
    """In the outbox, and in none of the other three."""
    compared: int = 0
    """Number of articles whose contents were compared."""
    of: int = 0
    """Number of articles that are published, indexed and not waiting."""

    @property
    def to_repair(self) -> tuple[int, ...]:
        return (*self.missing, *self.surplus, *self.outdated)

    @property
    def is_empty(self) -> bool:
        return not self.to_repair and not self.waiting

    @property
    def complete(self) -> bool:
        return self.compared == self.of


def diff(*, seconds: float | None = None, progress: Progress | None = None) -> IndexDiff:
    """Compare index and catalog; with `seconds`, contents for about that long, latest changes first.

    Missing and surplus articles are always complete. Raises SearchUnavailableError.
    """
    waiting = set(OutboxEntry.objects.values_list("article_pk", flat=True))
    versions = current_engine().doc_versions()
    by_change = Article.objects.published().order_by("-changed_at", "-pk").values_list("pk", flat=True)
    published = [pk for pk in by_change if pk not in waiting]
    both = [pk for pk in published if pk in versions]
    outdated, compared = _outdated(both, versions, seconds=seconds, progress=progress)
    return IndexDiff(
        missing=tuple(sorted(pk for pk in published if pk not in versions)),
        surplus=tuple(sorted(set(versions) - set(published) - waiting)),
        outdated=tuple(sorted(outdated)),
        waiting=tuple(sorted(waiting)),
        compared=compared,
        of=len(both),
    )


def repair(found: IndexDiff, *, progress: Progress | None = None) -> int:
    """Index the articles that differ, and those in the outbox. Returns the number of articles."""
    info = current_engine().info()
    if info is not None and not info.readable:
        return rebuild(progress=progress)
    outbox_add(found.to_repair)
    return drain(progress=progress)


def _outdated(
    pks: Sequence[int], versions: dict[int, int], *, seconds: float | None, progress: Progress | None
) -> tuple[list[int], int]:
    """(articles with another version, number of articles compared)."""
    until = None if seconds is None else time.monotonic() + seconds
    found: list[int] = []
    compared = 0
    while compared < len(pks) and (until is None or time.monotonic() < until):
        chunk = pks[compared : compared + BATCH_ARTICLES]
        current = {document.pk: document.version for document in documents(chunk)}
        found += [pk for pk in chunk if current.get(pk) != versions[pk]]
        compared += len(chunk)
        if progress is not None:
            progress(compared, len(pks))
    return found, compared
