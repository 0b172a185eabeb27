"""Segments are written whole or not at all, and merged without loss."""

import subprocess
import sys
from pathlib import Path

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.whoosh.engine import Whoosh
from archive.search.engine.whoosh.evaluate import mask_of
from archive.search.engine.whoosh.merge_policy import SEGMENTS_PER_CLASS
from archive.search.engine.whoosh.writer import WhooshWriter

WRITES = """
import sys
from tests.search.engine.whoosh.test_writer import document
from archive.search.engine.whoosh.engine import Whoosh
engine = Whoosh(sys.argv[1])
for number in range(1, 10_000):
    engine.write([document(number)], gone=[number])
    print(number, flush=True)
"""
ANY = c.Word((("e:كلمة",),))


def document(pk: int) -> Document:
    return Document(pk, (), (Section(f"كلمة رقم {pk}"),), Record(pk))


def commit(engine: Whoosh, pks, *, removed=()) -> None:
    engine.write(map(document, pks), gone=[*pks, *removed])


def found(engine: Whoosh, clause: c.Clause = ANY) -> list[int]:
    snapshot = engine.reader.snapshot()
    return sorted(snapshot.columns.pks[mask_of(snapshot, clause) & snapshot.live].tolist())


@pytest.fixture
def engine(tmp_path: Path) -> Whoosh:
    return Whoosh(str(tmp_path))


def test_documents_are_added_replaced_and_removed(engine):
    commit(engine, [1, 2, 3])
    commit(engine, [2], removed=[3])
    assert found(engine) == [1, 2]
    assert engine.view().count == 2


def test_merging_keeps_live_documents_and_their_phrases(engine):
    for pk in range(3 * SEGMENTS_PER_CLASS):
        commit(engine, [pk], removed=[pk - 5] if pk % 7 == 5 else [])
    before = found(engine)
    folder = engine.generations.current()
    WhooshWriter(folder).finish()
    engine.generations.publish(folder)
    snapshot = engine.reader.snapshot()
    assert len(snapshot.segments) == 1
    assert snapshot.live.all()
    assert found(engine) == before
    assert found(engine, c.Phrase((("e:رقم",), (f"e:{before[4]}",)))) == [before[4]]


def test_a_failed_merge_leaves_the_commit(engine, monkeypatch, caplog):
    with monkeypatch.context() as patched:
        patched.setattr(WhooshWriter, "merge", lambda writer: (_ for _ in ()).throw(OSError("no space left")))
        commit(engine, [1])
    assert "could not be merged" in caplog.text
    commit(engine, [2])
    assert found(engine) == [1, 2]


def test_a_change_is_found_before_segments_are_merged(engine, monkeypatch):
    seen = []
    monkeypatch.setattr(WhooshWriter, "merge", lambda writer: seen.append(found(engine)))
    commit(engine, [1])
    commit(engine, [2])
    assert seen == [[1], [1, 2]]


def test_segments_without_live_documents_are_dropped(engine):
    commit(engine, [1])
    commit(engine, [2])
    commit(engine, [], removed=[1])
    assert engine.segments() == 1
    assert found(engine) == [2]


@pytest.mark.parametrize("delay", [0, 3, 9])
def test_a_writer_killed_at_any_moment_leaves_a_whole_index(delay, engine):
    process = subprocess.Popen([sys.executable, "-c", WRITES, engine.place], stdout=subprocess.PIPE, text=True)
    committed = 0
    assert process.stdout is not None
    for line in process.stdout:
        committed = int(line)
        if committed > 2 * delay + 1:
            break
    process.kill()
    process.wait()
    pks = found(engine)
    assert pks == list(range(1, len(pks) + 1))
    assert len(pks) >= committed
    commit(engine, [1])
    assert found(engine) == pks
