"""Who may read the data folder. Root ignores modes: what others can read is tried as another user."""

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from archive.catalog import data_folder
from archive.catalog.data_folder import MARKER, folder_close, folder_warnings

ROOT = Path(__file__).parents[2]
NOBODY = 65534
OWN = {
    "archive.sqlite3": b"x",
    "archive.sqlite3-wal": b"x",
    "archive.sqlite3-shm": b"x",
    "secret_key": b"x",
    "stems.table": b"x",
    "word_forms.table": b"x",
    "work.lock": b"",
    "authority.version": b"1",
    "index/current": b"x",
    "index/20260101-000000-abc/_MAIN_1.toc": b"x",
    "index-tantivy/meta.json": b"x",
    "media/upload.txt": b"x",
}


@pytest.fixture
def folder():
    """A folder that every user can reach, open as an earlier version left it."""
    made = Path(tempfile.mkdtemp(dir="/tmp"))
    for name, content in OWN.items():
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    open_all(made)
    yield made
    shutil.rmtree(made)


def open_all(folder) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def modes(folder) -> dict[str, int]:
    return {str(path.relative_to(folder)): stat.S_IMODE(path.lstat().st_mode) for path in (folder, *folder.rglob("*"))}


def readable_by_nobody(folder) -> list[str]:
    """Files that another user can read, tried as that user; by their modes where the tests do not run as root."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    if os.geteuid() != 0:
        return [path.name for path in paths if path.stat().st_mode & 0o044 and folder.stat().st_mode & 0o011]
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        for path in paths:
            try:
                path.read_bytes()
                os.write(writing, f"{path.name}\n".encode())
            except OSError:
                pass
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as answer:
        return answer.read().split()


def test_an_archive_that_was_open_is_closed(folder):
    assert len(readable_by_nobody(folder)) == len(OWN)  # the trial can fail
    assert folder_close(folder) == []
    assert readable_by_nobody(folder) == []
    for name, mode in modes(folder).items():
        assert mode == (0o700 if (folder / name).is_dir() else 0o600), name


def test_closing_again_changes_nothing(folder):
    folder_close(folder)
    before = modes(folder)
    assert folder_close(folder) == []
    assert modes(folder) == before


@pytest.mark.parametrize(
    "foreign", ["thesis.odt", "Documents/letter.txt", ".bashrc", "archive.sqlite3.d/x", "index2/x"]
)
def test_a_folder_with_other_files_stays_open_with_a_warning_and_only_ours_are_closed(folder, foreign):
    (folder / foreign).parent.mkdir(exist_ok=True)
    (folder / foreign).write_bytes(b"x")
    open_all(folder)
    (warning,) = folder_close(folder)
    assert str(folder) in warning
    assert foreign.split("/")[0] in warning
    assert readable_by_nobody(folder) == [Path(foreign).name]
    assert modes(folder)["."] == 0o755
    assert not (folder / MARKER).exists()


def test_the_marker_says_that_the_folder_is_the_archives_alone(folder):
    (folder / "exports").mkdir()
    (folder / "exports" / "all.jsonl").write_bytes(b"x")
    (folder / MARKER).touch()
    open_all(folder)
    assert folder_close(folder) == []
    assert readable_by_nobody(folder) == []
    assert modes(folder)["exports/all.jsonl"] == 0o600


def test_a_folder_of_another_user_stays_open_with_a_warning(folder, monkeypatch):
    monkeypatch.setattr(data_folder.os, "geteuid", lambda: folder.stat().st_uid + 1)
    before = modes(folder)
    warnings = folder_close(folder)
    assert "belongs to another user" in warnings[0]
    assert "archive.sqlite3" in warnings[1]
    assert modes(folder) == before


@pytest.mark.parametrize("name", ["archive.sqlite3", "media/link", "index/link"])
def test_links_are_not_followed(folder, tmp_path, name):
    outside = tmp_path / "outside"
    outside.write_bytes(b"x")
    outside.chmod(0o644)
    link = folder / name
    link.unlink(missing_ok=True)
    link.symlink_to(outside)
    folder_close(folder)
    assert stat.S_IMODE(outside.stat().st_mode) == 0o644


def test_a_database_elsewhere_is_closed_and_its_folder_is_not(folder, tmp_path):
    elsewhere = tmp_path / "news.sqlite3"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{elsewhere}{suffix}").write_bytes(b"x")
        Path(f"{elsewhere}{suffix}").chmod(0o644)
    tmp_path.chmod(0o755)
    assert "news.sqlite3" in folder_warnings(folder, database=elsewhere)[-1]
    assert folder_close(folder, database=elsewhere) == []
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_an_empty_folder_becomes_the_archives(tmp_path):
    tmp_path.chmod(0o755)
    assert folder_close(tmp_path) == []
    assert (tmp_path / MARKER).exists()
    assert modes(tmp_path)["."] == 0o700


def test_every_name_that_the_code_puts_into_the_folder_is_known(tmp_path):
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "archive").rglob("*.py"))
    names = set(re.findall(r'DATA_DIR\)? / "([\w.-]+)"', code))
    assert {"work.lock", "stems.table", "static"} <= names
    for name in names:
        path = tmp_path / name
        path.mkdir() if name in data_folder.OWN_FOLDERS else path.touch()
    assert folder_close(tmp_path) == []
    assert (tmp_path / MARKER).exists()


def run(folder, *command) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ARCHIVE_DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        umask=0o022,
    )


def test_prepare_closes_an_archive_made_before_and_what_it_makes_is_closed(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "secret_key").write_text("k" * 40)
    open_all(folder)
    assert "open to other users" in run(folder, "check").stderr
    done = run(folder, "prepare", "--no-sample")
    assert done.returncode == 0, done.stderr
    assert {name: oct(mode) for name, mode in modes(folder).items() if mode & 0o077} == {}
    assert {"archive.sqlite3", "index", MARKER} <= set(modes(folder))
    assert "open to other users" not in run(folder, "check").stderr


def test_a_folder_that_is_made_is_private_from_the_start(tmp_path):
    folder = tmp_path / "new" / "data"
    assert run(folder, "check").returncode == 0
    assert {mode & 0o077 for mode in modes(folder).values()} == {0}
    assert (folder / MARKER).exists()
