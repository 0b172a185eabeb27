"""A process that indexes alongside an import."""

import os
from pathlib import Path

import pytest

from archive import search
from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import article_save
from archive.search.indexing import companion
from archive.search.indexing.companion import Companion
from tests.search.fork_server import ForkServer
from tests.search.test_killed import NO_AUTHORITY_FILE, Archive

FINISHED = """
from archive import search
from archive.catalog.models import OutboxEntry

with search.indexing_companion() as companion:
    companion.start()
    companion.finish()
print(OutboxEntry.objects.count(), search.index_status().indexed)
"""


def test_it_indexes_what_waits_before_it_ends(tmp_path: Path) -> None:
    with ForkServer(
        NO_AUTHORITY_FILE, ARCHIVE_DATA_DIR=str(tmp_path / "data"), ARCHIVE_SEARCH_ENGINE="whoosh"
    ) as processes:
        archive = Archive(tmp_path, processes)
        archive.manage("ingest", "--no-index", archive.articles("first", 0, 40))
        done = processes.run(FINISHED)
    assert done.stdout == "0 40\n", done.stderr


@pytest.mark.django_db(transaction=True)
def test_few_rows_wait_for_more() -> None:
    for number in range(3):
        article_save(article=Article(title=f"خبر {number}"), paragraphs=[("lede", "نص.")])
    companion._drain(4)
    assert OutboxEntry.objects.count() == 3
    companion._drain(3)
    assert OutboxEntry.objects.count() == 0
    assert search.index_status().indexed == 3


@pytest.mark.django_db(transaction=True)
def test_it_leaves_the_work_to_a_background_process(monkeypatch: pytest.MonkeyPatch) -> None:
    article_save(article=Article(title="خبر"), paragraphs=[("lede", "نص.")])
    monkeypatch.setattr("archive.catalog.jobs.is_working", lambda: True)
    companion._drain(1)
    assert OutboxEntry.objects.count() == 1


def test_it_is_gone_when_its_owner_is_interrupted() -> None:
    with Companion() as started:
        started.start()
        started.start()
        process = started._process
        assert process is not None
        assert os.getpgid(process.pid) != os.getpgid(0)
    assert process.returncode is not None


def test_where_no_process_can_be_started_its_owner_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(companion.subprocess, "Popen", fails)
    with Companion() as started:
        started.start()
        started.finish()
