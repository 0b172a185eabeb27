import json

from bench.load import run
from bench.site.answers import Answer


def site(texts, found):
    """A stand-in for `fetch`: texts of articles by key, keys that every search finds."""

    def fetch(_site, address):
        if address.startswith("/api/v1/articles/"):
            return Answer(200, {}, texts[address.rpartition("/")[2]].encode())
        return Answer(200, {}, json.dumps({"results": [{"id": key} for key in found]}).encode())

    return fetch


def test_a_change_that_its_article_lacks_is_lost(monkeypatch):
    monkeypatch.setattr(run, "fetch", site({"a": "نص علامة", "b": "نص"}, ["a", "b"]))
    assert run.lost_updates("", {"a": "علامة", "b": "علامة"}) == ["b"]


def test_a_change_that_no_search_finds_in_time_is_lost(monkeypatch):
    monkeypatch.setattr(run, "SETTLE_S", 0.05)
    monkeypatch.setattr(run, "fetch", site({"a": "نص علامة"}, []))
    assert run.lost_updates("", {"a": "علامة"}) == ["a (not found)"]


def test_nothing_is_lost_where_all_is_there(monkeypatch):
    monkeypatch.setattr(run, "fetch", site({"a": "نص علامة"}, ["a"]))
    assert run.lost_updates("", {"a": "علامة"}) == []
