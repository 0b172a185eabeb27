"""A snapshot joins segments, masks deletions and caches postings."""

from pathlib import Path

import numpy as np
import pytest

from archive.search.engine import clauses as c
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.whoosh import snapshot as module
from archive.search.engine.whoosh.engine import Whoosh
from archive.search.engine.whoosh.snapshot import POSITION_BITS


def document(pk: int, text: str) -> Document:
    return Document(pk, (Section("عنوان"),), (Section(text),), Record(pk))


@pytest.fixture
def engine(tmp_path: Path) -> Whoosh:
    engine = Whoosh(str(tmp_path))
    engine.write([document(1, "قمة هانوي"), document(2, "نفط")])
    engine.write([document(3, "قمة قمة")])
    engine.write([], gone=[2])
    return engine


def pks(engine: Whoosh, docs) -> list[int]:
    return engine.reader.snapshot().columns.pks[docs].tolist()


def test_postings_are_joined_over_segments(engine):
    docs, weights = engine.reader.snapshot().postings("text", "e:قمة")
    assert pks(engine, docs) == [1, 3]
    assert weights.tolist() == [2.0, 4.0]


def test_unknown_forms_and_fields_have_no_postings(engine):
    snapshot = engine.reader.snapshot()
    assert len(snapshot.postings("text", "e:غائبة")[0]) == len(snapshot.postings("title", "e:قمة")[0]) == 0
    assert snapshot.doc_freq("text", "e:غائبة") == 0


def test_deleted_documents_are_masked_and_still_counted(engine):
    snapshot = engine.reader.snapshot()
    assert snapshot.count == 2
    assert pks(engine, np.flatnonzero(snapshot.live)) == [1, 3]
    assert snapshot.doc_freq("text", "e:نفط") == 1


def test_occurrences_are_documents_and_positions(engine):
    snapshot = engine.reader.snapshot()
    found = snapshot.occurrences("text", "e:قمة")
    positions = (found & ((1 << POSITION_BITS) - 1)).tolist()
    assert list(zip(pks(engine, found >> POSITION_BITS), positions, strict=True)) == [(1, 0), (3, 0), (3, 1)]
    only = snapshot.columns.pks == 3
    assert snapshot.occurrences("text", "e:قمة", only).tolist() == found[1:].tolist()


def test_prefixes_count_the_forms_of_each_document(engine):
    docs, counts = engine.reader.snapshot().prefix_postings("text", ["e:قم", "e:هان"])
    assert dict(zip(pks(engine, docs), counts.tolist(), strict=True)) == {1: 2.0, 3: 1.0}


def test_terms_are_listed_by_prefix_with_their_frequencies(engine):
    assert engine.reader.snapshot().terms("e:") == {"e:قمة": 2, "e:هانوي": 1, "e:نفط": 1}


def test_frequencies_are_right_after_the_cache_was_dropped(engine, monkeypatch):
    monkeypatch.setattr(module, "MAX_DOC_FREQS", 1)
    snapshot = engine.reader.snapshot()
    assert [snapshot.doc_freq("text", form) for form in ("e:قمة", "e:هانوي", "e:قمة")] == [2, 1, 2]


def test_a_filter_that_keeps_all_live_documents_needs_no_mask(engine):
    snapshot = engine.reader.snapshot()
    assert snapshot.filter_mask(c.DocIds((1, 3)), lambda: np.isin(snapshot.columns.pks, [1, 3])) is None
    mask = snapshot.filter_mask(c.DocIds((1,)), lambda: snapshot.columns.pks == 1)
    assert mask is not None
    assert snapshot.filter_mask(c.DocIds((1,)), lambda: pytest.fail("cached")) is mask


def test_scratch_arrays_are_reused_and_zero(engine):
    snapshot = engine.reader.snapshot()
    with snapshot.scratch() as first, snapshot.scratch() as second:
        assert first is not second
    with snapshot.scratch() as again:
        assert again is first or again is second
        assert not again.any()


def test_segments_are_read_once(engine, monkeypatch):
    before = engine.reader.snapshot()
    read = []
    monkeypatch.setattr(module, "_segment_view", lambda *given, of=module._segment_view: read.append(1) or of(*given))
    engine.write([document(4, "قمة")])
    after = engine.reader.snapshot()
    assert len(read) == 1
    assert before.segments[0] is after.segments[0]
    assert before.count == 2


def test_the_columns_of_a_large_segment_are_mapped_by_the_next_process(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MIN_DOCUMENTS", 2)
    first = Whoosh(str(tmp_path))
    first.write([document(1, "قمة"), document(2, "نفط")])
    assert first.reader.snapshot().columns.pks.tolist() == [1, 2]
    monkeypatch.setattr(module, "read_columns", None)
    assert Whoosh(str(tmp_path)).reader.snapshot().columns.pks.tolist() == [1, 2]


def test_columns_are_parsed_where_the_file_cannot_be_written(tmp_path, monkeypatch):
    def refuse(columns: object, path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(module, "MIN_DOCUMENTS", 2)
    monkeypatch.setattr(module, "save_columns", refuse)
    engine = Whoosh(str(tmp_path))
    engine.write([document(1, "قمة"), document(2, "نفط")])
    assert engine.reader.snapshot().columns.pks.tolist() == [1, 2]
    assert not list(tmp_path.rglob("*.columns"))
