"""An import on a fresh machine finds its tables and the authority file."""

import pytest
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder

from archive.ingest import preparation
from archive.ingest.preparation import archive_prepare

pytestmark = pytest.mark.django_db


def test_the_authority_file_is_loaded_when_its_tables_changed(monkeypatch):
    loaded = []
    monkeypatch.setattr(preparation.entities, "authority_load", lambda: loaded.append(None))
    monkeypatch.setattr(preparation.entities, "authority_changed", lambda: True)
    archive_prepare()
    assert len(loaded) == 1
    monkeypatch.setattr(preparation.entities, "authority_changed", lambda: False)
    archive_prepare()
    assert len(loaded) == 1


def test_migrations_run_only_when_one_is_missing(monkeypatch):
    calls = []
    monkeypatch.setattr(preparation.entities, "authority_changed", lambda: False)
    monkeypatch.setattr(preparation, "call_command", lambda *names, **_options: calls.append(names[0]))
    archive_prepare()
    assert calls == []
    MigrationRecorder.Migration.objects.filter(app="catalog").order_by("-name")[0].delete()
    archive_prepare()
    assert calls == ["migrate"]


def test_the_commands_prepare_the_archive_first(monkeypatch, capsys):
    calls = []
    monkeypatch.setattr("archive.ingest.management.commands.load_sample.archive_prepare", lambda: calls.append(None))
    monkeypatch.setattr("archive.ingest.management.commands.load_sample.sample_load", lambda: "")
    call_command("load_sample")
    assert len(calls) == 1


@pytest.fixture
def prepared(monkeypatch):
    """What `prepare` does besides its last lines is tested elsewhere."""
    command = "archive.ingest.management.commands.prepare"
    monkeypatch.setattr(f"{command}.database_prepare", lambda **_options: None)
    monkeypatch.setattr(f"{command}.search.word_table_refresh", lambda: False)
    monkeypatch.setattr(f"{command}.Command._update_index", lambda _self: None)


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({}, "    .venv/bin/python manage.py createsuperuser"),
        (
            {"ARCHIVE_DATA_DIR": "/srv/my news"},
            "    ARCHIVE_DATA_DIR='/srv/my news' .venv/bin/python manage.py createsuperuser",
        ),
        (
            {"ARCHIVE_DATABASE_URL": "postgresql://user:secret@host/news"},
            "    ARCHIVE_DATABASE_URL=… .venv/bin/python manage.py createsuperuser",
        ),
    ],
)
def test_the_printed_command_makes_the_curator_in_the_database_that_is_served(
    prepared, monkeypatch, capsys, environment, line
):
    for name in ("ARCHIVE_DATA_DIR", "ARCHIVE_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    call_command("prepare", "--no-sample")
    assert line in capsys.readouterr().out.splitlines()
