"""Fixtures of all tests: a separate data folder and index per test, the base word table, deterministic property tests, a clock
that tests set."""

import datetime as dt
import secrets
from collections.abc import Generator, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.contrib.auth.hashers import get_hashers, get_hashers_by_algorithm
from django.utils import timezone
from haystack import connections
from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from archive import text
from archive.search import engine
from tests.strict_columns import make_strict

property_settings.register_profile(
    "calm", deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
property_settings.load_profile("calm")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    if config.getoption("dist") != "loadscope":
        return None
    from tests.scheduling import GroupScheduling

    return GroupScheduling(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """The slowest groups first, after other plugins have put tests that share a parameter together."""
    yield
    if find_spec("xdist"):
        from tests.scheduling import by_cost

        items[:] = by_cost(items)


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Index and word table of the tests are separate from an archive in use in this checkout."""
    folder = tmp_path_factory.mktemp("archive")
    settings.DATA_DIR = folder
    settings.HAYSTACK_CONNECTIONS["default"]["PATH"] = str(folder / "index")
    # the default one is slow on purpose, and hundreds of tests sign in
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    get_hashers.cache_clear()
    get_hashers_by_algorithm.cache_clear()
    settings.ARCHIVE_API_RATE = 0
    text.use_table(None)
    return folder


@pytest.fixture(scope="session", autouse=True)
def strict_columns() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        make_strict(patch)
        yield


@pytest.fixture(autouse=True)
def index_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A separate index for every test, so that no test finds what another has indexed.

    With ARCHIVE_SEARCH_ENGINE all tests run on another engine; an index in a cluster is dropped after the test.
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


class Clock:
    def __init__(self) -> None:
        self.now = timezone.now()

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, **amount) -> None:
        self.now += dt.timedelta(**amount)


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """The time of sign-ins; it stands still unless moved."""
    clock = Clock()
    monkeypatch.setattr("archive.desk.services.sign_in.timezone.now", clock)
    return clock


@pytest.fixture
def authenticator(monkeypatch) -> Any:
    """The application in somebody's telephone; the archive checks codes by its clock, which stands still unless moved."""
    from types import SimpleNamespace

    from tests.desk.authenticator import Authenticator

    made = Authenticator()
    clock = SimpleNamespace(time=lambda: made.now)
    monkeypatch.setattr("archive.desk.services.second_factor.time", clock)
    monkeypatch.setattr("django_otp.plugins.otp_totp.models.time", clock)
    return made
