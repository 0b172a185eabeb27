"""Results of several documents by example: which one stands for the others, and what counts what."""

import datetime as dt

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.document import VERSION_GROUP, Document, Record
from archive.search.engine.forms import BODY_WEIGHT, Section
from tests.search.contract.engines import fresh
from tests.search.contract.oracle import Oracle

DAY = dt.date(2024, 6, 20)
WORD = c.Word((("e:نفط",),))


def document(pk: int, group: str = "", *, words: int = 1, day: int = 0, source: str = "s", added: int = 0) -> Document:
    """A document with the word so many times among others; a group of the same key."""
    text = Section(" ".join(["نفط"] * words + ["سعر"] * (9 - words)), BODY_WEIGHT)
    keys = {"kind": ("article",), "source": (source,), VERSION_GROUP: (group,) if group else ()}
    printed = DAY + dt.timedelta(days=day)
    return Document(pk, (), (text,), Record(pk, keys, printed, printed, "day", added=added))


DOCUMENTS = (
    document(1, "g", words=1, day=3, source="a", added=50),
    document(2, "g", words=3, day=1, source="b", added=70),
    document(3, "g", words=2, day=2, source="c", added=60),
    document(4, words=4, day=0, source="a", added=90),
    document(5, "h", words=5, day=5, source="b", added=70),
    document(6, "h", words=1, day=9, source="b", added=20),
    document(7, "alone", words=2, day=4, source="c", added=10),
    document(8, words=1, day=7, source="c", added=80),
)


@pytest.fixture(scope="module")
def view(engine_name, tmp_path_factory):
    with fresh(engine_name, tmp_path_factory.mktemp("grouping")) as engine:
        engine.write([document(pk, "h") for pk in (6, 9)])
        engine.write(DOCUMENTS, gone=[9])
        yield engine.view()


def found(view, clause=WORD, *, group=VERSION_GROUP, **question):
    return view.search(SearchQuery(clause, group=group, **question))


@pytest.mark.parametrize(
    ("sort", "pks", "others"),
    [
        ("newest", [6, 8, 7, 1, 4], {6: [5], 1: [3, 2]}),
        ("oldest", [4, 2, 7, 5, 8], {2: [3, 1], 5: [6]}),
        ("added", [4, 8, 5, 2, 7], {5: [6], 2: [3, 1]}),
        ("relevance", [5, 4, 2, 7, 8], {5: [6], 2: [3, 1]}),
        ((("source", True), ("pk", False)), [3, 7, 8, 5, 4], {3: [2, 1], 5: [6]}),
    ],
)
def test_the_first_of_a_group_in_the_order_stands_for_it(view, sort, pks, others):
    result = found(view, sort=sort)
    assert result.pks == pks
    assert result.others == others
    assert (result.count, result.groups) == (8, 5)


@pytest.mark.parametrize("sort", ["newest", "oldest", "added", "relevance", (("source", False), ("score", True))])
@pytest.mark.parametrize("start", range(7))
def test_pages_at_any_depth_continue_each_other(view, sort, start):
    whole, page = found(view, sort=sort, end=None), found(view, sort=sort, start=start, end=start + 2)
    assert page.pks == whole.pks[start : start + 2]
    assert page.scores == whole.scores[start : start + 2]
    assert page.others == {pk: whole.others[pk] for pk in page.pks if pk in whole.others}
    assert (page.count, page.groups) == (8, 5)


def test_only_hits_form_a_group(view):
    of_b = {"source": c.Keys("source", ("b",))}
    result = found(view, filters=of_b, sort="newest")
    assert (result.pks, result.others, result.groups, result.count) == ([6, 2], {6: [5]}, 2, 3)
    without = found(view, c.Not(c.DocIds((1, 6))), sort="newest")
    assert (without.pks, without.others, without.groups) == ([8, 5, 7, 3, 4], {3: [2]}, 5)


def test_facets_and_dates_count_documents(view):
    of_a = {"source": c.Keys("source", ("a",))}
    result = found(view, filters=of_a, facets=("source", "kind"), count_clauses=(c.Keys("source", ("b",)), WORD))
    assert result.facets == {"source": [("b", 3), ("c", 3), ("a", 2)], "kind": [("article", 2)]}
    assert result.clause_counts == (0, 2)
    assert (result.first_day, result.last_day) == (DAY, DAY + dt.timedelta(days=3))


def test_without_a_group_each_hit_is_a_result(view):
    result = found(view, group="", sort="newest")
    assert (len(result.pks), result.groups, result.others) == (8, None, {})


def test_nothing_found_is_no_group(view):
    result = found(view, c.MatchNone())
    assert (result.pks, result.count, result.groups, result.others) == ([], 0, 0, {})


def test_accessions_at_one_time_are_in_the_order_of_their_keys(view):
    assert found(view, group="", sort="added").pks == [4, 8, 5, 2, 3, 1, 6, 7]
    assert set(found(view, c.AddedSince(70), group="").pks) == {2, 4, 5, 8}


def test_a_document_that_changes_its_group_is_found_in_the_new_one(engine):
    engine.write(DOCUMENTS)
    engine.write([document(4, "g", words=4, day=0, source="a")])
    result = found(engine.view(), sort="newest")
    assert (result.groups, result.others[1]) == (4, [3, 2, 4])
    engine.write([document(1, words=1, day=3)])
    assert found(engine.view(), sort="newest").others == {6: [5], 3: [2, 4]}


def test_many_groups_of_many_documents_agree_with_the_plain_way(engine):
    documents = [document(pk, f"g{pk % 41}" if pk % 3 else "", words=1 + pk % 5, day=pk % 17) for pk in range(1, 241)]
    engine.write(documents)
    view, oracle = engine.view(), Oracle(documents)
    for sort in ("newest", "oldest"):
        for start in (0, 10, 70, 115):
            query = SearchQuery(WORD, group=VERSION_GROUP, sort=sort, start=start, end=start + 10)
            result, expected = view.search(query), oracle.search(query)
            assert result.pks == expected.pks[start : start + 10]
            assert result.others == {pk: expected.others[pk] for pk in result.pks if pk in expected.others}
            assert result.groups == expected.groups == 121
