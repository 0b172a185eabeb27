"""What `search` does in the background process. Imported before models are ready, so each function imports what it needs."""

import datetime as dt
import time
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.search.indexing.outbox import OutboxQueue

DUE_DATES_EVERY_S = 6 * 3600.0
DUE_DAYS = 7
"""A background process that was off for longer than this many days leaves articles dated ahead to the next rebuild."""
PAUSE_S = 0.002
"""Pause of a long job that computes, for the threads of the queues."""


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


@cache
def _queue() -> "OutboxQueue":
    from archive import text
    from archive.search.indexing.outbox import OutboxQueue

    text.analyze("خبر")  # loads the word table before the first change comes
    return OutboxQueue()
