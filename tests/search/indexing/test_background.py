"""What search registers with the background process."""

import pytest

from archive.catalog.jobs import registry
from archive.search import index_status
from archive.search.engine import current_engine
from archive.search.indexing import background
from tests.search.conftest import write

pytestmark = pytest.mark.django_db


def test_the_outbox_is_a_registered_queue():
    write("خبر", "نص.")
    assert registry.queues["outbox"]()
    assert index_status().agrees
    assert not registry.queues["outbox"]()


def test_an_engine_that_leaves_merging_to_a_quiet_moment_is_asked(monkeypatch):
    merged = []
    monkeypatch.setattr(current_engine(), "merge", lambda: merged.append(None), raising=False)
    registry.idle_tasks["merge"]()
    assert merged == [None]
    assert registry.idle_tasks["merge"] is background.merge_when_idle
