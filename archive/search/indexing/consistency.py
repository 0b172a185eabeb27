"""Whether the index agrees with the record, article by article, and the mending of just what differs.

The index keeps a stamp of each document, a digest of all that is indexed of it. A comparison goes through the published
articles, makes the same digest of each as it stands, and sorts what differs; articles in the outbox are about to be
brought up to date anyhow and are told apart. Mending puts the differing ones into the outbox and drains it, so that a
mending that dies is made up for like any other change.
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

CHUNK = 1_000
"""Articles of one look at the clock, and of one report of progress."""


@dataclass(frozen=True)
class IndexDiff:
    """Numbers of articles, ascending."""

    missing: tuple[int, ...] = ()
    """Published, but not in the index."""
    surplus: tuple[int, ...] = ()
    """In the index, but not published, or no more."""
    outdated: tuple[int, ...] = ()
    """In the index otherwise than they stand."""
    waiting: tuple[int, ...] = ()
    """In the outbox; left out of the other three."""
    compared: int = 0
    """Of so many articles what is indexed was compared with what stands."""
    of: int = 0
    """Articles that are both published and indexed, and not waiting."""

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
    """Compare index and record, the latest changes first; with `seconds`, contents only for about so long.

    Who is missing and who is surplus is always told in full. Raises SearchUnavailableError where the engine is away.
    """
    waiting = set(OutboxEntry.objects.values_list("article_pk", flat=True))
    stamps = current_engine().doc_versions()
    by_change = Article.objects.published().order_by("-changed_at", "-pk").values_list("pk", flat=True)
    published = [pk for pk in by_change if pk not in waiting]
    both = [pk for pk in published if pk in stamps]
    outdated, compared = _outdated(both, stamps, seconds=seconds, progress=progress)
    return IndexDiff(
        missing=tuple(sorted(pk for pk in published if pk not in stamps)),
        surplus=tuple(sorted(set(stamps) - set(published) - waiting)),
        outdated=tuple(sorted(outdated)),
        waiting=tuple(sorted(waiting)),
        compared=compared,
        of=len(both),
    )


def repair(found: IndexDiff, *, progress: Progress | None = None) -> int:
    """Bring just these articles in line, and whatever waits in the outbox. Returns how many articles that were."""
    info = current_engine().info()
    if info is not None and not info.readable:
        return rebuild(progress=progress)
    outbox_add(found.to_repair)
    return drain(progress=progress)


def _outdated(
    pks: Sequence[int], stamps: dict[int, int], *, seconds: float | None, progress: Progress | None
) -> tuple[list[int], int]:
    """(those whose stamp is another, how many were compared)."""
    until = None if seconds is None else time.monotonic() + seconds
    found: list[int] = []
    compared = 0
    while compared < len(pks) and (until is None or time.monotonic() < until):
        chunk = pks[compared : compared + CHUNK]
        standing = {document.pk: document.version for document in documents(chunk)}
        found += [pk for pk in chunk if standing.get(pk) != stamps[pk]]
        compared += len(chunk)
        if progress is not None:
            progress(compared, len(pks))
    return found, compared
