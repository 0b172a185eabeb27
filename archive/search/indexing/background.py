"""What `search` does in the background process. Imported before models are ready, so each function imports what it needs."""

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.search.indexing.outbox import OutboxQueue


def outbox_step() -> bool:
    """Index the changes that come first in the outbox; False if there are none."""
    return _queue().step()


def merge_when_idle() -> None:
    """Merge small segments of the index, for engines that leave this to a quiet moment."""
    from archive.search.engine import current_engine

    if merge := getattr(current_engine(), "merge", None):
        merge()


def update_word_forms(payload: dict[str, Any]) -> None:
    """Write the table of word forms that highlighting reads, if the index or the analysis has outgrown it."""
    from archive.search.highlighting.word_form_table import update_word_form_table

    update_word_form_table()


@cache
def _queue() -> "OutboxQueue":
    from archive import text
    from archive.search.indexing.outbox import OutboxQueue

    text.analyze("خبر")  # loads the word table before the first change comes
    return OutboxQueue()
