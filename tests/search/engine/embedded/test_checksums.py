"""Files are listed once, and damage to them is noticed in whatever way it was done."""

import os
from pathlib import Path

import pytest

from archive.search.engine.embedded import checksums
from archive.search.engine.embedded.checksums import MAX_SMALL, FileCheck, begin_writing, end_writing, seal
from tests.search.damage import KINDS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small").write_bytes(bytes(range(256)))
    (tmp_path / "large").write_bytes(bytes(range(256)) * 1024)
    (tmp_path / "meta.json").write_bytes(b'{"segments": []}')
    (tmp_path / "words.columns").write_bytes(b"checked elsewhere")
    seal(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["small", "large", "meta.json", checksums.NAME])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_damage_is_noticed_by_processes_that_have_read_the_files_and_by_new_ones(folder, kind, name):
    before = FileCheck()
    assert before.damage(folder) == ""
    KINDS[kind](folder / name)
    if (kind, name) == ("deleted", checksums.NAME):  # `Generations` knows whether there must be one
        return
    assert before.damage(folder).startswith(name)
    assert FileCheck().damage(folder).startswith(name)


def test_a_file_that_is_put_back_is_sound_again(folder):
    check, content = FileCheck(), (folder / "small").read_bytes()
    (folder / "small").write_bytes(b"")
    assert check.damage(folder) == "small has 0 bytes instead of 256"
    (folder / "small").write_bytes(content)
    assert check.damage(folder) == ""


def test_a_folder_that_was_copied_from_a_backup_is_read_and_sound(folder):
    for name in ("small", "large"):
        content = (folder / name).read_bytes()
        (folder / name).unlink()
        (folder / name).write_bytes(content)
    assert FileCheck().damage(folder) == ""


def test_a_large_file_is_read_once_it_has_changed_and_by_a_full_check(folder, monkeypatch):
    read = []
    checksum = checksums._checksum
    monkeypatch.setattr(
        checksums, "_checksum", lambda file, *how: (read.append(Path(file.name).name), checksum(file, *how))[1]
    )
    check = FileCheck()
    check.damage(folder)
    assert read == ["meta.json", "small"]
    check.damage(folder)
    assert len(read) == 2
    os.utime(folder / "large")
    check.damage(folder)
    check.damage(folder)
    assert read[2:] == ["large"]
    check.damage(folder, full=True)
    assert sorted(read[3:]) == ["large", "meta.json", "small"]
    assert (folder / "large").stat().st_size > MAX_SMALL


def test_a_later_seal_lists_new_files_and_does_not_take_damage_for_a_new_version(folder):
    (folder / "large").write_bytes(b"damaged")
    (folder / "added").write_bytes(b"of the next commit")
    (folder / "meta.json").write_bytes(b'{"segments": [1]}')
    seal(folder)
    assert FileCheck().damage(folder).startswith("large")
    (folder / "added").write_bytes(b"")
    assert "added" in checksums.read_checksums(folder)


def test_files_that_are_still_being_written_are_left_to_the_next_seal(folder):
    (folder / "half").write_bytes(b"ha")
    seal(folder, is_finished=lambda name: name != "half")
    (folder / "half").write_bytes(b"half")
    assert FileCheck().damage(folder) == ""


def test_while_a_writer_is_open_files_may_vanish_but_not_change(folder):
    begin_writing(folder)
    (folder / "small").unlink()
    (folder / "meta.json").write_bytes(b"{}")
    assert FileCheck().damage(folder) == ""
    (folder / "large").write_bytes(b"")
    assert FileCheck().damage(folder).startswith("large")
    end_writing(folder)
    assert FileCheck().damage(folder).startswith(("small", "large", "meta.json"))


def test_a_full_check_pauses_after_each_block(folder, monkeypatch):
    monkeypatch.setattr(checksums, "BLOCK", 1024)
    pauses = []
    FileCheck().damage(folder, full=True, pause=lambda: pauses.append(None))
    assert len(pauses) == 256 + 2
