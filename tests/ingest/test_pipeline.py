"""Batches ahead of the writer; the recognizing processes are stand-ins."""

import json
from contextlib import contextmanager

import pytest

from archive.catalog.models import Article, Batch
from archive.entities.models import Entity, NameForm
from archive.ingest import pipeline, services
from archive.ingest.annotation import Recognized, recognize
from archive.ingest.recognizers.pool import Unread
from archive.ingest.services import paths_import
from archive.ingest.writing import Writer

pytestmark = pytest.mark.django_db(transaction=True)


class Pool:
    """Recognises in this process, when the result is asked for; notes what it is given, and fails as told."""

    processes = 2
    cpu_s = 1.5

    def __init__(self):
        self.submitted, self.killed, self.failed = [], set(), set()

    def submit(self, articles):
        self.submitted += [each.title for each in articles]
        return Pending(self, list(zip(articles, recognize(articles), strict=True)))


class Pending:
    def __init__(self, pool, found):
        self.pool, self.found = pool, found

    def result(self):
        return [self.answer(printed.title, recognized) for printed, recognized in self.found]

    def answer(self, title: str, recognized: Recognized):
        if title in self.pool.killed:
            return Unread.KILLED
        return Unread.FAILED if title in self.pool.failed else recognized


@pytest.fixture
def pool(monkeypatch):
    made = Pool()

    @contextmanager
    def opened(processes, say):
        yield made

    monkeypatch.setattr(pipeline, "RecognizerPool", opened)
    monkeypatch.setattr(pipeline, "processes_allowed", lambda: 2)
    monkeypatch.setattr(services, "BATCH_RECORDS", 2)
    return made


@pytest.fixture
def load(tmp_path):
    path = tmp_path / "news.jsonl"

    def load(records):
        rows = [{"id": key, "title": title, "body": f"زار بوتين {title} في عام 2011."} for key, title in records]
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
        return paths_import(paths=[str(path)])

    return load


def titles():
    return list(Article.objects.order_by("pk").values_list("title", flat=True))


def test_batches_are_written_in_order_with_what_other_processes_recognised(pool, load):
    records = [(str(number), f"خبر {number}") for number in range(11)]
    assert load(records).counts.added == 11
    assert titles() == [title for _, title in records] == pool.submitted
    assert [article.dates.get().value for article in Article.objects.all()] == ["2011"] * 11


def test_a_small_import_needs_no_processes(pool, load):
    assert load([("1", "أ"), ("2", "ب"), ("3", "ج"), ("4", "د")]).counts.added == 4
    assert pool.submitted == []


def test_a_second_import_has_nothing_recognised(pool, load):
    records = [(str(number), f"خبر {number}") for number in range(8)]
    load(records)
    pool.submitted.clear()
    assert load(records).counts.unchanged == 8
    assert pool.submitted == []


def test_a_record_waits_for_an_earlier_one_with_its_id(pool, load):
    summary = load([*((str(number), f"خبر {number}") for number in range(6)), ("5", "خبر 5 مصحح")])
    assert (summary.counts.added, summary.counts.updated) == (6, 1)
    assert titles()[-1] == "خبر 5 مصحح"


def test_documents_whose_readers_are_killed_are_failures_and_the_others_are_written(pool, load):
    pool.killed = {"خبر 3"}
    summary = load([(str(number), f"خبر {number}") for number in range(8)])
    assert summary.counts.added == 7
    assert [failure.name for failure in summary.failures] == ["news.jsonl, line 4"]
    assert "memory" in summary.failures[0].reason
    assert "خبر 3" not in titles()


def test_what_other_processes_could_not_read_is_read_here(pool, load):
    pool.failed = {"خبر 3"}
    assert load([(str(number), f"خبر {number}") for number in range(8)]).counts.added == 8
    assert Article.objects.get(title="خبر 3").dates.get().value == "2011"


def test_names_that_changed_after_the_reading_are_read_again(pool, load, monkeypatch):
    finish = Writer.finish

    def learn(self, prepared):
        if not NameForm.objects.exists():
            NameForm.objects.create(entity=Entity.objects.create(name="بوتين", type="person"), text="بوتين")
        return finish(self, prepared)

    monkeypatch.setattr(Writer, "finish", learn)
    load([(str(number), f"خبر {number}") for number in range(6)])
    assert {article.mentions.filter(entity__state="known").count() for article in Article.objects.all()} == {1}


def test_what_was_read_before_an_error_is_written(pool, monkeypatch):
    from archive.ingest.readers.jsonl import read_line

    def batches():
        for number in range(4):
            yield [read_line(json.dumps({"body": f"نص {number}"}).encode(), "a.jsonl", number)]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(services, "_batches", lambda *_: batches())
    assert paths_import(paths=[]).counts.added == 4


def test_the_stages_are_timed(pool, load):
    clock = load([(str(number), f"خبر {number}") for number in range(8)]).clock
    assert {"reading", "planning", "recognizing", "waiting", "writing"} <= set(clock.seconds)
    assert clock.seconds["recognizing"] >= pool.cpu_s
    assert Batch.objects.get().added == 8
