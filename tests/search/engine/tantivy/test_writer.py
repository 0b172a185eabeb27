"""Commits are whole or not at all when a process dies; readers see the last one, and old views stay."""

import subprocess
import sys

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.tantivy.engine import Tantivy
from archive.search.engine.tantivy.schema import FORMAT
from tests.search.damage import rewrite_about

DIES = """
import os, signal, sys
import django
django.setup()
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.tantivy.engine import Tantivy

def documents():
    for pk in range(1, 400):
        if pk == 300 and sys.argv[2] == "adding":
            os.kill(os.getpid(), signal.SIGKILL)
        yield Document(pk, (), (Section("هانوي"),), Record(pk))

engine = Tantivy(sys.argv[1])
if sys.argv[2] == "publishing":
    engine.generations.publish = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
engine.write(documents(), gone=range(1, 400))
"""


def document(pk: int, text: str = "قمة") -> Document:
    return Document(pk, (), (Section(text),), Record(pk), version=pk + 100)


def pks(engine: Tantivy, clause: c.Clause = c.MatchAll()) -> set[int]:
    return set(engine.view().search(SearchQuery(clause, end=None)).pks)


@pytest.mark.parametrize("moment", ["adding", "publishing"])
def test_a_writer_that_is_killed_leaves_the_last_commit_and_no_lock(engine, moment):
    engine.write([document(1), document(2)])
    died = subprocess.run(
        [sys.executable, "-c", DIES, engine.place, moment], capture_output=True, text=True, check=False
    )
    assert died.returncode == -9, died.stderr
    assert pks(engine) in ({1, 2}, {*range(1, 400)} if moment == "publishing" else {1, 2})
    engine.write([document(3)], gone=range(4, 400))
    assert pks(engine) >= {1, 2, 3}
    assert pks(Tantivy(engine.place)) == pks(engine)
    engine.write([document(pk) for pk in (1, 2, 3)], gone=range(1, 400))
    assert pks(engine) == {1, 2, 3}
    assert pks(engine, c.Word((("e:هانوي",),))) == set()


def test_a_view_that_is_held_keeps_its_segments(engine):
    engine.write([document(0)])
    held = engine.view()
    for pk in range(1, 30):
        engine.write([document(pk)])
    assert held.count == 1
    assert held.search(SearchQuery()).pks == [0]
    assert engine.view().count == 30
    assert engine.state().segments < 15


def test_another_reader_sees_each_commit_at_its_next_view(engine):
    other = Tantivy(engine.place)
    for pk in range(3):
        engine.write([document(pk)])
        assert other.view().count == pk + 1
    engine.clear()
    assert other.view().count == 0


def test_versions_are_stored(engine):
    assert engine.doc_versions() == {}
    engine.write([document(pk) for pk in range(5)])
    engine.write([], gone=[2])
    assert engine.doc_versions() == {pk: pk + 100 for pk in (0, 1, 3, 4)}


def test_an_index_in_another_format_behaves_as_an_empty_one(engine):
    engine.write([document(1)])
    engine.writer.wait()
    rewrite_about(engine.generations.current(), format=FORMAT + 1)
    other = Tantivy(engine.place)
    view = other.view()
    assert view.info is not None
    assert not view.info.readable
    assert (view.count, view.search(SearchQuery(facets=("tag",))).count) == (0, 0)
