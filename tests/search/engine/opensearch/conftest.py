"""A server, a separate index for every test, and documents."""

import datetime as dt
import os
import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.opensearch.engine import OpenSearch
from tests.opensearch.cluster import Cluster

CITIES = ("القاهرة", "بغداد", "بيروت", "تونس", "الرباط", "دمشق", "عمان", "الخرطوم")
BEGINNING = dt.date(2020, 1, 1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The server that `make test-opensearch` started or the user named, else one for these tests."""
    if url := os.environ.get("ARCHIVE_OPENSEARCH_URL"):
        yield url
        return
    with Cluster() as cluster:
        yield cluster.url


def place(url: str, name: str = "", query: str = "") -> str:
    """The address of an index that nobody else has, on this server."""
    name = name or f"khizana-test-{uuid.uuid4().hex[:8]}"
    return urlsplit(url)._replace(path=f"/{name}", query=query or urlsplit(url).query).geturl()


@pytest.fixture
def engine(server: str) -> Iterator[OpenSearch]:
    made = OpenSearch(place(server))
    yield made
    made.drop()


def article(pk: int, *texts: str, title: str = "", day: dt.date | None = None, **keys: tuple[str, ...]) -> Document:
    """A document about the city of its number, dated three days after the one before it."""
    heading = Section(title or f"أخبار {CITIES[pk % len(CITIES)]}", 6)
    texts = texts or (f"وصل الوفد إلى {CITIES[pk % len(CITIES)]} صباح اليوم",)
    day = day or BEGINNING + dt.timedelta(days=3 * pk)
    keys = {"kind": ("article",), "person": (f"p{pk % 7}", f"p{pk % 11}"), "source": (f"s{pk % 3}",), **keys}
    record = Record(pk, keys, day, day, "day", ((day, day, pk % 2 == 0),))
    return Document(pk, (heading,), (heading, *(Section(text) for text in texts)), record, version=pk * 10)


def undated(pk: int) -> Document:
    dated = article(pk)
    return Document(pk, dated.title, dated.sections, Record(pk, dated.record.keys), version=pk)
