"""Without a usable database pages and the API answer 503 with a sentence, in their own format."""

import sqlite3

import pytest
from django.db import DatabaseError, OperationalError
from django.db.backends.utils import CursorWrapper

from archive.catalog.database import DatabaseMissingError, Trouble
from archive.web.views.errors import DATABASE_UNAVAILABLE

pytestmark = pytest.mark.django_db
ADDRESSES = ("/", "/search/?q=وزير", "/articles/x/", "/sources/x/", "/entities/x/", "/admin/login/", "/admin/")


def raised(kind: type[DatabaseError], code: str, text: str = "refused") -> DatabaseError:
    error, cause = kind(text), sqlite3.DatabaseError(text)
    cause.sqlite_errorname = code
    error.__cause__ = cause
    return error


TROUBLES = {
    Trouble.DAMAGED: raised(DatabaseError, "SQLITE_NOTADB", "file is not a database"),
    Trouble.MISSING: DatabaseMissingError("There is no database."),
    Trouble.LOCKED: raised(OperationalError, "SQLITE_BUSY_SNAPSHOT", "database is locked"),
    Trouble.NOT_SET_UP: raised(OperationalError, "SQLITE_ERROR", "no such table: catalog_article"),
    Trouble.UNREADABLE: raised(OperationalError, "SQLITE_IOERR_READ", "disk I/O error"),
}


@pytest.fixture(params=sorted(TROUBLES))
def trouble(request, monkeypatch, client):
    def fail(*_args, **_options):
        raise TROUBLES[request.param]

    client.raise_request_exception = False
    client.cookies["sessionid"] = "of-somebody-who-had-signed-in"
    monkeypatch.setattr(CursorWrapper, "execute", fail)
    return request.param


def test_pages_answer_with_a_sentence(client, trouble):
    for address in ADDRESSES:
        answer = client.get(address)
        if address == "/admin/login/" and answer.status_code == 200:
            continue  # reads nothing
        assert answer.status_code == 503, address
        assert DATABASE_UNAVAILABLE[trouble] in answer.content.decode(), address
        assert answer["Retry-After"]


def test_programs_get_the_sentence_in_their_format(client, trouble):
    answer = client.get("/api/v1/search?q=وزير")
    assert (answer.status_code, answer.json()) == (503, {"error": DATABASE_UNAVAILABLE[trouble]})
    assert client.get("/api/v1/articles/x").status_code == 503
    for address in ("/search/feed/", "/search/timeline.csv", "/search/timeline.ics"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert answer["Content-Type"].startswith("text/plain")


def test_there_is_a_sentence_for_every_trouble():
    assert set(DATABASE_UNAVAILABLE) == set(Trouble)
