"""Term bitmaps answer as Tantivy does, also after documents were added, changed and deleted."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.tantivy import snapshot
from archive.search.engine.tantivy.bitmaps import live_term_bitmaps, term_bitmaps
from archive.search.engine.tantivy.engine import Tantivy
from archive.search.engine.tantivy.view import TantivyView
from tests.search.contract.agreement import assert_agrees
from tests.search.contract.collection import made
from tests.search.contract.draws import queries
from tests.search.contract.oracle import Oracle

NEW = made(20, seed=3, first=600)
NEWS = c.Word((("e:هانوي",), ("e:هانوي", "s:هانوي"), ("e:هانوي", "s:هانوي", "w:هانوي")))
KEY = ("text", "wهانوي")


@pytest.fixture(scope="module", params=["words", "queries"])
def small(request) -> pytest.MonkeyPatch:
    """A small archive has bitmaps of all terms; dirty documents are matched by their words, or by a query."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot, "MAX_DIRTY_DOCS", 0 if request.param == "queries" else 100)
        patch.setattr(term_bitmaps, "MIN_DOC_FREQ", 2)
        patch.setattr(term_bitmaps, "STEM_SHARE", 0.0)
        patch.setattr(term_bitmaps, "PREFIX_SHARE", 0.0)
        yield patch


def built(place: Path) -> Tantivy:
    engine = Tantivy(str(place))
    with engine.build(lambda pks: ()) as builder:
        builder.add([*made()[:100], *made(40, seed=8, first=101), *made(20, seed=9, first=500)])
    return engine


@pytest.fixture(scope="module")
def view(small, tmp_path_factory) -> TantivyView:
    """The small archive, part of which was written after the bitmaps."""
    engine = built(tmp_path_factory.mktemp("bitmaps") / "index")
    engine.write([*made()[100:], *NEW], gone=range(500, 520))
    return engine.view()


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    return Oracle([*made(), *NEW])


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(query=queries)
def test_queries_with_bitmaps_agree_with_the_oracle(view, oracle, query):
    assert_agrees(view, oracle, query)


def test_a_document_is_recognised_by_pk_and_version(view):
    live = view.snapshot.term_bitmaps
    assert KEY in live
    assert set(live.changed) == set(range(101, 151))
    assert live.added == len(NEW)


def test_a_bitmap_has_the_documents_of_all_levels(small, tmp_path):
    snapshot = built(tmp_path / "index").view().snapshot
    mask = snapshot.term_bitmaps.mask([KEY], snapshot.rows.size)
    assert np.flatnonzero(mask & snapshot.rows.live).size > 0
    found = set(snapshot.rows.columns.pks[mask].tolist())
    assert found == set(TantivyView(snapshot).search(SearchQuery(NEWS, end=None)).pks)


def test_the_union_of_bitmaps_has_the_documents_of_any(small, tmp_path):
    bitmaps = term_bitmaps.read_term_bitmaps(built(tmp_path / "index").generations.current())
    one, other = sorted(bitmaps.places)[:2]
    both = set(bitmaps.union([one]).tolist()) | set(bitmaps.union([other]).tolist())
    assert set(bitmaps.union([one, other]).tolist()) == both


def test_a_small_archive_has_no_bitmaps(small, tmp_path, monkeypatch):
    monkeypatch.setattr(term_bitmaps, "MIN_DOC_FREQ", 1_000)
    assert KEY not in built(tmp_path / "index").view().snapshot.term_bitmaps


def test_bitmaps_are_not_used_if_too_much_has_changed(small, tmp_path, monkeypatch):
    engine = built(tmp_path / "index")
    engine.write(made()[100:], gone=range(500, 520))
    monkeypatch.setattr(live_term_bitmaps, "MAX_CHANGED", 10)
    assert KEY not in engine.view().snapshot.term_bitmaps
    found = engine.view().search(SearchQuery(NEWS, facets=("kind",), end=None))
    assert set(found.pks) == Oracle(made()).pks(NEWS)


def test_an_emptied_archive_finds_nothing(small, tmp_path):
    engine = built(tmp_path / "index")
    engine.write([], gone=[document.pk for document in (*made(140), *made(20, first=500))])
    assert engine.view().search(SearchQuery(NEWS, facets=("kind",))).facets == {"kind": []}


def test_a_generation_that_was_replaced_meanwhile_is_left_alone(small, tmp_path):
    engine = built(tmp_path / "index")
    folder = engine.generations.current()
    engine.clear()
    engine.built(folder)
    assert engine.view().count == 0


def test_readers_that_opened_the_generation_before_see_its_bitmaps(small, tmp_path, monkeypatch):
    engine = Tantivy(str(tmp_path / "index"))
    seen = []

    def writing(folder: Path) -> bool:
        seen.append(KEY in engine.view().snapshot.term_bitmaps)
        return term_bitmaps.write_term_bitmaps(folder)

    monkeypatch.setattr("archive.search.engine.tantivy.engine.write_term_bitmaps", writing)
    with engine.build(lambda pks: ()) as builder:
        builder.add(made(40))
    assert seen == [False]
    assert KEY in engine.view().snapshot.term_bitmaps


@pytest.mark.parametrize("name", ["documents.npy", "terms.roaring", "terms.json"])
@pytest.mark.parametrize("damage", ["missing", "empty", "short", "changed"])
def test_without_usable_bitmaps_the_engine_answers(small, tmp_path, name, damage):
    engine = built(tmp_path / "index")
    path = engine.generations.current() / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x91
    path.unlink()
    if damage != "missing":
        path.write_bytes(
            {"empty": b"", "short": bytes(content[: len(content) // 3]), "changed": bytes(content)}[damage]
        )
    view = Tantivy(str(tmp_path / "index")).view()
    found = view.search(SearchQuery(NEWS, facets=("kind",), end=None))
    assert KEY not in view.snapshot.term_bitmaps
    expected = Oracle([*made()[:100], *made(40, seed=8, first=101), *made(20, seed=9, first=500)])
    assert set(found.pks) == expected.pks(NEWS)
