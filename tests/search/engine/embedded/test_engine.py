"""Writing on both embedded engines: segments are merged without loss, and no process loses another's changes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.search.engine import CLASSES
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.embedded.engine import EmbeddedEngine
from archive.search.engine.forms import Section
from archive.search.engine.tantivy.engine import Tantivy
from archive.search.engine.whoosh.engine import Whoosh

WRITES = """
import os, signal, sys
import django
django.setup()
from tests.search.engine.embedded.test_engine import CLASSES_BY_NAME, change
name, place, first, last, killed = sys.argv[1:]
engine = CLASSES_BY_NAME[name](place)
for pk in range(int(first), int(last)):
    if killed == "1" and pk == int(last) - 1:
        publish = engine.generations.publish
        engine.generations.publish = lambda *given: (publish(*given), os.kill(os.getpid(), signal.SIGKILL))
    change(engine, pk)
"""
CLASSES_BY_NAME = {"whoosh": Whoosh, "tantivy": Tantivy}
MERGED_SEGMENTS = 10
"""More are merged, by either engine's policy."""


def document(pk: int, text: str = "قمة") -> Document:
    return Document(pk, (), (Section(text),), Record(pk), version=pk + 100)


def change(engine: EmbeddedEngine, pk: int) -> None:
    engine.write([document(pk)], gone=[pk])


def pks(engine: EmbeddedEngine) -> list[int]:
    return sorted(engine.view().search(SearchQuery(end=None)).pks)


@pytest.fixture(params=sorted(CLASSES_BY_NAME))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EmbeddedEngine]:
    assert request.param in CLASSES
    engine = CLASSES_BY_NAME[request.param](str(tmp_path / "index"))
    yield engine
    merged(engine)


def merged(engine: EmbeddedEngine) -> None:
    """Wait for merges in the background."""
    if isinstance(engine, Tantivy):
        engine.writer.wait()


def written_elsewhere(
    engine: EmbeddedEngine, first: int, last: int, *, killed: bool = False
) -> subprocess.Popen[bytes]:
    arguments = [engine.name, engine.place, str(first), str(last), str(int(killed))]
    return subprocess.Popen([sys.executable, "-c", WRITES, *arguments], env={**os.environ, "PYTHONPATH": os.getcwd()})


def test_many_small_commits_are_merged_into_few_segments(engine):
    engine.write([document(pk) for pk in range(300)], gone=range(300))
    for number in range(80):
        engine.write([document(number % 50, f"قمة {number}")], gone=[number % 50])
    merged(engine)
    assert pks(engine) == [*range(300)]
    assert engine.segments() <= 2 * MERGED_SEGMENTS


def test_merged_segments_leave_no_files(engine):
    def files_after_changes() -> int:
        for pk in range(40):
            change(engine, pk)
        merged(engine)
        return len([*engine.generations.current().iterdir()])

    assert files_after_changes() + files_after_changes() < 4 * MERGED_SEGMENTS * 10


def test_a_view_that_is_held_outlives_a_merge(engine):
    change(engine, 0)
    held = engine.view()
    for pk in range(1, 30):
        change(engine, pk)
    assert held.search(SearchQuery()).pks == [0]
    assert engine.view().count == 30


def test_a_failed_write_changes_nothing_and_blocks_nobody(engine):
    def failing() -> Iterator[Document]:
        yield document(3)
        raise RuntimeError("no more of them")

    change(engine, 1)
    with pytest.raises(RuntimeError, match="no more"):
        engine.write(failing(), gone=[1])
    assert not engine.generations._held("lock")
    assert pks(engine) == pks(type(engine)(engine.place)) == [1]
    change(engine, 2)
    assert pks(engine) == [1, 2]


def test_a_writer_killed_after_a_commit_leaves_all_commits(engine):
    died = written_elsewhere(engine, 0, 12, killed=True)
    assert died.wait(60) == -9
    assert pks(engine) == [*range(12)]
    assert not engine.generations._held("lock")
    change(engine, 12)
    assert pks(engine) == [*range(13)]


def test_processes_that_write_at_once_lose_nothing(engine):
    others = [written_elsewhere(engine, 100, 120), written_elsewhere(engine, 200, 220)]
    for pk in range(20):
        change(engine, pk)
    assert [other.wait(120) for other in others] == [0, 0]
    assert pks(engine) == [*range(20), *range(100, 120), *range(200, 220)]


def test_a_change_is_written_while_another_process_builds(engine):
    change(engine, 0)
    with engine.build(lambda numbers: [document(pk, "متأخر") for pk in numbers]) as builder:
        builder.add([document(pk) for pk in range(5, 8)])
        assert written_elsewhere(engine, 7, 9).wait(60) == 0
        assert pks(engine) == [0, 7, 8]
    assert pks(engine) == [5, 6, 7, 8]
