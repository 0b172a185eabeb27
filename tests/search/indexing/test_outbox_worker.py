"""Whoever serves readers makes up for changes that nobody indexed."""

import datetime as dt
import time

import pytest
from django.utils import timezone

from archive.catalog.models import OutboxEntry
from archive.search import index_status
from archive.search.indexing import indexer, outbox_worker
from archive.search.indexing.outbox_worker import PATIENCE, CatchingUp, catch_up
from tests.search.conftest import write

pytestmark = pytest.mark.django_db


def wait(seconds: float) -> None:
    OutboxEntry.objects.update(created_at=timezone.now() - dt.timedelta(seconds=seconds))


def test_young_rows_are_left_to_the_process_that_wrote_them():
    write("خبر", "نص.")
    assert catch_up() == 0
    assert OutboxEntry.objects.count() == 1


def test_rows_that_have_waited_are_drained_in_small_commits(monkeypatch):
    commits = []
    update = indexer.update
    monkeypatch.setattr(indexer, "update", lambda pks, **more: (commits.append(len(pks)), update(pks, **more)))
    monkeypatch.setattr(outbox_worker, "ROWS", 2)
    for number in range(5):
        write(f"خبر {number}", "نص.")
    wait(PATIENCE.total_seconds() + 1)
    assert catch_up() == 5
    assert commits == [2, 2, 1]
    assert index_status().agrees


@pytest.mark.django_db(transaction=True)
def test_a_thread_catches_up_also_after_failures_and_logs_only_the_first(monkeypatch, caplog):
    calls = []

    def work():
        calls.append(None)
        if len(calls) < 4:
            raise OSError("the cluster is away")
        return 1

    monkeypatch.setattr(outbox_worker, "catch_up", work)
    thread = CatchingUp(interval=0.01)
    thread.start()
    deadline = time.monotonic() + 10
    while len(calls) < 6 and time.monotonic() < deadline:
        time.sleep(0.01)
    thread.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert len(calls) >= 6
    assert [record.levelname for record in caplog.records if "cluster is away" in record.message] == ["WARNING"]
