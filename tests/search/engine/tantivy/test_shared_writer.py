"""A writer that is still merging takes the next change, others wait for it, and it is let go of in the end."""

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
from archive.search.engine.tantivy.writing import SMALL
from archive.text import override_analyzer
from tests.search.engine.tantivy.conftest import Shortening

WRITES = """
import os, signal, sys
import django
django.setup()
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.tantivy import shared_writer
from archive.search.engine.tantivy.engine import Tantivy

engine = Tantivy(sys.argv[1])
first, last, killed = map(int, sys.argv[2:])
if killed:
    shared_writer.BRIEF, shared_writer.merge_due = 0.0, lambda folder: True
for pk in range(first, last):
    engine.write([Document(pk, (), (Section("قمة"),), Record(pk))], gone=[pk])
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
    return subprocess.Popen([sys.executable, "-c", WRITES, engine.place, str(first), str(last), str(int(killed))])


class Merge:
    """Stands for a merge that takes its time."""

    def __init__(self) -> None:
        self.going_on = True

    def __call__(self, folder: Path) -> bool:
        return self.going_on


@pytest.fixture
def merge(engine: Tantivy, monkeypatch: pytest.MonkeyPatch) -> Iterator[Merge]:
    merge = Merge()
    monkeypatch.setattr(shared_writer, "merge_due", merge)
    monkeypatch.setattr(shared_writer, "BRIEF", 0.0)
    yield merge
    merge.going_on = False
    engine.writers.wait()


def test_changes_are_seen_while_a_merge_goes_on_and_it_is_let_go_of_behind(engine, merge):
    for pk in range(20):
        change(engine, pk)
        assert pks(engine) == [*range(pk + 1)]
        assert locked(engine)
    merge.going_on = False
    engine.writers.wait()
    assert not locked(engine)
    assert "khizana-merging" not in [thread.name for thread in threading.enumerate()]
    assert pks(engine) == pks(Tantivy(engine.place)) == [*range(20)]


def test_a_change_after_it_was_let_go_of_is_made_by_another_writer(engine, merge):
    change(engine, 1)
    merge.going_on = False
    engine.writers.wait()
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


def test_a_large_change_does_not_use_the_writer_of_small_ones(engine, merge):
    change(engine, 0)
    engine.write([document(pk) for pk in range(1, 5)], gone=range(SMALL + 1))
    assert not locked(engine)
    assert pks(engine) == [1, 2, 3, 4]


def test_whoever_has_merged_for_too_long_lets_others_write(engine, merge, monkeypatch):
    monkeypatch.setattr(shared_writer, "LONGEST", 0.0)
    change(engine, 0)
    engine.writers.wait()
    assert not locked(engine)
    change(engine, 1)
    assert pks(engine) == [0, 1]


def test_a_change_that_fails_changes_nothing_and_holds_up_nobody(engine, merge):
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


def test_a_new_generation_takes_over_from_one_that_is_merging(engine, merge):
    change(engine, 0)
    threading.Timer(0.3, setattr, (merge, "going_on", False)).start()
    with engine.build(lambda numbers: [document(pk) for pk in numbers]) as builder:
        builder.add([document(pk) for pk in range(5, 8)])
    assert pks(engine) == [5, 6, 7]


def test_whoever_is_killed_while_merging_leaves_all_that_was_committed(engine):
    died = written_elsewhere(engine, 0, 12, killed=True)
    assert died.wait(60) == -9
    assert pks(engine) == [*range(12)]
    assert not locked(engine)
    change(engine, 12)
    assert pks(engine) == [*range(13)]


def test_segments_do_not_pile_up_nor_do_their_files(engine, monkeypatch):
    monkeypatch.setattr(shared_writer, "BRIEF", 0.0)
    engine.write([document(pk) for pk in range(300)], gone=range(300))
    for number in range(80):
        pk = number % 50
        engine.write([document(pk, f"قمة {number}")], gone=[pk])
    engine.writers.wait()
    change(engine, 0)
    engine.writers.wait()
    assert pks(engine) == [*range(300)]
    folder = engine.generations.current()
    standing = {segment.name for segment in segments_of(folder)}
    assert len(standing) < 10
    left = {path.name.split(".")[0] for path in folder.iterdir() if path.suffix in (".idx", ".pos", ".term", ".store")}
    assert left == {name.replace("-", "") for name in standing}


def test_processes_that_write_in_turn_lose_nothing(engine, monkeypatch):
    monkeypatch.setattr(shared_writer, "BRIEF", 0.0)
    others = [written_elsewhere(engine, 100, 120), written_elsewhere(engine, 200, 220)]
    for pk in range(20):
        change(engine, pk)
    assert [other.wait(120) for other in others] == [0, 0]
    engine.writers.wait()
    assert pks(engine) == [*range(20), *range(100, 120), *range(200, 220)]


def test_a_writer_that_cuts_words_otherwise_takes_no_more_changes(engine, merge):
    change(engine, 1)
    merging = engine.writers._merging
    assert merging is not None
    assert merging.writer.up_to_date
    with override_analyzer(Shortening()):
        assert not merging.writer.up_to_date
        change(engine, 2)
        assert engine.writers._merging.writer is not merging.writer
    assert pks(engine) == [1, 2]
