"""What every test stands on: a data folder of its own, the base word table, calm property tests."""

import secrets
from collections.abc import Generator, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from haystack import connections
from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from archive import text
from archive.search import engine

property_settings.register_profile(
    "calm", deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
property_settings.load_profile("calm")


SLOWEST_FIRST = ("browser", "contract-whoosh", "contract-tantivy", "relevance")
"""Groups that take longest: started first, so that no process ends up alone with one of them."""


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """Tests that share an expensive fixture run in one process (`--dist loadgroup`), so that it is built once."""
    groups = {item: _group(item) for item in items}
    for item, group in groups.items():
        item.add_marker(pytest.mark.xdist_group(group))
    yield
    rank = {group: place for place, group in enumerate(SLOWEST_FIRST)}
    items.sort(key=lambda item: rank.get(groups[item], len(rank)))


def _group(item: pytest.Item) -> str:
    """The folder of `browser` and `relevance`, the engine of a contract test, else the file."""
    parts = item.path.relative_to(Path(__file__).parent).parts
    if parts[0] in ("browser", "relevance"):
        return parts[0]
    engine_name = item.callspec.params.get("engine_name") if hasattr(item, "callspec") else None
    return f"contract-{engine_name}" if engine_name else "/".join(parts)


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Index and stem table of the tests lie apart from the archive that somebody may be using here."""
    folder = tmp_path_factory.mktemp("archive")
    settings.DATA_DIR = folder
    settings.HAYSTACK_CONNECTIONS["default"]["PATH"] = str(folder / "index")
    text.use_table(None)
    return folder


@pytest.fixture(autouse=True)
def index_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An index of its own for every test: what another test left behind is found by nobody.

    ARCHIVE_SEARCH_ENGINE runs all tests on another engine; what lies in a cluster is dropped after the test.
    """
    folder = tmp_path / "index"
    connection = settings.HAYSTACK_CONNECTIONS["default"]
    monkeypatch.setitem(connection, "PATH", str(folder))
    if url := connection.get("URL"):
        url = urlunsplit(urlsplit(url)._replace(path=f"/khizana-test-{secrets.token_hex(6)}"))
        monkeypatch.setitem(connection, "URL", url)
    connections["default"].reset_sessions()
    yield folder
    if (opened := engine._engines.get((settings.SEARCH_ENGINE, url or str(folder)))) and hasattr(opened, "drop"):
        opened.drop()
    connections["default"].reset_sessions()
