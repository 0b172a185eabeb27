"""kill -9 of a process that writes to a cluster: the next drain makes the index agree with the database."""

from pathlib import Path

import pytest

from archive.search.engine.opensearch.engine import OpenSearch
from tests.search.engine.opensearch.conftest import place
from tests.search.fork_server import ForkServer
from tests.search.test_killed import NO_AUTHORITY_FILE, Archive

pytestmark = pytest.mark.opensearch

ENGINE = "archive.search.engine.opensearch.engine"
IMPORTS = {
    "between the record's commit and the index": ("archive.search.indexing.outbox:drain", "before"),
    "before anything is sent": (f"{ENGINE}:send", "before"),
    "after it was sent, before it is found": (f"{ENGINE}:OpenSearch._refresh", "before"),
    "between index and outbox": ("archive.search.indexing.outbox:outbox_settle", "before"),
}
SWAPS = {
    "while the new generation is filled": ("archive.search.indexing.indexer:documents", "after"),
    "just before the alias is swapped": (f"{ENGINE}:Generations.replace_current", "before"),
    "just after": (f"{ENGINE}:Generations.replace_current", "after"),
}


@pytest.fixture
def archive(server: str, tmp_path: Path):
    address = place(server)
    environment = {"ARCHIVE_SEARCH_ENGINE": "opensearch", "ARCHIVE_OPENSEARCH_URL": address}
    with ForkServer(NO_AUTHORITY_FILE, ARCHIVE_DATA_DIR=str(tmp_path / "data"), **environment) as processes:
        yield Archive(tmp_path, processes)
    OpenSearch(address).drop()


def test_an_import_killed_at_any_step_is_completed_by_the_next_drain(archive: Archive):
    archive.manage("ingest", archive.articles("first", 0, 40))
    for number, (where, when) in enumerate(IMPORTS.values(), 1):
        changed = archive.articles(f"changed{number}", 20, 40)
        archive.killed(where, when, 1, "ingest", changed)
        assert archive.agrees() == 60


@pytest.mark.parametrize("step", SWAPS)
def test_a_rebuild_killed_at_any_step_leaves_an_index_that_agrees(archive: Archive, step: str):
    archive.manage("ingest", archive.articles("first", 0, 60))
    archive.killed(*SWAPS[step], 1, "rebuild_index", "--noinput")
    assert archive.agrees() == 60
    archive.manage("ingest", archive.articles("changed", 20, 60))
    assert archive.agrees() == 80
