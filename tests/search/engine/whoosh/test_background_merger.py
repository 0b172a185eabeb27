"""Small commits leave segments behind; they are merged in the background, without loss."""

from pathlib import Path

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.whoosh import engine as module
from archive.search.engine.whoosh.background_merger import Tidier
from archive.search.engine.whoosh.engine import Whoosh
from archive.search.engine.whoosh.writer import FANOUT


def document(pk):
    return Document(pk, (), (Section(f"كلمة رقم {pk}"),), Record(pk))


def found(engine):
    return sorted(engine.view().search(SearchQuery(c.Word((("e:كلمة",),)), end=None)).pks)


def test_a_small_commit_merges_nothing_itself(tmp_path: Path, monkeypatch):
    engine = Whoosh(str(tmp_path))
    monkeypatch.setattr(engine.tidier, "soon", lambda: None)
    for pk in range(2 * FANOUT):
        engine.write([document(pk)], gone=[pk])
    assert engine.state().segments == 2 * FANOUT


def test_small_segments_are_merged_soon_after(tmp_path: Path):
    engine = Whoosh(str(tmp_path))
    for pk in range(2 * FANOUT):
        engine.write([document(pk)], gone=[pk])
    engine.tidier.wait()
    assert engine.state().segments < FANOUT
    assert found(engine) == list(range(2 * FANOUT))


def test_a_view_that_is_held_outlives_the_merge(tmp_path: Path):
    engine = Whoosh(str(tmp_path))
    for pk in range(FANOUT - 1):
        engine.write([document(pk)], gone=[pk])
    view = engine.view()
    engine.write([document(100)], gone=[0, 100])
    engine.tidier.wait()
    assert view.search(SearchQuery(c.Word((("e:كلمة",),)))).count == FANOUT - 1
    assert found(engine) == [*range(1, FANOUT - 1), 100]


def test_a_merge_that_fails_leaves_the_index_as_it_was(tmp_path: Path, monkeypatch, caplog):
    engine = Whoosh(str(tmp_path))
    with monkeypatch.context() as patched:

        class Broken(module.ArchiveWriter):
            def add_reader(self, reader):
                raise OSError("no space left")

        patched.setattr(module, "ArchiveWriter", Broken)
        for pk in range(FANOUT):
            engine.write([document(pk)], gone=[pk])
        engine.tidier.wait()
    assert "could not be merged" in caplog.text
    assert found(engine) == list(range(FANOUT))
    engine.write([document(50)], gone=[50])
    engine.tidier.wait()
    assert engine.state().segments < FANOUT
    assert found(engine) == [*range(FANOUT), 50]


@pytest.mark.parametrize("times", [1, 3])
def test_it_runs_again_whenever_it_is_asked(times):
    ran = []
    tidier = Tidier(lambda: ran.append(1))
    for _ in range(times):
        tidier.soon()
        tidier.wait()
    assert len(ran) == times


def test_waiting_for_nothing_takes_no_time():
    Tidier(lambda: None).wait()
