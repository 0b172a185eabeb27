import shutil

import pytest

from tests.catalog.backup.archives import Archive


@pytest.fixture(scope="session")
def first_archive(tmp_path_factory):
    """The sample archive, a session, an upload, and what must not get into a backup."""
    archive = Archive(tmp_path_factory.mktemp("first") / "data")
    archive.succeed("prepare")
    archive.write(
        "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('k', 'a live session', '2099-01-01')"
    )
    kept = archive.folder / "uploads" / "7" / "0"
    kept.mkdir(parents=True)
    (kept / "أخبار.txt").write_text("نص ينتظر الإدخال")
    (archive.folder / "uploads" / "tmpabc.upload").write_text("part of a request")
    return archive


@pytest.fixture(scope="session")
def first_backup(first_archive, tmp_path_factory):
    path = tmp_path_factory.mktemp("backup") / "archive.zip"
    first_archive.succeed("backup", path)
    return path


@pytest.fixture
def archive(first_archive, tmp_path):
    """A copy that a test may change."""
    shutil.copytree(first_archive.folder, tmp_path / "data")
    return Archive(tmp_path / "data")


@pytest.fixture
def empty(tmp_path):
    return Archive(tmp_path / "empty")
