"""Bulk writes with a scripted client: what is retried, counted and rejected."""

from types import SimpleNamespace
from typing import Any

import pytest
from opensearchpy.serializer import JSONSerializer

from archive.search.engine.contract import DocumentsRefusedError, SearchUnavailableError
from archive.search.engine.opensearch import bulk
from archive.search.engine.opensearch.address import parse_address
from archive.search.engine.opensearch.bulk import Item, send

ADDRESS = parse_address("http://bulk-test:9200")


class Client:
    """Answers each item with the statuses planned for its pk, one after another; then 200."""

    def __init__(self, **statuses: list[int]) -> None:
        self.transport = SimpleNamespace(serializer=JSONSerializer())
        self.statuses = {int(pk.removeprefix("pk")): planned for pk, planned in statuses.items()}
        self.requests: list[list[int]] = []

    def bulk(self, *, body: str, params: dict[str, Any]) -> dict[str, Any]:
        serializer = self.transport.serializer
        lines = [serializer.loads(line) for line in body.splitlines()]
        actions = [line for line in lines if set(line) <= {"index", "delete"}]
        pks = [int(next(iter(action.values()))["_id"]) for action in actions]
        self.requests.append(pks)
        return {"items": [{next(iter(action)): self._result(pk)} for action, pk in zip(actions, pks, strict=True)]}

    def _result(self, pk: int) -> dict[str, Any]:
        planned = self.statuses.get(pk, [])
        status = planned.pop(0) if planned else 200
        return {"status": status} | ({"error": {"type": "t", "reason": "r"}} if status >= 300 else {})


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch):
    monkeypatch.setattr(bulk, "RETRY_PAUSES_S", (0.0, 0.0))


def items(*pks: int) -> list[Item]:
    return [Item("khizana", 5, pk, {"a": pk} if pk % 2 else None) for pk in pks]


def test_an_item_carries_its_ticket_and_requires_its_alias():
    action, source = Item("khizana", 5, 7, {"a": 1}).lines()
    assert source == {"a": 1}
    assert action["index"] == {
        "_index": "khizana",
        "_id": "7",
        "version": 5,
        "version_type": "external_gte",
        "require_alias": True,
    }
    assert "delete" in Item("khizana", 5, 7, None).lines()[0]


def test_items_are_sent_in_requests_of_limited_size(monkeypatch):
    monkeypatch.setattr(bulk, "MAX_ITEMS", 2)
    client = Client()
    assert send(client, ADDRESS, items(1, 2, 3, 4, 5)) == 0
    assert client.requests == [[1, 2], [3, 4], [5]]


def test_only_items_without_room_are_sent_again():
    client = Client(pk2=[429, 503])
    send(client, ADDRESS, iter(items(1, 2, 3)))
    assert client.requests == [[1, 2, 3], [2], [2]]


def test_a_cluster_without_room_raises_in_the_end():
    with pytest.raises(SearchUnavailableError, match="no room for 1 documents"):
        send(Client(pk1=[429] * 9), ADDRESS, items(1, 2))


def test_newer_versions_and_missing_documents_are_no_failures():
    assert send(Client(pk1=[409]), ADDRESS, items(1, 2)) == 0


def test_items_without_an_index_are_counted():
    assert send(Client(pk1=[404], pk2=[404]), ADDRESS, items(1, 2, 3)) == 2


def test_rejected_documents_are_named_after_all_others_were_sent(monkeypatch):
    monkeypatch.setattr(bulk, "MAX_ITEMS", 1)
    client = Client(pk1=[400])
    with pytest.raises(DocumentsRefusedError) as error:
        send(client, ADDRESS, items(1, 2, 3))
    assert error.value.reasons == {1: "t: r"}
    assert client.requests == [[1], [2], [3]]
