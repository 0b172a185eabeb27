"""The engines that the suite runs on, each at a place of its own for every use.

What runs on OpenSearch is marked so and belongs to `make test-opensearch`: there every index has a name of its own, in the
server that ARCHIVE_OPENSEARCH_URL names, and is dropped afterwards.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from archive.search.engine import open_engine
from archive.search.engine.contract import Engine

EMBEDDED = ["whoosh", "tantivy"]
ENGINES = [*EMBEDDED, pytest.param("opensearch", marks=pytest.mark.opensearch)]


def place_of(name: str, folder: Path) -> str:
    """A place that nobody has used before."""
    if name == "opensearch":
        parts = urlsplit(os.environ["ARCHIVE_OPENSEARCH_URL"])
        return urlunsplit(parts._replace(path=f"/khizana-test-{secrets.token_hex(6)}"))
    return str(folder / f"index-{name}-{secrets.token_hex(3)}")


def connection_of(name: str, place: str) -> dict[str, str]:
    """The same as Haystack's settings say it."""
    classes = {"whoosh": "WhooshEngine", "tantivy": "TantivyEngine", "opensearch": "OpenSearchEngine"}
    return {
        "ENGINE": f"archive.search.haystack.backend.{classes[name]}",
        "URL" if name == "opensearch" else "PATH": place,
    }


@contextmanager
def fresh(name: str, folder: Path) -> Iterator[Engine]:
    """An engine at a new place; what it leaves in a cluster is taken out afterwards."""
    engine = open_engine(name, place_of(name, folder))
    try:
        yield engine
    finally:
        drop = getattr(engine, "drop", None)
        if drop is not None:
            drop()


def opened_again(engine: Engine) -> Engine:
    """Another instance at the same place, as another process would have it."""
    again: Engine = type(engine)(engine.place)
    return again
