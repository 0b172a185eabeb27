"""Engines for the suite: an empty one for each test, and the small archive indexed once by each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from haystack import connections

from archive.search.engine.contract import Engine, View
from tests.search.contract.collection import made
from tests.search.contract.engines import ENGINES, connection_of, fresh
from tests.search.contract.oracle import Oracle


@pytest.fixture(params=ENGINES, scope="session")
def engine_name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def engine(engine_name: str, tmp_path: Path) -> Iterator[Engine]:
    """An engine without an index."""
    with fresh(engine_name, tmp_path) as engine:
        yield engine


@pytest.fixture(scope="session")
def archive(engine_name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    """A view of the small archive, written in several commits: some documents twice, some deleted again."""
    documents = made()
    with fresh(engine_name, tmp_path_factory.mktemp("contract")) as engine:
        engine.write([*made(40, seed=8), *made(20, seed=9, first=500)])
        engine.write(documents[:100], gone=range(500, 520))
        engine.write(documents[100:])
        yield engine.view()


@pytest.fixture(scope="session")
def oracle() -> Oracle:
    return Oracle(made())


@pytest.fixture
def current_engine(
    engine: Engine, engine_name: str, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Engine]:
    """The engine of this test is the one that the settings name."""
    monkeypatch.setattr(settings, "SEARCH_ENGINE", engine_name)
    monkeypatch.setitem(settings.HAYSTACK_CONNECTIONS, "default", connection_of(engine_name, engine.place))
    connections.reload("default")
    yield engine
    monkeypatch.undo()
    connections.reload("default")
