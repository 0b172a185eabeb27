"""A writer that is still merging takes the next change; others wait for it, and it is closed in the end."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.tantivy import shared_writer
from archive.search.engine.tantivy.engine import Tantivy
from archive.search.engine.tantivy.records import segments_of
from archive.search.engine.tantivy.shared_writer import is_merging
from archive.text import override_analyzer
from tests.search.engine.tantivy.conftest import Shortening

WRITES = """
import os, signal, sys
import django
django.setup()
from archive.search.engine.tantivy import shared_writer
from archive.search.engine.tantivy.engine import Tantivy
from tests.search.engine.tantivy.test_shared_writer import change

engine = Tantivy(sys.argv[1])
first, last, killed = map(int, sys.argv[2:])
if killed:
    shared_writer.MERGE_GRACE_S, shared_writer.is_merging = 0.0, lambda *_: True
for pk in range(first, last):
    change(engine, pk)
if killed:
    assert engine.generations._held("lock")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def document(pk: int, text: str = "قمة") -> Document:
    return Document(pk, (), (Section(text),), Record(pk), version=pk + 100)


def pks(engine: Tantivy) -> list[int]:
    return sorted(engine.view().search(SearchQuery(end=None)).pks)


def change(engine: Tantivy, pk: int) -> None:
    engine.write([document(pk)], gone=[pk])


def locked(engine: Tantivy) -> bool:
    return engine.generations._held("lock")


def written_elsewhere(engine: Tantivy, first: int, last: int, *, killed: bool = False) -> subprocess.Popen[bytes]:
    arguments = [engine.place, str(first), str(last), str(int(killed))]
    return subprocess.Popen([sys.executable, "-c", WRITES, *arguments], env={**os.environ, "PYTHONPATH": os.getcwd()})


class Merge:
    """A merge that lasts until the test ends it."""

    def __init__(self) -> None:
        self.going_on = True

    def __call__(self, folder: Path, left_behind: frozenset[str]) -> bool:
        return self.going_on


@pytest.fixture
def merge(engine: Tantivy, monkeypatch: pytest.MonkeyPatch) -> Iterator[Merge]:
    merge = Merge()
    monkeypatch.setattr(shared_writer, "is_merging", merge)
    monkeypatch.setattr(shared_writer, "MERGE_GRACE_S", 0.0)
    yield merge
    merge.going_on = False
    engine.writer.wait()


def test_changes_are_found_during_a_merge_and_the_writer_is_closed_after_it(engine, merge):
    others = set(threading.enumerate())
    for pk in range(20):
        change(engine, pk)
        assert pks(engine) == [*range(pk + 1)]
        assert locked(engine)
    (thread,) = [thread for thread in set(threading.enumerate()) - others if thread.name == "khizana-merging"]
    merge.going_on = False
    engine.writer.wait()
    assert not locked(engine)
    thread.join(timeout=10)
    assert not thread.is_alive()
    assert pks(engine) == pks(Tantivy(engine.place)) == [*range(20)]


def test_after_a_writer_was_closed_the_next_change_opens_another(engine, merge):
    change(engine, 1)
    merge.going_on = False
    engine.writer.wait()
    merge.going_on = True
    change(engine, 2)
    assert locked(engine)
    assert pks(engine) == [1, 2]


def test_other_processes_wait_until_the_merge_is_done(engine, merge):
    change(engine, 0)
    other = written_elsewhere(engine, 1, 2)
    with pytest.raises(subprocess.TimeoutExpired):
        other.wait(2)
    change(engine, 2)
    merge.going_on = False
    assert other.wait(60) == 0
    assert pks(engine) == [0, 1, 2]


def test_a_writer_that_merges_for_too_long_is_closed(engine, merge, monkeypatch):
    monkeypatch.setattr(shared_writer, "MAX_OPEN_S", 0.0)
    change(engine, 0)
    engine.writer.wait()
    assert not locked(engine)
    change(engine, 1)
    assert pks(engine) == [0, 1]


