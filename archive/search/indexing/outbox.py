"""The outbox is drained into the index: by the background process in small steps, by commands and tests all at once.

A change and its outbox row are one transaction; the row is deleted only after the index has committed. A process that dies
between the two leaves the row to the next drain, and indexing twice changes nothing. Articles that the engine refuses keep
their rows, behind all others. Whatever the outbox lists is compared with other articles in its turn (`coverage`).
"""

import time

from django.db.models import QuerySet

from archive import text
from archive.catalog.jobs import is_working
from archive.catalog.models import OutboxEntry
from archive.catalog.services import outbox_first_priority, outbox_refuse, outbox_retry_refused, outbox_settle
from archive.coverage.services import comparisons_add, comparisons_step, comparisons_waiting
from archive.search.engine import current_engine
from archive.search.engine.contract import DocumentsRefusedError
from archive.search.indexing import indexer
from archive.search.indexing.indexer import COMMIT_DOCUMENTS, Progress
from archive.search.indexing.word_table import table_path

STEP_S = 0.4
"""Seconds that one commit of the background process should take: an edit made meanwhile waits for as long."""
MIN_STEP_ROWS, MAX_STEP_ROWS = 50, 2_000
"""Fewer rows would mean more commits, and after each the web workers open the index again."""
RETRY_REFUSED_S = 600.0
STALL_S = 60.0
"""Seconds without progress after which a command stops waiting for the background process and drains by itself."""


def drain(limit: int | None = None, *, progress: Progress | None = None) -> int:
    """Bring the index up to date with the outbox (its first `limit` rows). Returns the number of articles looked at.

    Articles that the engine refuses keep their rows, and are named by DocumentsRefusedError once all others are in.
    """
    rows_of = _rows_by_article(OutboxEntry.objects.all(), limit)
    pks = list(rows_of)
    if pks and indexer.rebuild_reason(current_engine()):
        return indexer.rebuild(progress=progress)
    refused: dict[int, str] = {}
    for start in range(0, len(pks), COMMIT_DOCUMENTS):
        chunk = pks[start : start + COMMIT_DOCUMENTS]
        refused |= _index({pk: rows_of[pk] for pk in chunk})
        if progress is not None:
            progress(start + len(chunk), len(pks))
    if refused:
        raise DocumentsRefusedError(current_engine().place, refused)
    return len(pks)


def drain_or_wait(*, progress: Progress | None = None, poll_s: float = 0.2) -> None:
    """Return when all changes made until now are indexed: by the background process if it runs, else by this one."""
    waiting = OutboxEntry.objects.exclude(priority=OutboxEntry.Priority.REFUSED)
    last = OutboxEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    total = left = waiting.filter(pk__lte=last).count()
    moved_at = time.monotonic()
    while left and is_working() and time.monotonic() - moved_at < STALL_S:
        time.sleep(poll_s)
        before, left = left, waiting.filter(pk__lte=last).count()
        if left < before:
            moved_at = time.monotonic()
        if progress is not None:
            progress(total - left, total)
    if left:
        drain(progress=progress)


def settle(*, most_comparisons: int, progress: Progress | None = None) -> int:
    """`drain_or_wait`, and find the versions of what was indexed, unless the background process runs, which does so itself.

    If more than `most_comparisons` articles wait to be compared, they go on waiting. Returns how many do.
    """
    drain_or_wait(progress=progress)
    if is_working():
        return 0
    if (waiting := comparisons_waiting()) > most_comparisons:
        return waiting
    while comparisons_step():
        pass
    drain_or_wait()
    return 0


class OutboxQueue:
    """The outbox as a queue of the background process: rows of one priority at a time, as many as STEP_S allows."""

    def __init__(self) -> None:
        self.step_rows = MIN_STEP_ROWS
        self._retried_at = float("-inf")

    def step(self) -> bool:
        """Index the rows that come first; False if there are none."""
        first = outbox_first_priority()
        if first is None:
            return self._retry_refused()
        _follow_word_table()
        rows_of = _rows_by_article(OutboxEntry.objects.filter(priority=first), self.step_rows)
        began = time.monotonic()
        _index(_with_repeated_rows(rows_of))
        self._adapt(len(rows_of), time.monotonic() - began)
        return True

    def _adapt(self, articles: int, seconds: float) -> None:
        if articles * 2 > self.step_rows:
            fitting = round(articles * STEP_S / max(seconds, 0.01))
            self.step_rows = min(max(fitting, self.step_rows // 2, MIN_STEP_ROWS), self.step_rows * 2, MAX_STEP_ROWS)

    def _retry_refused(self) -> bool:
        if time.monotonic() - self._retried_at < RETRY_REFUSED_S:
            return False
        self._retried_at = time.monotonic()
        return bool(outbox_retry_refused())


def _index(rows_of: dict[int, list[int]]) -> dict[int, str]:
    """One commit of these articles, given with their outbox rows; the reasons of those that the engine refused."""
    refused: dict[int, str] = {}
    comparisons_add(rows_of)
    try:
        indexer.update(rows_of)
    except DocumentsRefusedError as error:
        refused = error.reasons
        outbox_refuse(row for pk in refused for row in rows_of.get(pk, ()))
    outbox_settle(row for pk, rows in rows_of.items() if pk not in refused for row in rows)
    return refused


def _rows_by_article(rows: QuerySet[OutboxEntry], limit: int | None) -> dict[int, list[int]]:
    rows_of: dict[int, list[int]] = {}
    for row, pk in rows.values_list("pk", "article_pk")[:limit]:
        rows_of.setdefault(pk, []).append(row)
    return rows_of


def _with_repeated_rows(rows_of: dict[int, list[int]]) -> dict[int, list[int]]:
    """The same articles with all rows that name them now, of any priority: one indexing serves them all."""
    return _rows_by_article(OutboxEntry.objects.filter(article_pk__in=list(rows_of)), None)


def _follow_word_table() -> None:
    """Load the word table again after another process compiled one and rebuilt the index with it."""
    info = current_engine().info()
    if info is not None and info.readable and info.stale:
        text.use_table(table_path())
