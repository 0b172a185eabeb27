"""What is damaged in a backup is found and named; what is no backup, or a later one, is refused before anything is touched."""

import json
import random
import zipfile

import pytest

from archive.catalog.backup import BackupError, backup_problems
from archive.catalog.backup.checking import database_problems
from archive.catalog.backup.manifest import backup_opened, check_migrations

pytestmark = pytest.mark.sqlite


@pytest.fixture
def changed(first_backup, tmp_path):
    """A function that writes the backup again with other files or another manifest."""

    def write(files=None, manifest=None, leave_out=()):
        path = tmp_path / "changed.zip"
        with zipfile.ZipFile(first_backup) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            said = json.loads(old.read("manifest.json")) | (manifest or {})
            for name in old.namelist():
                if name not in {"manifest.json", *leave_out}:
                    new.writestr(name, (files or {}).get(name, old.read(name)))
            new.writestr("manifest.json", json.dumps(said))
        return path

    return write


def test_a_sound_backup_has_no_problems(first_backup):
    assert backup_problems(first_backup) == []


@pytest.mark.parametrize("name", ["archive.sqlite3", "data/authority.version", "data/uploads/7/0/أخبار.txt"])
def test_a_file_that_was_changed_is_named(first_backup, changed, name):
    with zipfile.ZipFile(first_backup) as packed:
        content = bytearray(packed.read(name))
    content[len(content) // 2] ^= 1
    assert [problem for problem in backup_problems(changed({name: bytes(content)})) if name in problem]


def test_a_file_that_is_missing_is_named(changed):
    name = "data/uploads/7/0/أخبار.txt"
    assert backup_problems(changed(leave_out=[name])) == [f"{name} is missing in the backup."]


def test_any_flipped_byte_of_the_file_itself_is_found_unless_it_says_nothing(first_backup, tmp_path):
    """ZIP files say some things twice, and times that nobody needs."""
    content = first_backup.read_bytes()
    whole = contents(first_backup)
    damaged = tmp_path / "damaged.zip"
    chosen = random.Random(4)
    found = 0
    for _ in range(60):
        position = chosen.randrange(len(content)) if chosen.random() < 0.6 else len(content) - chosen.randrange(1, 700)
        flipped = bytearray(content)
        flipped[position] ^= 1 << chosen.randrange(8)
        damaged.write_bytes(flipped)
        try:
            is_found = bool(backup_problems(damaged))
        except BackupError:
            is_found = True
        found += is_found
        assert is_found or contents(damaged) == whole, position
    assert found > 40


def contents(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize("length", [0, 10, 5_000, -30])
def test_a_file_cut_short_is_no_backup(first_backup, tmp_path, length):
    path = tmp_path / "short.zip"
    path.write_bytes(first_backup.read_bytes()[:length])
    with pytest.raises(BackupError, match="cannot be read as a backup"):
        backup_problems(path)


@pytest.mark.parametrize(
    "name", ["data/../../evil", "/etc/passwd", "data//x", "elsewhere/x", "data/a\\..\\b", "data/./x"]
)
def test_names_that_lead_out_of_the_folder_are_refused(changed, name):
    file = {"name": name, "size": 1, "sha256": "0" * 64}
    with pytest.raises(BackupError, match="is no backup"):
        backup_problems(changed(manifest={"files": [file]}))


def test_a_backup_of_a_later_version_is_refused(changed):
    with pytest.raises(BackupError, match="later version"):
        backup_problems(changed(manifest={"format": 2}))
    with (
        backup_opened(changed(manifest={"migrations": {"catalog": "0999_of_tomorrow"}})) as (_, manifest),
        pytest.raises(BackupError, match=r"later version .*catalog\.0999_of_tomorrow"),
    ):
        check_migrations(manifest)


def test_rows_that_point_to_nothing_are_named(archive):
    archive.write("UPDATE catalog_article SET source_id = 424242 WHERE id = 2")
    assert database_problems(archive.database) == [
        "Rows of catalog_article point to rows of catalog_source that are missing."
    ]


def test_a_damaged_page_of_the_database_is_named(archive):
    archive.read("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(archive.database.read_bytes())
    content[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    archive.database.write_bytes(content)
    [problem, *_] = database_problems(archive.database)
    assert problem.startswith("The database is damaged")
