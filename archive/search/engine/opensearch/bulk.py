"""Documents written in bulk: items that the cluster has no room for are sent again, items that it rejects are named.

Every item carries the ticket of its write as its version, so that an item is dropped where a higher version has been
written: by a later reader of the database. Items go to aliases that must exist, so nothing is written into a dropped index.
"""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from opensearchpy import OpenSearch as Client
from opensearchpy.helpers import streaming_bulk

from archive.search.engine.contract import DocumentsRefusedError, SearchUnavailableError
from archive.search.engine.opensearch.address import Address
from archive.search.engine.opensearch.connection import TOO_MANY_REQUESTS, WRITE_TIMEOUT_S, reaching

MAX_ITEMS, MAX_BYTES = 500, 8_000_000
"""Of one request."""
RETRY_PAUSES_S = (0.1, 0.3, 1.0, 3.0, 5.0)
"""Before each further attempt for items that the cluster had no room for."""
TRY_AGAIN = frozenset((TOO_MANY_REQUESTS, 502, 503, 504))
VERSION_CONFLICT, NOT_FOUND = 409, 404


@dataclass(frozen=True)
class Item:
    """One document to write to an alias or, without `source`, to delete."""

    alias: str
    ticket: int
    pk: int
    source: dict[str, Any] | None

    def lines(self) -> tuple[dict[str, Any], dict[str, Any] | None]:
        meta = {
            "_index": self.alias,
            "_id": str(self.pk),
            "version": self.ticket,
            "version_type": "external_gte",
            "require_alias": True,
        }
        return {"delete" if self.source is None else "index": meta}, self.source


@dataclass
class _Outcome:
    again: list[Item] = field(default_factory=list)
    missing: int = 0
    """Items whose alias does not exist."""
    reasons: dict[int, str] = field(default_factory=dict)
    """Why documents were rejected, by pk."""


def send(client: Client, address: Address, items: Iterable[Item]) -> int:
    """Write all items; returns how many found no index.

    Raises DocumentsRefusedError after all others are written, and SearchUnavailableError if the cluster cannot be reached or
    has no room for them after several attempts.
    """
    outcome = _Outcome()
    for pause in (0.0, *RETRY_PAUSES_S):
        time.sleep(pause)
        outcome.again = []
        _send(client, address, items, outcome)
        items = outcome.again
        if not items:
            break
    else:
        raise SearchUnavailableError(f"OpenSearch at {address} has no room for {len(outcome.again)} documents.")
    if outcome.reasons:
        raise DocumentsRefusedError(f"OpenSearch at {address}", outcome.reasons)
    return outcome.missing


def _send(client: Client, address: Address, items: Iterable[Item], outcome: _Outcome) -> None:
    sent: deque[Item] = deque()

    def sending() -> Iterator[Item]:
        for item in items:
            sent.append(item)
            yield item

    with reaching(address, patient=True):
        for _, row in streaming_bulk(
            client,
            sending(),
            chunk_size=MAX_ITEMS,
            max_chunk_bytes=MAX_BYTES,
            raise_on_error=False,
            expand_action_callback=Item.lines,
            params={
                "timeout": f"{WRITE_TIMEOUT_S / 2:.0f}s",
                "request_timeout": WRITE_TIMEOUT_S,
                "_source": "false",
            },
        ):
            ((_, result),) = row.items()
            _note(sent.popleft(), result, outcome)


def _note(item: Item, result: dict[str, Any], outcome: _Outcome) -> None:
    status, error = result["status"], result.get("error")
    if error is None or status == VERSION_CONFLICT:
        return
    if status in TRY_AGAIN:
        outcome.again.append(item)
    elif status == NOT_FOUND:
        outcome.missing += 1
    else:
        outcome.reasons[item.pk] = f"{error.get('type')}: {error.get('reason')}"
