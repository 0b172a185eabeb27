"""A database that is damaged, missing, replaced, locked or full is told apart, and none is created by accident."""

import errno
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, OperationalError, ProgrammingError, connections

from archive.catalog import database
from archive.catalog.database import DatabaseMissingError, Trouble, patiently, trouble_of, trouble_sentence

pytestmark = pytest.mark.sqlite


@pytest.fixture
def alias(tmp_path, monkeypatch, django_db_blocker):
    """A connection to a database in a file, with one row."""
    options = {**settings.DATABASES["default"], "NAME": str(tmp_path / "news.sqlite3"), "TEST": {}}
    options["OPTIONS"] = {**options["OPTIONS"], "timeout": 0.2}
    with django_db_blocker.unblock():
        name = "file"
        monkeypatch.setitem(connections.settings, name, connections.configure_settings({"default": options})["default"])
        with database.creation_allowed(), connections[name].cursor() as cursor:
            cursor.execute("CREATE TABLE words (word TEXT)")
            cursor.execute("INSERT INTO words VALUES ('وزير')")
        yield name
        connections[name].close()
        del connections[name]


def rows(alias):
    with connections[alias].cursor() as cursor:
        return cursor.execute("SELECT word FROM words").fetchall()


def path_of(alias) -> Path:
    return Path(connections[alias].settings_dict["NAME"])


def failure(call, *given):
    with pytest.raises(DatabaseError) as raised:
        call(*given)
    return raised.value


def test_a_file_that_is_deleted_under_a_connection_is_missed_and_taken_again_when_it_is_back(alias, tmp_path):
    assert rows(alias) == [("وزير",)]
    path_of(alias).rename(tmp_path / "aside")
    assert trouble_of(failure(rows, alias)) is Trouble.MISSING
    assert not path_of(alias).exists()
    (tmp_path / "aside").rename(path_of(alias))
    assert rows(alias) == [("وزير",)]


def test_between_requests_a_deleted_file_raises_nothing(alias):
    assert rows(alias) == [("وزير",)]
    path_of(alias).unlink()
    connections[alias].close_if_unusable_or_obsolete()
    assert trouble_of(failure(rows, alias)) is Trouble.MISSING
    connections[alias].close_if_unusable_or_obsolete()


def test_a_file_that_is_replaced_is_read(alias, tmp_path):
    assert rows(alias) == [("وزير",)]
    other = tmp_path / "other"
    with sqlite3.connect(other) as opened:
        opened.execute("CREATE TABLE words (word TEXT)")
        opened.execute("INSERT INTO words VALUES ('نهر')")
    opened.close()
    for rest in ("-wal", "-shm"):  # of the file before: SQLite would take its log for the new one's
        path_of(alias).with_name(path_of(alias).name + rest).unlink(missing_ok=True)
    other.replace(path_of(alias))
    assert rows(alias) == [("نهر",)]


def test_an_emptied_file_is_no_new_database(alias):
    connections[alias].close()
    for path in path_of(alias).parent.glob("news*"):
        path.write_bytes(b"")
    assert trouble_of(failure(rows, alias)) is Trouble.MISSING


@pytest.mark.parametrize("content", [b"not a database", b"\0" * 8192, b"SQLite format 3\0" + b"\xff" * 4080])
def test_what_is_no_database_is_damaged(alias, content):
    connections[alias].close()
    path_of(alias).write_bytes(content)
    error = failure(rows, alias)
    assert trouble_of(error) is Trouble.DAMAGED
    assert "backup" in trouble_sentence(error)


