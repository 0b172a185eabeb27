"""One query on one snapshot: filters, facets, counts and pages."""

from pathlib import Path

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.whoosh.engine import Whoosh
from archive.search.engine.whoosh.execute import execute
from archive.search.engine.whoosh.snapshot import Snapshot

WORD = c.Word((("e:قمة",),))


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    engine = Whoosh(str(tmp_path))
    engine.write(
        Document(pk, (), (Section("قمة" if pk % 2 else "نفط"),), Record(pk, {"tag": (f"t{pk % 3}",), "kind": ("a",)}))
        for pk in range(12)
    )
    engine.write([], gone=[1])
    return engine.reader.snapshot()


def test_deleted_documents_do_not_match(snapshot):
    assert execute(snapshot, SearchQuery(WORD, end=None)).pks == [11, 9, 7, 5, 3]
    assert execute(snapshot, SearchQuery()).count == 11


def test_filters_combine(snapshot):
    filters = {"tag": c.Keys("tag", ("t0", "t1")), "ids": c.DocIds((3, 4, 5, 9))}
    assert execute(snapshot, SearchQuery(filters=filters, sort="newest")).pks == [9, 4, 3]


def test_a_facet_ignores_its_own_filter(snapshot):
    found = execute(snapshot, SearchQuery(WORD, {"tag": c.Keys("tag", ("t0",))}, facets=("tag", "kind")))
    assert found.count == 2
    assert dict(found.facets["tag"]) == {"t0": 2, "t2": 2, "t1": 1}
    assert found.facets["kind"] == [("a", 2)]


def test_filters_add_nothing_to_scores(snapshot):
    plain = execute(snapshot, SearchQuery(WORD, end=None))
    narrowed = execute(snapshot, SearchQuery(WORD, {"ids": c.DocIds((3, 9))}))
    scores = dict(zip(plain.pks, plain.scores, strict=True))
    assert narrowed.scores == [scores[pk] for pk in narrowed.pks]


def test_clauses_are_counted_among_the_hits(snapshot):
    clauses = (c.Keys("tag", ("t0",)), c.MatchNone(), c.Not(WORD))
    assert execute(snapshot, SearchQuery(WORD, count_clauses=clauses)).clause_counts == (2, 0, 0)
