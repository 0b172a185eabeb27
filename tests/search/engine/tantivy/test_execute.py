"""Facets over several segments, including ties at the limit."""

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import Document, Record


@pytest.fixture
def view(engine):
    for part in range(3):  # three segments with different most frequent keys
        engine.write(
            Document(pk, (), (), Record(pk, {"tag": (f"t{pk % 7}", f"u{pk % 11 + part}"), "kind": ("article",)}))
            for pk in range(part * 40, part * 40 + 40)
        )
    return engine.view()


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 8, 20, None])
@pytest.mark.parametrize("chosen", [range(5, 30), range(5, 90), range(5, 119)])
def test_the_most_frequent_keys_come_first_and_ties_by_key(view, limit, chosen):
    expected: dict[str, int] = {}
    for pk in chosen:
        for key in (f"t{pk % 7}", f"u{pk % 11 + pk // 40}"):
            expected[key] = expected.get(key, 0) + 1
    ordered = sorted(expected.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    answer = view.search(SearchQuery(c.DocIds(tuple(chosen)), facets=("tag", "kind"), facet_limit=limit))
    assert answer.facets == {"tag": ordered, "kind": [("article", len(chosen))]}


def test_selected_keys_are_appended(view):
    selected = {"tag": ("t3", "no such key")}
    answer = view.search(SearchQuery(c.DocIds((0, 7, 3)), facets=("tag",), facet_limit=1, selected=selected))
    assert answer.facets["tag"] == [("t0", 2), ("t3", 1), ("no such key", 0)]


def test_a_facet_ignores_the_filter_of_its_own_name(view):
    filters = {"tag": c.Keys("tag", ("t1",)), "kind": c.DocIds(tuple(range(14)))}
    answer = view.search(SearchQuery(filters=filters, facets=("tag", "kind"), facet_limit=None))
    assert answer.count == 2
    assert dict(answer.facets["tag"])["t2"] == 2
    assert answer.facets["kind"] == [("article", 17)]
