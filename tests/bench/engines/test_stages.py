"""A small run over a handful of articles: engines and peers find them, and updates are found."""

import json
import os

import pytest

from archive.search.engine import open_engine
from bench.engines import lucene
from bench.engines.articles import document
from bench.engines.collection import read_workload, write_workload
from bench.engines.fts5 import Fts5
from bench.engines.lucene import UnavailableError
from bench.engines.own_engines import OwnEngine
from bench.engines.results import timed
from bench.engines.stages import SEVEN_FACETS, THREE_FACETS, Stopwatch, run_index, run_stage
from bench.engines.workload import CLASSES, Query

pytestmark = pytest.mark.django_db


def row(pk, text, day=738_000, **fields):
    keys = {"place": ["paris"]} if "باريس" in text else {}
    given = {"pk": pk, "title": "خبر من المدينة", "paragraphs": [text], "source": "صحيفة", "section": "", "day": day}
    return {**given, "keys": keys, "spoken": [], **fields}


ROWS = [
    row(1, "وصل الوفد إلى باريس مساء"),
    row(2, "غادر الوفد باريس صباحا", day=738_100),
    row(3, "لا خبر عن الاجتماع", day=None),
    *(row(pk, f"نص عادي رقم {pk}", day=738_000 + pk) for pk in range(4, 30)),
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "articles.jsonl").write_text("".join(json.dumps(one) + "\n" for one in ROWS), encoding="utf-8")
    write_workload(ROWS, tmp_path / "workload.json", queries=3)
    return tmp_path


@pytest.fixture(params=["whoosh", "fts5"])
def subject(request, tmp_path):
    made = Fts5(tmp_path / "fts5") if request.param == "fts5" else OwnEngine(open_engine("whoosh", str(tmp_path / "w")))
    made.index([ROWS[:10], ROWS[10:]])
    return made


def count(subject, asked, facets=()):
    return subject.prepare(asked, facets)()


def test_a_subject_finds_the_matching_articles(subject):
    assert count(subject, Query("all", ("الوفد", "باريس")), THREE_FACETS) == 2
    assert count(subject, Query("any", ("مساء", "صباحا"))) == 2
    assert count(subject, Query("phrase", ("غادر", "الوفد"))) == 1
    assert count(subject, Query("phrase", ("الوفد", "غادر"))) == 0
    assert count(subject, Query("prefix", ("باري",))) == 2
    assert count(subject, Query("all", ("الوفد",), 738_050, 738_200)) == 1
    assert count(subject, Query("browse"), THREE_FACETS) == len(ROWS)


def test_an_update_replaces_the_article(subject):
    subject.change(row(1, "نص آخر تماما"))
    assert count(subject, Query("all", ("الوفد",))) == 1
    assert count(subject, Query("browse")) == len(ROWS)


def test_the_stages_return_times_of_every_class_and_update(folder, tmp_path):
    engine = OwnEngine(open_engine("whoosh", str(tmp_path / "w")))
    indexed = run_stage(engine, "index", folder, len(ROWS))
    assert indexed["index_seconds"] > 0
    assert indexed["index_day_seconds"] > 0
    assert indexed["bytes"] > 0
    asked = run_stage(engine, "ask", folder, len(ROWS))
    assert [(times.facets, times.name) for times in asked["times"]] == [
        (facets, name) for facets in (0, len(THREE_FACETS), len(SEVEN_FACETS)) for name in CLASSES
    ]
    assert {len(times.milliseconds) for times in asked["times"]} == {3}
    assert len(asked["changes"]) == 20


class Served(OwnEngine):
    """An engine whose server takes seven seconds each time that it is asked."""

    served, taken = True, 0.0

    def server_seconds(self):
        self.taken += 7
        return self.taken


def test_processor_time_of_a_server_is_added_to_indexing(folder, tmp_path):
    served = Served(open_engine("whoosh", str(tmp_path / "w")))
    seconds, day_seconds = run_index(served, folder / "articles.jsonl", len(ROWS), "cpu")
    assert seconds >= 7
    assert run_index(served, folder / "articles.jsonl", len(ROWS), "wall")[0] < 7 + day_seconds


def lucene_stage(stage, folder):
    try:
        return lucene.run(stage, folder, len(ROWS), "wall"), ""
    except UnavailableError as error:
        return None, str(error)


def test_lucene_runs_the_same_stages_or_names_what_is_missing(folder):
    indexed, missing = lucene_stage("index", folder)
    assert indexed or (missing.startswith("not available:") and "CI" not in os.environ)
    if indexed:
        asked = lucene_stage("ask", folder)[0]
        times = [timed(one) for one in asked["times"]]
        assert [(one.facets, one.name) for one in times] == [(facets, name) for facets in (0, 3) for name in CLASSES]
        assert {one.hits for one in times if one.name == "browse all"} == {len(ROWS)}
        assert len(asked["changes"]) == 20


def test_lucene_is_unavailable_without_a_jdk(folder, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnavailableError, match="not available: no java"):
        lucene.run("index", folder, len(ROWS), "wall")


def test_a_jar_with_another_checksum_is_rejected(tmp_path):
    name, checksum = lucene.pinned()[0]
    (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(UnavailableError, match="not the file that was pinned"):
        lucene.fetch_jar(name, checksum, tmp_path)


def test_every_workload_has_different_queries(folder):
    workloads = read_workload(folder / "workload.json")
    drawn = [workload["term + date range"] for workload in workloads.values()]
    assert len(drawn) == 4
    assert all(one != other for place, one in enumerate(drawn) for other in drawn[:place])


def test_time_of_reading_the_source_is_not_counted():
    watch = Stopwatch("wall")
    watch.now = iter([5.0, 8.0, 9.0, 9.0, 10.0]).__next__
    watch.began = 4.0
    assert list(watch.outside(iter(["a"]))) == ["a"]
    assert watch.seconds() == 10.0 - 4.0 - 3.0


def test_a_row_is_a_published_article():
    assert document(ROWS[0]).record.keys["kind"] == ("article",)
