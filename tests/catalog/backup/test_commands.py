"""`backup`, `restore` and `verify` as whoever runs the archive runs them."""

import json
import os
import signal
import stat
import threading
import zipfile

import pytest
from django.core.management import call_command

from archive.catalog.backup import Restored
from archive.catalog.backup.manifest import backup_opened
from tests.catalog.backup.archives import digests

pytestmark = pytest.mark.sqlite


def test_a_backup_is_for_its_owner_alone_and_holds_neither_sessions_nor_index_nor_key(first_archive, first_backup):
    assert stat.S_IMODE(first_backup.stat().st_mode) == 0o600
    with zipfile.ZipFile(first_backup) as packed:
        assert packed.namelist() == [
            "archive.sqlite3", "data/authority.version", "data/uploads/7/0/أخبار.txt", "manifest.json",
        ]  # fmt: skip
        manifest = json.loads(packed.read("manifest.json"))
        copy = packed.read("archive.sqlite3")
    assert b"a live session" not in copy
    assert manifest["counts"]["articles"] == first_archive.read("SELECT COUNT(*) FROM catalog_article")[0][0] > 90
    assert list(first_backup.parent.iterdir()) == [first_backup]


def test_what_is_put_back_elsewhere_is_the_same_archive_row_for_row_and_whole(first_archive, first_backup, empty):
    said = empty.succeed("restore", first_backup)
    assert "Now run: manage.py prepare" in said
    assert "kept" not in said
    assert digests(empty.database) == digests(first_archive.database)
    assert empty.read("SELECT * FROM django_session") == []
    assert (empty.folder / "uploads" / "7" / "0" / "أخبار.txt").read_text() == "نص ينتظر الإدخال"
    assert stat.S_IMODE(empty.database.stat().st_mode) == 0o600
    empty.succeed("prepare")
    said = empty.succeed("verify")
    assert said == "database and originals: sound\nindex: sound\n"


def test_articles_that_stand_are_replaced_only_on_demand_and_kept_beside(archive, first_backup):
    archive.write("UPDATE catalog_article SET title = 'عنوان أحدث' WHERE id = 1")
    before = digests(archive.database)
    assert "There are articles in this archive" in archive.fail("restore", first_backup)
    assert digests(archive.database) == before
    assert "kept in" in archive.succeed("restore", "--replace", first_backup)
    assert archive.read("SELECT COUNT(*) FROM catalog_article WHERE title = 'عنوان أحدث'") == [(0,)]
    [kept] = archive.folder.glob("archive.sqlite3.replaced-*")
    assert digests(kept) == before
    [folder] = archive.folder.glob("replaced-*")
    assert (folder / "index").is_dir()
    assert not (archive.folder / "index").exists()


def test_a_database_that_was_lost_is_put_back_without_more_ado(archive, first_archive, first_backup):
    for path in archive.folder.glob("archive.sqlite3*"):
        path.unlink()
    archive.succeed("restore", first_backup)
    assert digests(archive.database) == digests(first_archive.database)


def test_a_running_site_is_in_the_way(archive, first_backup):
    archive.write("DELETE FROM django_session")
    work = archive.start("work")
    try:
        for _ in range(100):
            if "The site is running" in (said := archive.run("restore", first_backup).stderr):
                break
        assert "The site is running" in said
    finally:
        work.send_signal(signal.SIGTERM)
        work.communicate()


def test_a_backup_during_writes_is_of_one_moment(archive, tmp_path, empty):
    """A writer changes two tables in each of its transactions; the copy has both or neither of each."""
    done = threading.Event()
    archive.write("CREATE TABLE IF NOT EXISTS left_side (n INTEGER)")
    archive.write("CREATE TABLE IF NOT EXISTS right_side (n INTEGER)")

    def write():
        import sqlite3

        opened = sqlite3.connect(archive.database, timeout=30, isolation_level=None)
        number = 0
        while not done.is_set():
            number += 1
            opened.execute("BEGIN IMMEDIATE")
            opened.execute("INSERT INTO left_side VALUES (?)", (number,))
            opened.execute("INSERT INTO right_side VALUES (?)", (number,))
            opened.execute("COMMIT")
        opened.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        archive.succeed("backup", tmp_path / "b.zip")
    finally:
        done.set()
        writer.join()
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        empty.folder.mkdir()
        packed.extract("archive.sqlite3", empty.folder)
    left, right = (empty.read(f"SELECT COUNT(*), MAX(n) FROM {side}_side") for side in ("left", "right"))
    assert left == right
    assert left[0][0] > 0
    assert archive.read("SELECT COUNT(*) FROM left_side")[0][0] > left[0][0]


