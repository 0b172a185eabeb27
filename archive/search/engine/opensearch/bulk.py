"""Documents written in bulk: what the cluster has no room for is sent again, what it refuses is named.

Every item carries the ticket of its write as its version. One that finds a higher version in its place is dropped: a later
reader has been there. Items go to aliases that must exist, so nothing is ever written into an index that was dropped.
"""

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any

from opensearchpy import OpenSearch as Client

from archive.search.engine.contract import DocumentsRefusedError, SearchUnavailableError
from archive.search.engine.opensearch.address import Address
from archive.search.engine.opensearch.connection import TOO_MANY, WRITING, reaching

MOST_ITEMS, MOST_BYTES = 500, 8_000_000
"""Of one request."""
PATIENCE = (0.1, 0.3, 1.0, 3.0, 5.0)
"""Seconds before each further attempt for items that the cluster had no room for."""
LATER = frozenset((TOO_MANY, 502, 503, 504))
NEWER, MISSING = 409, 404


class Item:
    """One document put in or taken out."""

    __slots__ = ("line", "pk")

    def __init__(self, alias: str, ticket: int, pk: int, source: dict[str, Any] | None) -> None:
        """Without `source`, it is taken out."""
        meta = {
            "_index": alias,
            "_id": str(pk),
            "version": ticket,
            "version_type": "external_gte",
            "require_alias": True,
        }
        self.pk = pk
        lines = [{"delete": meta}] if source is None else [{"index": meta}, source]
        self.line = "".join(
            f"{json.dumps(line, ensure_ascii=False, separators=(',', ':'))}\n" for line in lines
        ).encode()


def send(client: Client, address: Address, items: Iterable[Item]) -> int:
    """Write all items; returns how many found no index. Raises DocumentsRefusedError once all others are in, and
    SearchUnavailableError where the cluster is away or has no room for them after several attempts."""
    reasons: dict[int, str] = {}
    homeless = 0
    for batch in _batches(items):
        left = batch
        for pause in (*PATIENCE, None):
            left, missing, refused = _send(client, address, left)
            homeless += missing
            reasons |= refused
            if not left:
                break
            if pause is None:
                raise SearchUnavailableError(f"OpenSearch at {address} has no room for {len(left)} documents just now.")
            time.sleep(pause)
    if reasons:
        raise DocumentsRefusedError(f"OpenSearch at {address}", reasons)
    return homeless


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        if batch and (len(batch) >= MOST_ITEMS or size + len(item.line) > MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += len(item.line)
    if batch:
        yield batch


def _send(client: Client, address: Address, items: list[Item]) -> tuple[list[Item], int, dict[int, str]]:
    """(items to send again, how many found no index, what was refused and why)."""
    with reaching(address, patient=True):
        answer = client.bulk(
            body=b"".join(item.line for item in items),
            params={"timeout": f"{WRITING / 2:.0f}s", "request_timeout": WRITING, "_source": "false"},
        )
    again: list[Item] = []
    missing = 0
    refused: dict[int, str] = {}
    for item, row in zip(items, answer["items"], strict=True):
        ((_, result),) = row.items()
        status, error = result["status"], result.get("error")
        if error is None or status == NEWER:
            continue
        if status in LATER:
            again.append(item)
        elif status == MISSING:
            missing += 1
        else:
            refused[item.pk] = f"{error.get('type')}: {error.get('reason')}"
    return again, missing, refused
