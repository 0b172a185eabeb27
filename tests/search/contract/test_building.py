"""Building a new generation while the current one serves: complete or not at all, with all changes made meanwhile."""

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import IndexBusyError, SearchQuery
from tests.search.contract.collection import made
from tests.search.contract.engines import EMBEDDED, fresh, opened_again
from tests.search.contract.writing import document, failing, pks
from tests.search.damage import rewrite_about


def test_a_generation_replaces_the_old_one_when_it_is_complete(engine):
    engine.write([document(1), document(2)])
    before = engine.info()
    with engine.build(lambda _: ()) as builder:
        builder.add([document(2), document(3)])
        builder.add([document(4)])
        assert pks(engine) == {1, 2}
        assert engine.state().building
    assert pks(engine) == {2, 3, 4}
    assert not engine.state().building
    assert engine.info().created > before.created
    assert engine.state().documents == 3


def test_the_first_index_may_be_built(engine):
    with engine.build(lambda _: ()) as builder:
        assert engine.view().count == 0
        builder.add(iter(made(10)))
    assert engine.view().count == 10


def test_changes_made_during_a_build_are_included(engine):
    record = {number: document(number, "كلمة قديمة") for number in range(1, 6)}

    def read(numbers):
        return [record[number] for number in numbers if number in record]

    def change(number, changed):
        if changed is None:
            del record[number]
        else:
            record[number] = changed
        engine.write(read([number]), gone=[number])

    engine.write(record.values())
    with engine.build(read) as builder:
        builder.add([record[1], record[2]])
        change(1, document(1, "كلمة جديدة"))  # after it was added
        change(2, None)
        old = [record[3], record[4], record[5]]
        change(3, document(3, "كلمة جديدة"))  # before it is added as it was
        change(4, None)
        change(6, document(6, "كلمة جديدة"))
        builder.add(old)
        assert pks(engine) == {1, 3, 5, 6}
    assert pks(engine) == {1, 3, 5, 6}
    assert pks(engine, c.Word((("e:جديدة",),))) == {1, 3, 6}
    assert pks(engine, c.Word((("e:قديمة",),))) == {5}
    assert engine.view().count == 4


def test_a_failed_build_changes_nothing(engine):
    engine.write([document(1)])
    before = engine.info()
    with pytest.raises(OSError, match="broken"), engine.build(lambda _: ()) as builder:
        builder.add(failing())
    assert pks(engine) == {1}
    assert engine.info() == before
    assert not engine.state().building
    with engine.build(lambda _: ()) as builder:
        builder.add([document(3)])
    assert pks(engine) == {3}


def test_two_cannot_build_at_once(engine, monkeypatch):
    from archive.search.engine.embedded.generations import Generations

    lock = Generations.lock
    monkeypatch.setattr(Generations, "lock", lambda self, timeout=5.0, name="lock": lock(self, min(timeout, 0.2), name))
    with engine.build(lambda _: ()) as builder:
        with pytest.raises(IndexBusyError), opened_again(engine).build(lambda _: ()):
            pass
        builder.add([document(1)])
    assert pks(engine) == {1}


def test_an_index_of_another_analysis_is_stale_until_it_is_rebuilt(engine, monkeypatch):
    engine.write([document(1)])
    monkeypatch.setattr("archive.search.engine.contract.analysis_version", lambda: "another")
    assert engine.info().stale
    assert engine.view().info.stale
    assert engine.info().readable
    assert pks(engine) == {1}


@pytest.mark.parametrize("name", EMBEDDED)
def test_an_index_in_another_format_is_empty_until_it_is_rebuilt(name, tmp_path):
    with fresh(name, tmp_path) as engine:
        engine.write([document(1)])
        if name == "tantivy":
            engine.writer.wait()
        rewrite_about(engine.generations.current(), format=99)
        again = opened_again(engine)
        assert not again.info().readable
        assert again.view().info.stale
        assert again.view().search(SearchQuery(facets=("kind",))).count == 0
        assert again.doc_versions() == {}
        with again.build(lambda _: ()) as builder:
            builder.add([document(2)])
        assert pks(again) == {2}
        assert again.info().readable
