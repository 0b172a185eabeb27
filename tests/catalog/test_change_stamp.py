import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, transaction

from archive.catalog.change_stamp import change_stamp
from archive.catalog.models import Source


@pytest.mark.django_db(transaction=True)
def test_it_differs_after_each_change_and_only_then():
    stamps = [change_stamp(), change_stamp()]
    Source.objects.create(name="صحيفة المرفأ")
    stamps.append(change_stamp())
    Source.objects.update(description="يومية")
    stamps.append(change_stamp())
    assert len(set(stamps[1:])) == 3
    if connection.vendor == "sqlite":  # a server has other databases, and others test on it
        assert stamps[0] == stamps[1]


@pytest.fixture
def database_in_a_file(tmp_path, monkeypatch) -> Path:
    """The name of a database with a write-ahead log, as other processes have it open."""
    path = tmp_path / "archive.sqlite3"
    if connection.vendor != "sqlite":
        pytest.skip("of SQLite's files")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(path))
    return path


@pytest.mark.django_db
def test_commits_of_other_processes_change_it_and_what_they_have_not_committed_does_not(database_in_a_file):
    other = sqlite3.connect(database_in_a_file, isolation_level=None)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("CREATE TABLE printed (title)")
    stamps = [change_stamp()]
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO printed VALUES ('وفد التجارة')")
    stamps.append(change_stamp())
    other.execute("COMMIT")
    stamps.append(change_stamp())
    other.execute("PRAGMA wal_checkpoint(RESTART)")
    other.execute("DELETE FROM printed")
    stamps.append(change_stamp())
    other.close()
    assert stamps[0] == stamps[1]
    assert len(set(stamps)) == 3


def opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE IF NOT EXISTS printed (title)")
    return connection


@pytest.mark.django_db
def test_what_was_changed_before_all_processes_ended_and_began_anew_changes_it(database_in_a_file):
    opened(database_in_a_file).close()
    stamps = []
    for _ in range(2):
        site = opened(database_in_a_file)
        stamps.append(change_stamp())
        site.execute("INSERT INTO printed VALUES ('وفد التجارة')")
        site.close()  # the last one: the log goes into the file and begins anew
    assert stamps[0] != stamps[1]


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_leaves_no_answer_vouched_for_by_mistake():
    before = change_stamp()
    with transaction.atomic():
        Source.objects.create(name="صحيفة المرفأ")
        transaction.set_rollback(True)
    after = change_stamp()
    Source.objects.create(name="صحيفة المرفأ")
    assert change_stamp() not in (before, after)


def writes(path: Path) -> bool:
    """Whether another process can begin to write."""
    code = (
        "import sqlite3, sys; opened = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None); "
        "opened.execute('BEGIN IMMEDIATE'); opened.execute('ROLLBACK')"
    )
    return subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=False).returncode == 0


@pytest.mark.django_db
def test_a_transaction_of_another_thread_keeps_its_lock(database_in_a_file):
    """A process that closes the file on which its locks are loses them: another writes at the same time, and commits are lost."""
    other_thread = opened(database_in_a_file)
    other_thread.execute("BEGIN IMMEDIATE")
    other_thread.execute("INSERT INTO printed VALUES ('وفد التجارة')")
    stamps = {change_stamp() for _ in range(3)}
    assert len(stamps) == 1
    assert not writes(database_in_a_file)
    other_thread.execute("COMMIT")
    assert writes(database_in_a_file)
    assert change_stamp() not in stamps
    other_thread.close()


@pytest.mark.django_db
def test_logs_that_come_and_go_leave_no_open_files(database_in_a_file):
    counts = set()
    for _ in range(5):
        site = opened(database_in_a_file)
        change_stamp()
        counts.add(len(list(Path("/proc/self/fd").iterdir())))
        site.close()
    assert max(counts) - min(counts) <= 1
