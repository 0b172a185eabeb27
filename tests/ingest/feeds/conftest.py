"""Servers for the tests of feeds; nothing is remembered of one test's hosts in the next."""

from collections.abc import Iterator

import pytest

from archive.ingest.feeds import pacing, robots
from archive.ingest.feeds.address import parse_address
from archive.ingest.models import Feed
from tests.ingest.feeds.site import Site


@pytest.fixture
def other_site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def site(settings) -> Iterator[Site]:
    """A site that the operator allows."""
    site = Site()
    settings.ARCHIVE_FEED_PRIVATE_HOSTS = frozenset({f"127.0.0.1:{site.port}"})
    yield site
    site.close()


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch) -> Iterator[None]:
    """Hosts are asked at once, and nothing is remembered of those of other tests: ports are used again."""
    monkeypatch.setattr(pacing, "GAP_S", 0.0)
    pacing.forget()
    robots.forget()
    yield
    pacing.forget()
    robots.forget()


@pytest.fixture
def feed(db, site) -> Feed:
    return Feed.objects.create(address=site.url())


@pytest.fixture
def address(site):
    return lambda path="/feed": parse_address(site.url(path))
