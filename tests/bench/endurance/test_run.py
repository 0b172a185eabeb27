import sqlite3

import pytest

from bench.endurance import memory, run
from bench.endurance.command import report
from bench.endurance.imports import _SUMMARY
from bench.endurance.memory import Memory, Size
from bench.endurance.visitors import FORMS, Addresses, Visits
from bench.load.samples import Samples
from bench.site.answers import Answer

METRICS = b"""# TYPE khizana_requests_total counter
khizana_requests_total{route="search",status="200"} 41
khizana_requests_total{route="admin:index",status="503"} 1
khizana_outbox_rows 0
"""


def test_what_is_no_article_is_missing(tmp_path):
    database = tmp_path / "archive.sqlite3"
    with sqlite3.connect(database) as opened:
        opened.execute("CREATE TABLE catalog_article (import_key, url)")
        opened.execute("INSERT INTO catalog_article VALUES ('record:paper:a', 'http://x/1'), ('file:b', NULL)")
    opened.close()
    found = run.missing_articles(database, ["a", "c"], {"http://x/1", "http://x/2"})
    assert found == ["record c", "item http://x/2"]


def test_failures_losses_and_growth_are_in_the_report(monkeypatch):
    monkeypatch.setattr(run, "fetch", lambda *_: Answer(200, {}, METRICS))
    visits, saves, grown = Visits(), Samples("save"), Memory()
    visits.note(200, "/")
    visits.note(503, "/search/?q=secret")
    saves.errors.append("ValueError: status 503")
    grown.seen["background 7"] = [Size(100.0 + n, 20.0) for n in range(40)]
    grown.seen["helper 9"] = [Size(5.0, 1.0)]
    outcome = run.Outcome(visits, [saves], grown, run.counted_requests(""), ["record c"], ["verify: sound"], [3.0, 9.0])
    said = report(outcome)
    assert "readers' statuses: 200: 1, 503: 1" in said
    assert "counted: 42, of these 5xx: 1" in said
    assert "5xx: 503 /search/: 1" in said
    assert "secret" not in said
    assert "5xx: admin:index 503: 1" in said
    assert "lost: 1 record c" in said
    assert "| background 7 | 114, 124, 134 | 139 | 20, 20, 20 |" in said
    assert "helper" not in said
    assert "save: ValueError: status 503" in said


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("5000 articles added, 0 updated, 0 unchanged, 0 stubs, 0 failed", (5000, 0, 0, 0)),
        ("1 article added, 2 updated, 3 unchanged, 1 stub, 4 failed", (1, 2, 3, 4)),
    ],
)
def test_the_summary_of_an_import_is_read(said, counts):
    assert tuple(map(int, _SUMMARY.search(said).groups())) == counts


def test_every_form_of_address_is_filled_in():
    import random

    drawn = {Addresses(["خبر أول"], ["a"], ["e"], ["s"]).draw(random.Random(n)) for n in range(400)}
    assert len(drawn) == len(FORMS)
    assert not any("{" in address for address in drawn)


def test_processes_of_a_site_are_told_apart(monkeypatch):
    commands = {1: "supervisor", 2: "http_server", 3: "http_server", 4: "x work", 5: "other", 6: "python ingest"}
    monkeypatch.setattr(memory, "_parents", lambda: {2: 1, 3: 2, 4: 1, 5: 99, 6: 4})
    monkeypatch.setattr(memory, "_command", commands.get)
    assert memory.processes(1) == {1: "supervisor", 2: "web server", 3: "web worker", 4: "background", 6: "helper"}
