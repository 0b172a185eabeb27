"""`manage.py check --database default` warns of work that waits while no background process runs."""

import pytest
from django.core.checks import run_checks

from archive.catalog.jobs import job_add
from archive.catalog.services import outbox_add

pytestmark = pytest.mark.django_db


def warnings(**how):
    return [message.msg for message in run_checks(**how) if message.id == "catalog.W001"]


def test_nothing_waiting_is_fine():
    assert warnings(databases=["default"]) == []


def test_waiting_work_is_announced_where_the_database_is_checked():
    outbox_add([1, 2])
    job_add(name="anything")
    assert warnings() == []
    assert warnings(databases=["default"]) == ["2 changes and 1 jobs are waiting, and no background process runs."]


def test_a_running_process_will_do_it(monkeypatch):
    outbox_add([1])
    monkeypatch.setattr("archive.catalog.jobs.is_working", lambda: True)
    assert warnings(databases=["default"]) == []
