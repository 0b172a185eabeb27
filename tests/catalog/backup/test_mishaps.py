"""Backups and restores that the disk refuses or that are broken off: one sentence, and nothing is lost."""

import shutil
import zipfile
from pathlib import Path

import pytest

from archive.catalog.backup import writing
from tests.catalog.backup.archives import digests

pytestmark = pytest.mark.sqlite


def broken_off(archive, backup, *, is_renamed):
    """What a restore leaves that is killed after it unpacked `backup`, or after it renamed the old database."""
    (archive.folder / "restore-20261129-120000").mkdir()
    with zipfile.ZipFile(backup) as packed:
        packed.extract("archive.sqlite3", archive.folder / "restore-20261129-120000")
    if is_renamed:
        archive.database.rename(archive.folder / "archive.sqlite3.replaced-20261129-120000")
        staged = archive.folder / "restore-20261129-120000" / "archive.sqlite3"
        staged.rename(archive.folder / "archive.sqlite3.restored-20261129-120000")


def test_a_restore_killed_between_two_databases_is_told_of_and_run_again(archive, first_archive, first_backup):
    before = digests(archive.database)
    broken_off(archive, first_backup, is_renamed=True)
    for command in (["prepare"], ["work"], ["verify"]):
        said = archive.fail(*command)
        assert "a restore was broken off, and nothing is lost. Run it again: manage.py restore FILE" in said
        assert "archive.sqlite3.replaced-20261129-120000" in said
        assert not archive.database.exists()
    archive.succeed("restore", first_backup)
    assert digests(archive.database) == digests(first_archive.database)
    assert digests(archive.folder / "archive.sqlite3.replaced-20261129-120000") == before
    assert not list(archive.folder.glob("archive.sqlite3.restored-*"))


def test_a_restore_killed_before_is_told_of_by_every_command(archive, first_backup):
    before = digests(archive.database)
    broken_off(archive, first_backup, is_renamed=False)
    said = archive.run("check").stderr
    assert "catalog.W003" in said
    assert "restore --replace FILE" in said
    assert digests(archive.database) == before
    shutil.rmtree(archive.folder / "restore-20261129-120000")
    assert "catalog.W003" not in archive.run("check").stderr


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that nobody writes to")
def test_a_folder_that_cannot_be_written_is_a_sentence(archive):
    assert "cannot be used" in archive.fail("backup", "/proc/self/archive.zip")


def test_where_there_are_no_hard_links_the_backup_appears_all_the_same(tmp_path, monkeypatch):
    def refused(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(writing.os, "link", refused)
    (tmp_path / "part").write_text("backup")
    writing._appear(tmp_path / "part", tmp_path / "target")
    assert (tmp_path / "target").read_text() == "backup"
    (tmp_path / "part").write_text("another")
    with pytest.raises(FileExistsError):
        writing._appear(tmp_path / "part", tmp_path / "target")
    assert (tmp_path / "target").read_text() == "backup"
