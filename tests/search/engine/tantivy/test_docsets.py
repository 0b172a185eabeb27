"""The rows of clauses, cached with the snapshot; if most documents match, the others are fetched."""

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record
from archive.search.engine.forms import Section
from archive.search.engine.tantivy import docsets
from archive.search.engine.tantivy.counting import count

NEAR = c.Phrase((("e:قمة",), ("e:هانوي",)))


@pytest.fixture
def view(engine):
    texts = ["قمة هانوي"] * 7 + ["هانوي قمة"] * 2 + ["نفط"]
    engine.write(Document(pk, (), (Section(text),), Record(pk, {"tag": ("a",)})) for pk, text in enumerate(texts))
    return engine.view()


@pytest.mark.parametrize(
    ("clause", "pks"),
    [
        (NEAR, range(7)),
        (c.Not(NEAR), range(7, 10)),
        (c.And((c.Word((("e:هانوي",),)), c.Not(NEAR))), range(7, 9)),
        (c.Boost(c.Or((NEAR, c.Word((("e:نفط",),)))), 2.0), [*range(7), 9]),
        (c.ConstantScore(c.Prefix(("e:هان",)), 3.0), range(9)),
        (c.Substring("نو"), range(9)),
        (c.MatchAll(), range(10)),
        (c.MatchNone(), []),
    ],
)
def test_rows_are_those_of_the_hits(view, clause, pks):
    rows = docsets.rows_of(view.snapshot, [clause])
    assert sorted(view.snapshot.rows.columns.pks[rows].tolist()) == list(pks)
    assert count(view.snapshot.searcher, view.snapshot.filters.query(clause)) == len(list(pks))


def test_a_repeated_query_fetches_no_hits(view, monkeypatch):
    question = SearchQuery(NEAR, facets=("tag",), sort="newest")
    before = view.search(question)
    monkeypatch.setattr(docsets, "_hits", None)
    assert view.search(question) == before


def test_a_filter_that_excludes_nothing_is_dropped(view):
    assert view._keeps_all(c.Keys("tag", ("a",)))
    assert not view._keeps_all(c.Keys("tag", ("b",)))
    assert not view._keeps_all(c.HasDate())
