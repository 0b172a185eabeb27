"""A real browser (Chromium) against a real server with a small archive. In CI a missing browser is a failure."""

import os
import shutil
from collections.abc import Iterator

import pytest

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


def _missing(reason):
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def archive(transactional_db, live_server) -> str:
    """The address of a served archive that holds the sample articles, indexed."""
    authority_load()
    sample_load()
    search.drain()
    assert Article.objects.published().exists()
    return live_server.url


@pytest.fixture(params=[1280, 390], ids=["wide", "narrow"])
def page(request, browser):
    """A page at a desktop's and at a telephone's width; anything the console complains about fails the test."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, locale="ar")
    page = context.new_page()
    page.set_default_timeout(15_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert complaints == []
