"""With a damaged index the search is away and nothing else is: whatever file is damaged in whatever way, no page fails, none
shows a wrong count, and a rebuild brings back what was found before.
"""

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from archive import search
from archive.catalog.models import Article
from archive.search import engine as engines
from archive.search.engine import current_engine
from archive.search.engine.embedded import reader
from archive.search.indexing.background import RebuildGuard
from tests.search.conftest import write
from tests.search.damage import KINDS

pytestmark = pytest.mark.django_db(transaction=True)
ARTICLES = 24
WORDS = "وزير مدينة اتفاق نهر رئيس بيان".split()
NOT_INDEX_FILES = (".lock", "LOCK", "lock", ".columns")
PAGES_WITHOUT_INDEX = ("/", "/help/search/", "/api/v1/openapi.json")
SEARCHES = ("/search/?q=وزير", "/search/", "/api/v1/search?q=وزير", "/search/feed/?q=وزير", "/search/timeline/?q=وزير")


@pytest.fixture(params=["whoosh", "tantivy"])
def index(request, index_folder, monkeypatch) -> Iterator[Path]:
    """The folder of an index of 24 articles, written in several commits."""
    monkeypatch.setattr(settings, "SEARCH_ENGINE", request.param)
    monkeypatch.setattr(reader, "CHECK_S", 0.0)
    monkeypatch.setattr(reader, "DAMAGED_CHECK_S", 0.0)
    for number in range(ARTICLES):
        day = dt.date(2024, 1, 1 + number)
        write(f"خبر {number}", *WORDS[: 1 + number % 6], f"كلمة{number}", published=day.isoformat(), source="المرفأ")
        if number % 8 == 7:
            search.drain()
    _close()
    yield index_folder
    _close()


def _close() -> None:
    """As if the process ended: merges are done, and the next request opens the index anew."""
    opened = engines._engines.pop((settings.SEARCH_ENGINE, current_engine().place), None)
    if writer := getattr(opened, "writer", None):
        writer.wait()


def found() -> dict[str, int]:
    return {word: search.search(search.SearchRequest(q=word)).count for word in WORDS}


def files(index: Path) -> list[Path]:
    """Those whose contents matter."""
    return sorted(path for path in index.rglob("*") if path.is_file() and not path.name.endswith(NOT_INDEX_FILES))


