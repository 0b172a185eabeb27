"""An import that finds the database locked waits; on a full disk or a damaged database it stops with a sentence and its summary."""

import json
import sqlite3

import pytest
from django.core.management import call_command
from django.db import DatabaseError, OperationalError

from archive.catalog import database
from archive.catalog.models import Article
from archive.ingest import pipeline, services
from archive.ingest.management.commands import ingest
from archive.ingest.services import paths_import
from archive.ingest.writing import Writer

pytestmark = pytest.mark.django_db(transaction=True)


def refused(code: str, kind: type[DatabaseError] = OperationalError) -> DatabaseError:
    error, cause = kind("refused"), sqlite3.OperationalError("refused")
    cause.sqlite_errorname = code
    error.__cause__ = cause
    return error


@pytest.fixture
def lines(tmp_path, monkeypatch):
    """A file of 30 records, written ten at a time."""
    monkeypatch.setattr(services, "BATCH_RECORDS", 10)
    monkeypatch.setattr(database, "PAUSE_S", 0.0)
    monkeypatch.setattr(ingest, "archive_prepare", lambda: None)
    path = tmp_path / "news.jsonl"
    rows = ({"id": str(number), "title": f"خبر {number}", "body": "نص من كلمات."} for number in range(30))
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return str(path)


def failing(monkeypatch, error: Exception, *, calls: range):
    """The writer raises `error` in these of its calls."""
    write, count = Writer.write, iter(range(1_000))

    def wrapped(self, documents):
        if next(count) in calls:
            raise error
        return write(self, documents)

    monkeypatch.setattr(Writer, "write", wrapped)


@pytest.mark.parametrize("code", ["SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_LOCKED"])
def test_an_import_waits_for_the_lock_says_so_once_and_goes_on(lines, monkeypatch, code):
    failing(monkeypatch, refused(code), calls=range(1, 5))
    said = []
    summary = paths_import(paths=[lines], say=said.append)
    assert (summary.counts.added, summary.failures) == (30, [])
    assert len(said) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (refused("SQLITE_FULL"), "no space left"),
        (OSError(28, "No space left on device"), "no space left"),
        (refused("SQLITE_CORRUPT", DatabaseError), "damaged"),
        (refused("SQLITE_BUSY"), "locked"),
    ],
)
def test_what_was_written_stands_and_the_next_run_goes_on(lines, monkeypatch, capsys, error, words):
    monkeypatch.setattr(pipeline, "patiently", lambda call, say: call())
    with monkeypatch.context() as broken:
        failing(broken, error, calls=range(2, 1_000))
        with pytest.raises(SystemExit) as ended:
            call_command("ingest", lines)
    out, err = capsys.readouterr()
    assert ended.value.code == 1
    assert out.splitlines()[-1] == "20 articles added, 0 updated, 0 unchanged, 0 stubs, 1 failed"
    assert words in err
    assert Article.objects.count() == 20
    call_command("ingest", lines)
    assert capsys.readouterr().out.splitlines()[-1].startswith("10 articles added, 0 updated, 20 unchanged")


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), refused("SQLITE_FULL"), OSError(5, "I/O")])
def test_an_index_that_cannot_be_written_leaves_the_articles_and_the_summary(lines, monkeypatch, capsys, error):
    monkeypatch.setattr("archive.search.settle", lambda **_: (_ for _ in ()).throw(error))
    with pytest.raises(SystemExit) as ended:
        call_command("ingest", lines)
    out, err = capsys.readouterr()
    assert ended.value.code == 1
    assert out.splitlines()[-1] == "30 articles added, 0 updated, 0 unchanged, 0 stubs, 0 failed"
    assert "update_index" in err


def test_a_database_that_cannot_be_opened_still_gives_a_summary(lines, monkeypatch, capsys):
    missing = database.DatabaseMissingError("There is no database.")
    monkeypatch.setattr(ingest, "archive_prepare", lambda: (_ for _ in ()).throw(missing))
    with pytest.raises(SystemExit):
        call_command("ingest", lines)
    out, err = capsys.readouterr()
    assert out.splitlines()[-1] == "0 articles added, 0 updated, 0 unchanged, 0 stubs, 1 failed"
    assert "There is no database." in err
