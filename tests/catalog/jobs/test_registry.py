"""Rooms register by name; registering again replaces."""

import pytest

from archive.catalog.jobs import registry


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    for name in ("queues", "job_types"):
        monkeypatch.setattr(registry, name, {})


def test_a_job_keeps_its_handler_and_limits():
    registry.register_job("watch", print, max_attempts=2, every_s=60)
    assert registry.job_types["watch"] == registry.JobType(print, 2, 60)


def test_registering_again_replaces():
    for task in (list, dict):
        registry.register_queue("outbox", task)
    assert registry.queues == {"outbox": dict}
