"""What `search` does in the background process. Imported before models are ready, so each function imports what it needs."""

import datetime as dt
import logging
import time
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.search.indexing.outbox import OutboxQueue

log = logging.getLogger(__name__)
LOOK_S = 1.0
"""Seconds between two looks at whether the index must be rebuilt."""
MIN_RETRY_S, MAX_RETRY_S = 30.0, 600.0
"""Seconds before a rebuild that failed is tried again, doubled each time."""
CHECK_EVERY_S = 6 * 3600.0
"""Seconds between two readings of all files of the index."""
DUE_DATES_EVERY_S = 6 * 3600.0
DUE_DAYS = 7
"""A background process that was off for longer than this many days leaves articles dated ahead to the next rebuild."""
PAUSE_S = 0.002
"""Pause of a long job that computes, for the threads of the queues."""


def rebuild_step() -> bool:
    """Rebuild the index if it is damaged, missing or of another format; whether it was rebuilt."""
    return _guard().step()


def check_index(payload: dict[str, Any]) -> None:
    """Read all files of the index. Damage is noted where `rebuild_step` and all web workers find it."""
    from archive.catalog.jobs import check_stop
    from archive.search.engine import current_engine
    from archive.search.engine.contract import IndexDamagedError

    def pause() -> None:
        check_stop()
        time.sleep(PAUSE_S)

    try:
        current_engine().check(full=True, pause=pause)
    except IndexDamagedError as error:
        log.error("%s", error)


def outbox_step() -> bool:
    """Index the changes that come first in the outbox; False if there are none."""
    return _queue().step()


def update_word_forms(payload: dict[str, Any]) -> None:
    """Write the table of word forms that highlighting reads, if the index or the analysis has outgrown it."""
    from archive.catalog.jobs import check_stop
    from archive.search.highlighting.word_form_table import update_word_form_table

    def pause() -> None:
        check_stop()
        time.sleep(PAUSE_S)

    update_word_form_table(pause)


def index_due_dates(payload: dict[str, Any]) -> None:
    """Index articles again that were dated ahead, and whose day has come: they were indexed as undated."""
    from archive.catalog.selectors import become_plausible
    from archive.catalog.services import outbox_add

    outbox_add(become_plausible(dt.timedelta(days=DUE_DAYS)), is_bulk=True)


class RebuildGuard:
    """Looks every LOOK_S seconds, and waits longer after each rebuild that fails."""

    def __init__(self) -> None:
        self._next_look = 0.0
        self._retry_s = MIN_RETRY_S
        self._table_seen = 0

    def step(self) -> bool:
        from archive.search.engine import current_engine
        from archive.search.indexing import indexer

        if time.monotonic() < self._next_look:
            return False
        self._next_look = time.monotonic() + LOOK_S
        try:
            table_is_new = self._mend_word_table()
            reason = indexer.rebuild_reason(current_engine())
            info = None if reason else current_engine().info()
            if table_is_new and info is not None and info.stale:
                reason = "The index was built with the word table before."
            if not reason:
                return False
            log.warning("%s It is being rebuilt.", reason)
            count = indexer.rebuild()
        except Exception as error:
            log.error("The index could not be rebuilt: %s", error)
            self._next_look = time.monotonic() + self._retry_s
            self._retry_s = min(2 * self._retry_s, MAX_RETRY_S)
            return False
        self._retry_s = MIN_RETRY_S
        log.warning("The index has been rebuilt with %d articles.", count)
        return True

    def _mend_word_table(self) -> bool:
        """Looks into the file only when it has changed."""
        from archive import text
        from archive.search.indexing.word_table import mend_table, table_path

        identity = table_path().stat().st_mtime_ns if table_path().exists() else 0
        if identity == self._table_seen:
            return False
        text.follow_table()
        is_new = mend_table()
        self._table_seen = table_path().stat().st_mtime_ns if table_path().exists() else 0
        return is_new


@cache
def _guard() -> RebuildGuard:
    return RebuildGuard()


@cache
def _queue() -> "OutboxQueue":
    from archive import text
    from archive.search.indexing.outbox import OutboxQueue

    text.analyze("خبر")  # loads the word table before the first change comes
    return OutboxQueue()
