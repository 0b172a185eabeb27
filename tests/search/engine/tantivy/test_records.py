"""Records are read once for each segment; rows are found by pk in whatever segment they lie."""

import datetime as dt

import numpy as np
import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.tantivy import records
from archive.search.engine.tantivy.schema import open_index


def document(pk: int, tag: str = "a") -> Document:
    return Document(pk, (), (), Record(pk, {"tag": (tag,)}))


def tags(engine, clause: c.Clause = c.MatchAll()) -> dict[str, int]:
    return dict(engine.view().search(SearchQuery(clause, facets=("tag",))).facets["tag"])


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


def test_changed_and_deleted_documents_are_counted_as_they_are(engine):
    engine.write(map(document, range(6)))
    engine.write([document(2, "b")], gone=[5])
    assert tags(engine) == {"a": 4, "b": 1}
    assert tags(engine, c.DocIds((1, 2, 5))) == {"a": 1, "b": 1}
    engine.clear()
    assert tags(engine) == {}


def test_a_view_that_is_held_counts_its_own_documents(engine):
    engine.write(map(document, range(3)))
    held = engine.view()
    engine.write([document(1, "b")])
    assert tags(engine) == {"a": 2, "b": 1}
    assert held.search(SearchQuery(facets=("tag",))).facets["tag"] == [("a", 3)]


@pytest.mark.parametrize("step", [1, 3, 10**9])
def test_rows_are_found_by_pk_however_far_apart(engine, step):
    pks = [number * step for number in (4, 1, 3)]
    engine.write(map(document, pks))
    rows = engine.view().snapshot.rows
    for pk in pks:
        assert rows.columns.pks[rows.rows_of(np.array([pk]))].tolist() == [pk]
    assert (rows.find(np.array([pks[0], 2 * step, 10 * step])) >= 0).tolist() == [True, False, False]


def versioned(pk: int, tag: str, day: dt.date | None = None) -> Document:
    spoken = ((day, day, True),) if day else ()
    return Document(
        pk,
        (),
        (),
        Record(pk, {"tag": (tag, f"{tag}{pk}"), "source": ()}, first=day, mentioned_dates=spoken),
        version=pk * 31 + len(tag),
    )


def test_records_are_carried_over_when_segments_are_merged(engine, monkeypatch):
    read = []
    monkeypatch.setattr(
        records, "read_columns", lambda blobs, of=records.read_columns: read.append(len(blobs)) or of(blobs)
    )
    for pk in range(1, 31):  # each write a segment: Tantivy merges them
        engine.write([versioned(pk, "a" if pk % 3 else "bb", dt.date(2024, 1, pk) if pk % 2 else None)])
        rows = engine.view().snapshot.rows
        assert rows.count == pk
    engine.write([versioned(4, "ccc")], gone=[5])
    rows = engine.view().snapshot.rows
    assert sum(read) == 31
    fresh = records.Records().rows(*records.open_searcher(*_opened(engine)))
    for column in ("pks", "versions", "first", "years"):
        carried, expected = getattr(rows.columns, column)[rows.live], getattr(fresh.columns, column)[fresh.live]
        assert carried.tolist() == expected.tolist()
    keys = {pk: rows.columns.keyed["tag"].keys_of(int(rows.rows_of(np.array([pk]))[0])) for pk in (3, 4, 7)}
    assert {pk: sorted(found) for pk, found in keys.items()} == {3: ["bb", "bb3"], 4: ["ccc", "ccc4"], 7: ["a", "a7"]}
    assert tags(engine, c.MentionsDate(dt.date(2024, 1, 7), dt.date(2024, 1, 9)))["a"] == 1


def _opened(engine):
    folder = engine.generations.current()
    return open_index(folder), folder
