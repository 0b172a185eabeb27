"""Three machines, one of them killed: searches and writes go on, and nothing that was written is lost."""

import threading
import time
from collections.abc import Iterator

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery, SearchUnavailableError
from archive.search.engine.opensearch.engine import OpenSearch
from tests.opensearch.cluster import Cluster, Node
from tests.search.engine.opensearch.conftest import article, place

pytestmark = pytest.mark.opensearch
GREEN_SECONDS = 60


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster(3) as cluster:
        yield cluster


@pytest.fixture
def engine(cluster: Cluster) -> Iterator[OpenSearch]:
    made = OpenSearch(place(cluster.url, query="shards=3"))
    yield made
    made.drop()


def everything(engine: OpenSearch) -> set[int]:
    return set(engine.view().search(SearchQuery(end=None)).pks)


def wait_for_copies(engine: OpenSearch, alias: str = "") -> None:
    health = engine.client.cluster.health(
        index=alias or engine.address.index,
        params={"wait_for_status": "green", "timeout": f"{GREEN_SECONDS}s", "request_timeout": GREEN_SECONDS + 5},
    )
    assert health["status"] == "green"


class Newsroom(threading.Thread):
    """Writes articles one by one and searches meanwhile; a failed write is tried again, as the outbox does."""

    def __init__(self, engine: OpenSearch, first: int) -> None:
        super().__init__()
        self.engine = engine
        self.pk = first
        self.written: set[int] = set()
        self.failed: list[str] = []
        self.missed: list[set[int]] = []
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.is_set():
            try:
                self.engine.write([article(self.pk)], gone=[self.pk])
            except SearchUnavailableError as error:
                self.failed.append(str(error))
                time.sleep(0.1)
                continue
            self.written.add(self.pk)
            self.pk += 1
            try:
                lacking = self.written - everything(self.engine)
            except SearchUnavailableError as error:
                self.failed.append(str(error))
                continue
            if lacking:
                self.missed.append(lacking)

    def stop(self) -> None:
        self.over.set()
        self.join(120)
        assert not self.is_alive()


def primary_holder(cluster: Cluster, engine: OpenSearch) -> Node:
    """A node that holds a primary shard and is not the manager."""
    rows = engine.client.cat.shards(index=engine.address.index, params={"format": "json"})
    names = {row["node"] for row in rows if row["prirep"] == "p"}
    return next(node for node in cluster.nodes if node.name in names and node is not cluster.manager())


@pytest.mark.parametrize("victim", ["manager", "holder"])
def test_nothing_is_lost_with_a_killed_machine(cluster, engine, victim):
    engine.write([article(pk) for pk in range(1, 201)])
    wait_for_copies(engine)
    newsroom = Newsroom(engine, first=1_000)
    newsroom.start()
    while len(newsroom.written) < 3:
        time.sleep(0.05)
    node = cluster.manager() if victim == "manager" else primary_holder(cluster, engine)
    node.stop(kill=True)
    before = len(newsroom.written)
    cluster.wait(2)
    while len(newsroom.written) < before + 5:
        time.sleep(0.05)
    newsroom.stop()
    try:
        assert cluster.manager() is not node
        assert newsroom.missed == []
        assert everything(engine) == {*range(1, 201), *newsroom.written}
        assert len(newsroom.failed) <= 10, newsroom.failed
    finally:
        cluster.start(node)
        cluster.wait(3)
    wait_for_copies(engine)
    assert everything(engine) == {*range(1, 201), *newsroom.written}


def test_a_build_succeeds_though_a_machine_is_killed(cluster, engine):
    engine.write([article(pk) for pk in range(1, 31)])
    wait_for_copies(engine)
    node = cluster.manager()
    with engine.build(lambda pks: []) as builder:
        builder.add([article(pk) for pk in range(1, 16)])
        wait_for_copies(engine, engine.generations.building)
        node.stop(kill=True)
        engine.write([article(40)], gone=[3])
        builder.add([article(pk) for pk in range(16, 31)])
    try:
        assert everything(engine) == {pk for pk in range(1, 31) if pk != 3} | {40}
        answer = engine.view().search(SearchQuery(c.Keys("source", ("s1",)), facets=("person",), facet_limit=None))
        assert answer.count == sum(pk % 3 == 1 for pk in everything(engine))
    finally:
        cluster.start(node)
        cluster.wait(3)
