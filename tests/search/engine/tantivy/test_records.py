"""Records are read once for each segment and tell documents by number, whatever segments they lie in."""

import numpy as np
import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import Question
from archive.search.engine.document import Document, Record
from archive.search.engine.tantivy import records


def document(pk: int, tag: str = "a") -> Document:
    return Document(pk, (), (), Record(pk, {"tag": (tag,)}))


def tags(engine, clause: c.Clause = c.Everything()) -> dict[str, int]:
    return dict(engine.view().answer(Question(clause, facets=("tag",))).facets["tag"])


def test_a_segment_is_read_once(engine, monkeypatch):
    read = []
    monkeypatch.setattr(
        records, "read_columns", lambda blobs, of=records.read_columns: read.append(len(blobs)) or of(blobs)
    )
    engine.write(map(document, range(5)))
    assert tags(engine) == {"a": 5}
    engine.write([document(7, "b")])
    assert tags(engine) == {"a": 5, "b": 1}
    assert read == [5, 1]


def test_documents_that_changed_and_went_are_counted_as_they_are(engine):
    engine.write(map(document, range(6)))
    engine.write([document(2, "b")], gone=[5])
    assert tags(engine) == {"a": 4, "b": 1}
    assert tags(engine, c.Numbers((1, 2, 5))) == {"a": 1, "b": 1}
    engine.clear()
    assert tags(engine) == {}


def test_a_view_that_is_held_counts_what_it_sees(engine):
    engine.write(map(document, range(3)))
    held = engine.view()
    engine.write([document(1, "b")])
    assert tags(engine) == {"a": 2, "b": 1}
    assert held.answer(Question(facets=("tag",))).facets["tag"] == [("a", 3)]


@pytest.mark.parametrize("step", [1, 3, 10**9])
def test_rows_are_found_by_number_however_far_apart(engine, step):
    pks = [number * step for number in (4, 1, 3)]
    engine.write(map(document, pks))
    rows = engine.view().snapshot.rows
    for pk in pks:
        assert rows.columns.pks[rows.rows_of(np.array([pk]))].tolist() == [pk]
    assert (rows.find(np.array([pks[0], 2 * step, 10 * step])) >= 0).tolist() == [True, False, False]
