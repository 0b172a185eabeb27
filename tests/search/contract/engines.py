"""The engines that the suite runs on, each at a new place for every use.

Tests on OpenSearch are marked and belong to `make test-opensearch`: every index has a name of its own on the server that
ARCHIVE_OPENSEARCH_URL names, and is deleted afterwards.
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
    """An unused place."""
    if name == "opensearch":
        parts = urlsplit(os.environ["ARCHIVE_OPENSEARCH_URL"])
        return urlunsplit(parts._replace(path=f"/khizana-test-{secrets.token_hex(6)}"))
    return str(folder / f"index-{name}-{secrets.token_hex(3)}")


def connection_of(name: str, place: str) -> dict[str, str]:
    """The same in Haystack's settings."""
    classes = {"whoosh": "WhooshEngine", "tantivy": "TantivyEngine", "opensearch": "OpenSearchEngine"}
    return {
        "ENGINE": f"archive.search.haystack.backend.{classes[name]}",
        "URL" if name == "opensearch" else "PATH": place,
    }


@contextmanager
def fresh(name: str, folder: Path) -> Iterator[Engine]:
    """An engine at a new place; its index in a cluster is deleted afterwards."""
    engine = open_engine(name, place_of(name, folder))
    try:
        yield engine
    finally:
        drop = getattr(engine, "drop", None)
        if drop is not None:
            drop()


def opened_again(engine: Engine) -> Engine:
    """Another instance at the same place, as another process would have."""
    again: Engine = type(engine)(engine.place)
    return again
