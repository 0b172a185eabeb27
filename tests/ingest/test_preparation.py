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
    MigrationRecorder.Migration.objects.filter(app="catalog", name__startswith="0003").delete()
    archive_prepare()
    assert calls == ["migrate"]


def test_the_commands_prepare_the_archive_first(monkeypatch, capsys):
    calls = []
    monkeypatch.setattr("archive.ingest.management.commands.load_sample.archive_prepare", lambda: calls.append(None))
    monkeypatch.setattr("archive.ingest.management.commands.load_sample.sample_load", lambda: "")
    call_command("load_sample")
    assert len(calls) == 1
