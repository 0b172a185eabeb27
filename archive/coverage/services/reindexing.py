"""Telling the index that articles are in other stories or groups of versions than it says."""

from collections.abc import Iterable

from archive.catalog.services import outbox_add

MAX_EDIT_CHANGES = 50


def members_reindex(pks: Iterable[int]) -> None:
    """Mark these articles (primary keys) for re-indexing: their story changed, or the key that it goes by.

    Every change of who is in which story goes through here, whether placing made it or a curator: call it in the transaction of
    the change, with all articles that entered, left or moved. Up to MAX_EDIT_CHANGES go before what imports brought.
    """
    changed = sorted(set(pks))
    outbox_add(changed, is_bulk=len(changed) > MAX_EDIT_CHANGES)
