"""An archive that version 0.1.0 made, with its own packages, is brought up to date by `prepare`, and nothing of it is lost."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.dist
ROOT = Path(__file__).parents[2]
FIRST_RELEASE = "7d6c201"
PASTED = "عودة القطار إلى محطة الحجاز\n\nأعلنت إدارة السكك في دمشق يوم 3 مايو 2023 عودة القطار إلى محطة الحجاز بعد عام من التوقف.\n"


class Version:
    """A checkout with packages of its own; `folder` is the data folder that it works on."""

    def __init__(self, checkout: Path, python: Path, folder: Path) -> None:
        self.checkout, self.python, self.folder = checkout, python, folder

    def run(self, *given: object, check: bool = True) -> subprocess.CompletedProcess:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "DJANGO_"))}
        done = subprocess.run(
            [self.python, "manage.py", *map(str, given)],
            cwd=self.checkout, env={**environment, "ARCHIVE_DATA_DIR": str(self.folder)}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0 or not check, done.stderr
        return done

    def rows(self, statement: str) -> list[tuple]:
        with contextlib.closing(sqlite3.connect(self.folder / "archive.sqlite3")) as opened:
            return opened.execute(statement).fetchall()


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    checkout = tmp_path_factory.mktemp("first-release")
    archived = subprocess.run(["git", "archive", FIRST_RELEASE], cwd=ROOT, capture_output=True, check=True)
    subprocess.run(["tar", "-x"], cwd=checkout, input=archived.stdout, check=True)
    subprocess.run([sys.executable, "-m", "venv", checkout / ".venv"], check=True)
    python = checkout / ".venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", "requirements.txt"], cwd=checkout, check=True)
    version = Version(checkout, python, tmp_path_factory.mktemp("archive") / "data")
    version.run("compile_stems", "--base")
    version.run("prepare")
    text = checkout / "pasted.txt"
    text.write_text(PASTED, encoding="utf-8")
    version.run("ingest", text, "--source", "صحيفة القطار")
    version.run(
        "shell", "-c",
        "from django.contrib.auth.models import User; User.objects.create_superuser('curator', password='a long one 77')",
    )  # fmt: skip
    return version


@pytest.fixture(scope="module")
def new(old, tmp_path_factory):
    """The same data, copied as an operator would, and brought up to date."""
    folder = tmp_path_factory.mktemp("today") / "data"
    shutil.copytree(old.folder, folder)
    version = Version(ROOT, Path(sys.executable), folder)
    version.run("prepare")
    return version


def test_articles_keep_their_addresses_titles_and_originals(old, new):
    for statement in (
        "SELECT key, title, published_on, published_precision, content_hash FROM catalog_article ORDER BY id",
        "SELECT sha256, content FROM catalog_rawdocument ORDER BY id",
        "SELECT username, password FROM auth_user",
        "SELECT key FROM entities_entity ORDER BY key",
    ):
        before, after = old.rows(statement), new.rows(statement)
        assert len(before) > 0
        assert set(before) <= set(after)


def test_it_is_whole_and_searched_as_before(old, new):
    assert "index: sound" in new.run("verify").stdout
    for query in ("الحجاز", "وزير", "2024"):
        then, now = (int(version.run("search", "--plain", query).stdout.split()[0]) for version in (old, new))
        assert now >= then > 0
    assert "القطار" in new.run("search", "--plain", "الحجاز").stdout


def test_what_was_imported_then_is_known_today(old, new):
    said = new.run("ingest", old.checkout / "pasted.txt", "--source", "صحيفة القطار").stdout
    assert said.splitlines()[-1].startswith("0 articles added, 0 updated, 1 unchanged")


def test_a_backup_of_it_is_sound(new, tmp_path):
    new.run("backup", tmp_path / "b.zip")
    assert new.run("verify", tmp_path / "b.zip").stdout == "backup: sound\n"
