"""What `search` does in the background process. Imported before models are ready, so each function imports what it needs."""

import time
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.search.indexing.outbox import OutboxQueue

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


@cache
def _queue() -> "OutboxQueue":
    from archive import text
    from archive.search.indexing.outbox import OutboxQueue

    text.analyze("خبر")  # loads the word table before the first change comes
    return OutboxQueue()
