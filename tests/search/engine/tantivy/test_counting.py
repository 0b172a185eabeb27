"""Both ways of counting agree, ties at the limit included."""

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import Question
from archive.search.engine.document import Document, Record
from archive.search.engine.tantivy import counting


@pytest.fixture
def view(engine):
    for part in range(3):  # three segments, each of which knows other keys best
        engine.write(
            Document(pk, (), (), Record(pk, {"tag": (f"t{pk % 7}", f"u{pk % 11 + part}"), "kind": ("article",)}))
            for pk in range(part * 40, part * 40 + 40)
        )
    return engine.view()


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 8, 20, None])
@pytest.mark.parametrize(("share", "few"), [(0.0, 0), (2.0, 0), (2.0, 500)])
def test_facets_are_the_same_by_columns_and_by_terms(view, monkeypatch, limit, share, few):
    monkeypatch.setattr(counting, "FEW", few)
    expected: dict[str, int] = {}
    chosen = range(5, 90)
    for pk in chosen:
        for key in (f"t{pk % 7}", f"u{pk % 11 + pk // 40}"):
            expected[key] = expected.get(key, 0) + 1
    ordered = sorted(expected.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    monkeypatch.setattr(counting, "MANY", share)
    answer = view.answer(Question(c.Numbers(tuple(chosen)), facets=("tag", "kind"), facet_limit=limit))
    assert answer.facets == {"tag": ordered, "kind": [("article", 85)]}