def test_a_failed_change_closes_the_writer(engine, merge):
    def failing() -> Iterator[Document]:
        yield document(3)
        raise RuntimeError("no more of them")

    change(engine, 1)
    with pytest.raises(RuntimeError, match="no more"):
        engine.write(failing(), gone=[1])
    assert not locked(engine)
    assert pks(engine) == pks(Tantivy(engine.place)) == [1]
    change(engine, 2)
    assert pks(engine) == [1, 2]


def test_a_new_generation_replaces_one_that_is_merging(engine, merge):
    change(engine, 0)
    threading.Timer(0.3, setattr, (merge, "going_on", False)).start()
    with engine.build(lambda numbers: [document(pk) for pk in numbers]) as builder:
        builder.add([document(pk) for pk in range(5, 8)])
    assert pks(engine) == [5, 6, 7]


def test_a_process_killed_while_merging_leaves_all_commits(engine):
    died = written_elsewhere(engine, 0, 12, killed=True)
    assert died.wait(60) == -9
    assert pks(engine) == [*range(12)]
    assert not locked(engine)
    change(engine, 12)
    assert pks(engine) == [*range(13)]


def test_an_open_writer_uses_the_current_analysis(engine, merge):
    change(engine, 1)
    with override_analyzer(Shortening()):
        engine.write([document(2, "هانوي")])
        assert engine.view().doc_freqs(["s:انوي"])["s:انوي"] == 1
    assert pks(engine) == [1, 2]


def test_files_of_a_merge_are_recognised(engine):
    change(engine, 1)
    engine.writer.wait()
    folder = engine.generations.current()
    assert len(segments_of(folder)) == 1
    assert not is_merging(folder)
    (folder / f"{'0' * 32}.idx").touch()
    assert is_merging(folder)
    assert not is_merging(folder / "absent")


def test_files_that_a_killed_writer_left_behind_are_no_merge_of_the_next(engine, monkeypatch):
    change(engine, 1)
    engine.writer.wait()
    folder = engine.generations.current()
    (folder / f"{'0' * 32}.idx").touch()
    opened = []
    keep_open = shared_writer.SharedWriter._keep_open
    monkeypatch.setattr(
        shared_writer.SharedWriter,
        "_keep_open",
        lambda self, current: opened.append(current) or keep_open(self, current),
    )
    change(engine, 2)
    assert is_merging(folder)
    assert not is_merging(folder, opened[0].left_behind)
    engine.writer.wait()
    assert not opened[0].overdue
    assert pks(engine) == [1, 2]


def test_merges_of_tantivys_own_are_waited_for(engine, monkeypatch):
    monkeypatch.setattr(shared_writer, "MERGE_GRACE_S", 0.0)
    for number in range(16):
        engine.write([document(pk) for pk in range(number * 100, number * 100 + 100)])
    engine.writer.wait()
    folder = engine.generations.current()
    assert len(segments_of(folder)) < 16
    assert not is_merging(folder)


@pytest.mark.parametrize("suffix", sorted(shared_writer.SEGMENT_FILES))
def test_a_merge_is_seen_by_the_files_that_it_writes(engine, suffix):
    change(engine, 1)
    engine.writer.wait()
    folder = engine.generations.current()
    assert not is_merging(folder)
    (folder / ("0" * 32 + suffix)).touch()
    assert is_merging(folder)


@pytest.mark.parametrize("suffix", [".idx", ".store", ".99.del"])
def test_a_file_that_a_merge_begins_while_a_commit_is_listed_is_left_to_the_next(engine, monkeypatch, suffix):
    listed = shared_writer.finished_files
    half = Path()

    def a_merge_begins(folder):
        nonlocal half
        finished = listed(folder)
        name = segments_of(folder)[0].name.replace("-", "") if suffix.endswith(".del") else "0" * 32
        half = folder / f"{name}{suffix}"
        half.write_bytes(b"ha")
        return finished

    monkeypatch.setattr(shared_writer, "finished_files", a_merge_begins)
    change(engine, 1)
    half.write_bytes(b"half and half")
    engine.generations.check(full=True)
    assert "checksums.json" in {path.name for path in half.parent.iterdir()}
    half.unlink()
