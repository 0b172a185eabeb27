"""What is kept of frequent terms answers as Tantivy does, also when documents have come, changed and gone since."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.tantivy import docsets, snapshot, term_bitmaps
from archive.search.engine.tantivy.engine import Tantivy
from archive.search.engine.tantivy.view import TantivyView
from tests.search.contract.agreement import assert_agrees
from tests.search.contract.collection import made
from tests.search.contract.draws import questions
from tests.search.contract.oracle import Oracle

NEW = made(20, seed=3, first=600)
NEWS = c.Word((("e:هانوي",), ("e:هانوي", "s:هانوي"), ("e:هانوي", "s:هانوي", "w:هانوي")))


@pytest.fixture(scope="module", params=["bits", "places", "both", "asked"])
def small(request) -> pytest.MonkeyPatch:
    """A small archive keeps much, in either way; of what has changed since, its words tell or Tantivy is asked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(term_bitmaps, "DENSE", {"bits": 0.0, "places": 2.0}.get(request.param, 0.2))
        patch.setattr(snapshot, "FEW", 0 if request.param == "asked" else 100)
        patch.setattr(term_bitmaps, "LEAST", 2)
        patch.setattr(term_bitmaps, "SHARE", 0.0)
        patch.setattr(term_bitmaps, "SHARE_OF_BEGINNINGS", 0.0)
        yield patch


def built(place: Path) -> Tantivy:
    engine = Tantivy(str(place))
    with engine.build(lambda pks: ()) as builder:
        builder.add([*made()[:100], *made(40, seed=8, first=101), *made(20, seed=9, first=500)])
    return engine


@pytest.fixture(scope="module")
def view(small, tmp_path_factory) -> TantivyView:
    """Of the small archive, part of which was written after terms had been kept."""
    engine = built(tmp_path_factory.mktemp("frequent") / "index")
    engine.write([*made()[100:], *NEW], gone=range(500, 520))
    return engine.view()


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(question=questions)
def test_questions_are_answered_with_what_is_kept(view, oracle, question):
    assert_agrees(view, oracle, question)


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    return Oracle([*made(), *NEW])


def test_a_document_is_known_again_by_its_number_and_its_stamp(view):
    assert view.snapshot.frequent.kept is not None
    assert set(view.snapshot.frequent.changed) == set(range(101, 151))
    assert view.snapshot.frequent.later == len(NEW)
    assert view.snapshot.frequent.has(("text", "wهانوي"))


def test_nothing_is_kept_of_a_small_archive(small, tmp_path, monkeypatch):
    monkeypatch.setattr(term_bitmaps, "LEAST", 1_000)
    assert built(tmp_path / "index").view().snapshot.frequent.kept is None


def test_where_much_has_changed_tantivy_is_asked(small, tmp_path, monkeypatch):
    engine = built(tmp_path / "index")
    engine.write(made()[100:], gone=range(500, 520))
    monkeypatch.setattr(docsets, "CHANGED", 10)
    answer = engine.view().search(SearchQuery(NEWS, facets=("kind",), end=None))
    assert set(answer.pks) == Oracle(made()).pks(NEWS)


def test_an_archive_that_was_emptied_is_empty(small, tmp_path):
    engine = built(tmp_path / "index")
    engine.write([], gone=[document.pk for document in (*made(140), *made(20, first=500))])
    assert engine.view().search(SearchQuery(NEWS, facets=("kind",))).facets == {"kind": []}


def test_a_generation_that_was_replaced_meanwhile_is_left_alone(small, tmp_path):
    engine = built(tmp_path / "index")
    folder = engine.generations.current()
    engine.clear()
    engine._keep_frequent(folder)
    assert engine.view().count == 0


def test_readers_that_had_looked_before_see_what_was_written(small, tmp_path, monkeypatch):
    engine = Tantivy(str(tmp_path / "index"))
    seen = []

    def looking(folder: Path) -> bool:
        seen.append(engine.view().snapshot.frequent.kept)
        return term_bitmaps.write_frequent(folder)

    monkeypatch.setattr("archive.search.engine.tantivy.engine.write_frequent", looking)
    with engine.build(lambda pks: ()) as builder:
        builder.add(made(20))
    assert seen == [None]
    assert engine.view().snapshot.frequent.kept is not None
