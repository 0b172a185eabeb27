"""The engine of the settings is opened once for each place; errors are one sentence."""

import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from archive.search.engine import CLASSES, current_engine, open_engine


def test_a_place_is_opened_once(tmp_path):
    one = open_engine("whoosh", str(tmp_path / "one"))
    assert open_engine("whoosh", str(tmp_path / "one")) is one
    assert open_engine("whoosh", str(tmp_path / "other")) is not one
    assert (one.name, one.place) == ("whoosh", str(tmp_path / "one"))


def test_every_engine_can_be_opened_without_a_connection(tmp_path):
    for name in CLASSES:
        place = "http://127.0.0.1:1/khizana" if name == "opensearch" else str(tmp_path / name)
        assert open_engine(name, place).name == name


def test_the_current_engine_is_that_of_the_settings():
    assert current_engine().name == settings.SEARCH_ENGINE
    assert current_engine() is current_engine()


def test_an_unknown_engine_is_an_error(tmp_path):
    with pytest.raises(ImproperlyConfigured, match=r"no search engine 'grep'; there are whoosh, tantivy, opensearch"):
        open_engine("grep", str(tmp_path))


def test_a_missing_package_is_named(tmp_path, monkeypatch):
    for module in [module for module in sys.modules if module.startswith("archive.search.engine.tantivy")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "tantivy", None)
    with pytest.raises(ImproperlyConfigured, match="search engine tantivy needs the package tantivy"):
        open_engine("tantivy", str(tmp_path))