def test_a_backup_during_an_import_is_put_back_elsewhere_and_whole(archive, tmp_path, empty):
    """Taken once some of the import's articles are in the database and others are not."""
    records = tmp_path / "records.jsonl"
    with records.open("w", encoding="utf-8") as file:
        for number in range(400):
            body = "\n".join(
                f"أعلن المجلس في دورته رقم {number} خطة جديدة، وفي فقرتها {part} تفصيل." for part in range(5)
            )
            record = {
                "id": f"during-{number}",
                "title": f"دورة المجلس {number}",
                "body": body,
                "source": "صحيفة المرفأ",
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    counted = "SELECT COUNT(*) FROM catalog_article WHERE import_key LIKE 'record:%during-%'"
    importing = archive.start("ingest", records)
    try:
        while not archive.read(counted)[0][0]:
            assert importing.poll() is None, importing.stderr.read().decode()
        said = archive.succeed("backup", tmp_path / "b.zip")
        was_importing = importing.poll() is None
        importing.communicate()
    finally:
        importing.kill()
    assert was_importing
    assert "Traceback" not in said
    archive.succeed("verify", tmp_path / "b.zip")
    empty.succeed("restore", tmp_path / "b.zip")
    empty.succeed("prepare", "--no-sample")
    empty.succeed("verify")
    assert 0 < empty.read(counted)[0][0] <= archive.read(counted)[0][0] == 400
    assert "400 unchanged" in (again := archive.succeed("ingest", records)), again
    assert "0 failed" in empty.succeed("ingest", records)
    assert empty.read(counted) == archive.read(counted)


def test_a_backup_replaces_no_file_and_a_killed_one_leaves_none(archive, tmp_path):
    taken = tmp_path / "taken.zip"
    taken.write_text("of somebody else")
    assert "is there already" in archive.fail("backup", taken)
    assert taken.read_text() == "of somebody else"
    process = archive.start("backup", tmp_path / "killed.zip")
    assert "Copying" in process.stderr.readline().decode()
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert not (tmp_path / "killed.zip").exists()


def test_a_flipped_byte_in_an_original_and_in_the_index_is_found_and_named(archive):
    pk, origin = archive.read("SELECT id, origin FROM catalog_rawdocument ORDER BY id LIMIT 1 OFFSET 4")[0]
    archive.write("UPDATE catalog_rawdocument SET content = CAST('x' || substr(content, 2) AS BLOB) WHERE id = ?", pk)
    said = archive.fail("verify")
    assert f"The original {pk} ({origin}) is not the one that was taken in" in said
    assert "index: sound" in said
    largest = max(
        (path for path in (archive.folder / "index").rglob("*") if path.is_file()), key=lambda p: p.stat().st_size
    )
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 1
    largest.write_bytes(content)
    said = archive.fail("verify")
    assert largest.name in said
    assert "rebuild_index" in said


def test_a_record_that_the_index_does_not_have_is_named(archive):
    archive.write("UPDATE catalog_article SET title = 'عنوان لا يعرفه الفهرس' WHERE id = 3")
    assert "1 articles are indexed with other contents: 3." in archive.fail("verify")


@pytest.mark.parametrize("engine", ["whoosh", "opensearch"])
def test_the_index_that_no_file_of_the_archive_holds_is_named(engine, first_backup, monkeypatch, settings, capsys):
    settings.SEARCH_ENGINE = engine
    with backup_opened(first_backup) as (_, manifest):
        pass
    monkeypatch.setattr(
        "archive.catalog.management.commands.restore.backup_restore", lambda *_, **__: Restored(manifest, None)
    )
    call_command("restore", first_backup)
    assert ("rebuild_index" in capsys.readouterr().out) is (engine == "opensearch")
