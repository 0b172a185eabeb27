"""Tests in a real browser (Chromium) with a live server and the sample archive. In CI a missing browser is a failure."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from archive import search
from archive.catalog.models import Article
from archive.entities.services import authority_load
from archive.ingest.sample import sample_load

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's synchronous driver runs an event loop
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return _missing("Playwright is not installed (tests/requirements.txt)")
    if CHROMIUM is None:
        return _missing("Chromium is not installed (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def sign_in(archive):
    """A function that signs a user in, in all pages of a browser's context; returns the user."""

    def signed_in(context, user: User) -> User:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": archive}])
        return user

    return signed_in


def _missing(reason):
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass(frozen=True)
class Snapshot:
    """The sample archive, loaded, indexed and grouped: what the tests of this folder start from."""

    database: sqlite3.Connection
    index: Path


@pytest.fixture(scope="session")
def snapshot(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Snapshot | None]:
    """Loads the sample once per session. None on another database or a cluster, where each test loads its own."""
    backend = settings.HAYSTACK_CONNECTIONS["default"]
    if connection.vendor != "sqlite" or backend.get("URL"):
        yield None
        return
    index = tmp_path_factory.mktemp("browser") / "index"
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setitem(backend, "PATH", str(index))
        connection.ensure_connection()
        empty, loaded = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
        connection.connection.backup(empty)
        load_sample()
        connection.connection.backup(loaded)
        empty.backup(connection.connection)
    empty.close()
    yield Snapshot(loaded, index)
    loaded.close()


@pytest.fixture
def archive(snapshot, transactional_db, live_server, index_folder) -> str:
    """The address of a served archive that holds the sample articles, indexed; each test changes its own copy."""
    if snapshot is None:
        load_sample()
    else:
        connection.ensure_connection()
        snapshot.database.backup(connection.connection)
        shutil.copytree(snapshot.index, index_folder)
    return live_server.url


def load_sample() -> None:
    authority_load()
    sample_load()
    search.settle()
    assert Article.objects.published().exists()


@pytest.fixture(params=[1280, 390], ids=["wide", "narrow"])
def page(request, browser):
    """A page at desktop and at phone width; errors on its console fail the test."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, locale="ar")
    page = context.new_page()
    page.set_default_timeout(15_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert complaints == []