def test_a_database_cut_short_is_damaged(alias):
    with connections[alias].cursor() as cursor:
        cursor.executemany("INSERT INTO words VALUES (%s)", [("كلمة" * 50,)] * 2_000)
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections[alias].close()
    with path_of(alias).open("r+b") as file:
        file.truncate(path_of(alias).stat().st_size // 2 // 4096 * 4096)
    assert trouble_of(failure(rows, alias)) is Trouble.DAMAGED


def test_a_lock_held_by_another_is_told_and_waited_for(alias):
    holder = sqlite3.connect(path_of(alias), check_same_thread=False, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    def write() -> str:
        with connections[alias].cursor() as cursor:
            cursor.execute("INSERT INTO words VALUES ('نهر')")
        return "written"

    assert trouble_of(failure(write)) is Trouble.LOCKED
    with pytest.raises(OperationalError):
        patiently(write, lambda _: None, patience_s=0.0)
    said = []
    timer = threading.Timer(0.6, holder.execute, ["COMMIT"])
    timer.start()
    assert patiently(write, said.append) == "written"
    timer.join()
    holder.close()
    assert len(said) == 1
    assert "waiting" in said[0]


def test_a_full_disk_is_told(alias):
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 3")
        error = failure(cursor.executemany, "INSERT INTO words VALUES (%s)", [("كلمة" * 500,)] * 100)
    assert trouble_of(error) is Trouble.FULL
    assert trouble_of(OSError(28, "No space left on device")) is Trouble.FULL


@pytest.fixture
def unwritable(monkeypatch):
    """What root may write, too, is read-only while this is called with True."""
    access, closed = os.access, [False]
    monkeypatch.setattr(
        database.os, "access", lambda path, mode: not (closed[0] and mode & os.W_OK) and access(path, mode)
    )

    def switch(*, to):
        closed[0] = to

    return switch


def write_failure(code):
    error, cause = OperationalError("disk I/O error"), sqlite3.OperationalError("disk I/O error")
    cause.sqlite_errorname = code
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "code", ["SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_CANTOPEN", "SQLITE_READONLY_DBMOVED"]
)
def test_a_read_only_disk_is_not_taken_for_a_full_one(alias, unwritable, code):
    error = write_failure(code)
    before = trouble_of(error)
    unwritable(to=True)
    assert trouble_of(error) is Trouble.READ_ONLY
    assert "cannot be written to" in trouble_sentence(error)
    assert (before is Trouble.READ_ONLY) == code.startswith("SQLITE_READONLY")
    assert trouble_of(write_failure("SQLITE_FULL")) is Trouble.FULL


def test_files_of_the_archive_that_cannot_be_written_are_told_from_others(unwritable, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    ours, other = str(settings.DATA_DIR / "index" / "current"), str(tmp_path / "import.jsonl")
    assert trouble_of(OSError(errno.EROFS, "Read-only file system", ours)) is Trouble.READ_ONLY
    assert trouble_of(OSError(errno.EROFS, "Read-only file system", other)) is None
    refused = PermissionError(errno.EACCES, "Permission denied", ours)
    assert trouble_of(refused) is None
    unwritable(to=True)
    assert trouble_of(refused) is Trouble.READ_ONLY
    assert trouble_of(PermissionError(errno.EACCES, "Permission denied", other)) is None


def test_a_connection_of_a_read_only_time_is_not_kept(alias, unwritable):
    connections[alias].close()
    unwritable(to=True)
    assert rows(alias) == [("وزير",)]
    first = connections[alias].connection
    connections[alias].close_if_unusable_or_obsolete()
    unwritable(to=False)
    assert rows(alias) == [("وزير",)]
    second = connections[alias].connection
    assert second is not first
    connections[alias].close_if_unusable_or_obsolete()
    assert rows(alias) == [("وزير",)]
    assert connections[alias].connection is second


def test_a_connection_that_met_an_error_is_not_kept(alias):
    assert rows(alias) == [("وزير",)]
    first = connections[alias].connection
    with connections[alias].cursor() as cursor:
        failure(cursor.execute, "SELECT * FROM articles")
    connections[alias].close_if_unusable_or_obsolete()
    assert rows(alias) == [("وزير",)]
    assert connections[alias].connection is not first


def test_a_missing_table_asks_for_prepare(alias):
    with connections[alias].cursor() as cursor:
        error = failure(cursor.execute, "SELECT * FROM articles")
    assert trouble_of(error) is Trouble.NOT_SET_UP
    assert "prepare" in trouble_sentence(error)


@pytest.mark.parametrize(
    "error", [IntegrityError("unique"), ProgrammingError("syntax"), OSError(2, "none"), ValueError(), KeyError("x")]
)
def test_mistakes_of_the_program_are_no_troubles(error):
    assert trouble_of(error) is None
    assert trouble_sentence(error) is None


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    return tmp_path


@pytest.mark.parametrize("trace", ["index/current", "index-tantivy/current", "authority.version", "stems.table"])
def test_nothing_is_set_up_where_an_archive_stood(folder, trace, monkeypatch):
    monkeypatch.setitem(database.connection.settings_dict, "NAME", str(folder / "archive.sqlite3"))
    database.refuse_to_replace()
    (folder / trace).parent.mkdir(exist_ok=True)
    (folder / trace).write_text("x")
    with pytest.raises(DatabaseMissingError, match="prepare --new"):
        database.refuse_to_replace()
    with pytest.raises(CommandError, match=trace.split("/")[0]):
        call_command("migrate")


def test_what_every_start_leaves_is_no_trace(folder):
    for name in ("secret_key", "work.lock", "prepare.lock"):
        (folder / name).touch()
    (folder / "static").mkdir()
    (folder / "index").mkdir()
    assert database.traces() == []


@pytest.mark.parametrize("command", [["work"], ["index_status"], ["createsuperuser"], ["search", "خبر"]])
def test_commands_say_one_sentence_and_create_nothing(tmp_path, command):
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={"ARCHIVE_DATA_DIR": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].endswith("Run: manage.py prepare")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "archive.sqlite3").exists()