def assert_search_is_away(client: Client, why: object) -> None:
    article = Article.objects.first()
    for address in (*PAGES_WITHOUT_INDEX, article.get_absolute_url(), f"/sources/{article.source.key}/"):
        assert client.get(address).status_code == 200, (why, address)
    for address in SEARCHES:
        answer = client.get(address)
        assert answer.status_code == 503, (why, address)
        assert answer["Retry-After"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_damage_to_any_file_of_the_index(index, client, kind):
    before, backup = found(), index.with_name("backup")
    _close()
    shutil.copytree(index, backup)
    for path in files(index):
        name = path.relative_to(index)
        KINDS[kind](path)
        if (kind, path.name) == ("lengthened", "current"):
            assert found() == before  # what follows the name is the token of a commit
            continue
        assert_search_is_away(client, name)
        assert RebuildGuard().step(), name
        assert found() == before, name
        assert client.get("/search/?q=وزير").status_code == 200
        assert len([folder for folder in index.iterdir() if folder.is_dir()]) == 1
        _close()
        shutil.rmtree(index)
        shutil.copytree(backup, index)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_damage_that_is_done_while_the_site_runs(index, client, kind):
    before = found()
    damaged = [path for path in files(index) if path.suffix not in {".col", ".toc"}][::4]
    for suffix in dict.fromkeys(path.suffix for path in damaged):
        path = next(path for path in files(index) if path.suffix == suffix)
        assert client.get("/search/?q=وزير").status_code == 200
        path.rename(spare := index.with_name("spare"))
        shutil.copy(spare, path)
        KINDS[kind](path)
        answer = client.get("/search/?q=وزير")
        assert answer.status_code == 503 or found() == before, path
        RebuildGuard().step()
        assert found() == before


@pytest.mark.parametrize("content", ["", " ", "nowhere 0123", "../../etc 1", "\0\0\0\0", "خزانة", ".", "a/b"])
def test_a_pointer_that_names_no_generation(index, client, content):
    before, (folder,) = found(), [path for path in index.iterdir() if path.is_dir()]
    (index / "current").write_text(content)
    assert_search_is_away(client, content)
    assert folder.exists()
    assert RebuildGuard().step()
    assert found() == before
    assert not folder.exists()


def test_a_file_of_another_generation_is_not_taken_for_its_own(index, client):
    before, backup = found(), index.with_name("backup")
    _close()
    shutil.copytree(index, backup)
    write("خبر جديد", "وزير وزير وزير", "مدينة")
    with current_engine().build(lambda _: ()) as builder:
        from archive.search.indexing.documents import documents

        builder.add(documents(Article.objects.values_list("pk", flat=True)))
    _close()
    (old,) = [path for path in backup.iterdir() if path.is_dir()]
    (new,) = [path for path in index.iterdir() if path.is_dir()]
    swapped = 0
    for path in files(new):
        others = [other for other in files(old) if other.suffix == path.suffix]
        if path.suffix and others and others[0].read_bytes() != path.read_bytes():
            content = path.read_bytes()
            shutil.copy(others[0], path)
            assert_search_is_away(client, path.name)
            path.write_bytes(content)
            swapped += 1
    assert swapped > 4
    assert found()["وزير"] == before["وزير"] + 1


def test_changes_are_not_written_to_a_damaged_index_and_are_in_the_new_one(index, client):
    (index / "current").unlink()
    write("خبر جديد", "زمردة")
    search.drain()
    assert search.search(search.SearchRequest(q="زمردة")).count == 1
    assert search.index_status().indexed == ARTICLES + 1


def test_an_index_that_is_gone_is_no_empty_archive(index, client):
    before = found()
    shutil.rmtree(index)
    assert_search_is_away(client, "no index")
    assert RebuildGuard().step()
    assert found() == before


def test_the_old_index_stays_until_the_new_one_stands(index, client, monkeypatch):
    before = found()
    path = next(path for path in files(index) if path.suffix in {".docs", ".idx"})
    KINDS["cut"](path)
    guard = RebuildGuard()
    with monkeypatch.context() as broken:
        broken.setattr("archive.search.indexing.indexer.documents", lambda _: 1 / 0)
        assert not guard.step()
    assert path.exists()
    assert_search_is_away(client, "a rebuild that fails")
    assert not guard.step()  # it waits before it tries again
    assert RebuildGuard().step()
    assert found() == before


def test_a_file_that_may_not_be_read(index, client, monkeypatch):
    """The superuser may read everything, so the refusal is played."""
    path = next(path for path in files(index) if path.suffix in {".docs", ".idx"})
    path.chmod(0o000)
    opened = Path.open

    def refusing(self, *how, **given):
        if self == path:
            raise PermissionError(13, os.strerror(13), str(self))
        return opened(self, *how, **given)

    monkeypatch.setattr(Path, "open", refusing)
    assert_search_is_away(client, path.name)
    assert "Permission denied" in search.index_status().damage


def test_curators_are_told_what_is_damaged(index, client):
    client.force_login(User.objects.create_superuser("curator", password="a long enough pass phrase"))
    path = next(path for path in files(index) if path.suffix in {".docs", ".idx"})
    KINDS["flipped"](path)
    assert "الفهرس متضرّر" in client.get("/admin/").content.decode()
    page = client.get("/admin/search-index/").content.decode()
    assert "الفهرس متضرّر" in page
    assert path.name in page
    for address in ("/admin/catalog/article/", f"/admin/catalog/article/{Article.objects.first().pk}/change/"):
        assert client.get(address).status_code == 200
