from pathlib import Path

import pytest
from django.db import OperationalError

from archive.search import drain
from archive.web.views import health

pytestmark = pytest.mark.django_db


@pytest.fixture
def working(monkeypatch):
    monkeypatch.setattr(health, "silence_s", lambda: 0.4)


def test_a_process_that_answers_is_healthy(client, monkeypatch):
    monkeypatch.setattr(health, "index_status", None)  # it looks at nothing
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


def test_an_archive_is_ready_with_an_index_and_a_background_process(client, make_article, working):
    make_article()
    drain()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


def test_without_the_background_process_it_is_not_ready(client, make_article):
    make_article()
    drain()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "manage.py work" in answer.content.decode()


def test_with_a_background_process_that_shows_no_sign_of_life_it_is_not_ready(client, make_article, monkeypatch):
    make_article()
    drain()
    monkeypatch.setattr(health, "silence_s", lambda: 95.0)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "no sign of life for 95 s" in answer.content.decode()


def test_without_an_index_it_is_not_ready(client, working):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "rebuild_index" in answer.content.decode()


def test_without_a_database_it_says_so(client, monkeypatch):
    def broken():
        raise OperationalError("database is locked")

    monkeypatch.setattr(health, "index_status", broken)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.content.strip()


def test_a_folder_that_cannot_be_written_to_is_named(client, make_article, working, monkeypatch):
    make_article()
    drain()
    monkeypatch.setattr(health, "unwritable_place", lambda: Path("/srv/news/data"))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert (
        answer.content.decode()
        == "data of the archive cannot be written to: nothing can be saved, imported or indexed.\n"
    )
