"""Combinators match what their names say."""

import pytest
from tantivy import Query

from archive.search.engine.document import Document, Record
from archive.search.engine.tantivy.queries import boolean
from archive.search.engine.tantivy.queries.boolean import all_of, any_of, any_pk, any_term, match_all, none_of, pk_from


@pytest.fixture
def search(engine):
    engine.write(Document(pk, (), (), Record(pk, {"tag": (f"t{pk % 2}",)})) for pk in range(6))
    searcher = engine.view().snapshot.searcher

    def found(query: Query) -> set[int]:
        hits = searcher.search(query, limit=10, order_by_field="pk").hits
        return {pk for pk, _ in hits}

    return found


ODD, EVEN = any_term("tag", ["t1"]), any_term("tag", ["t0"])


def test_conjunctions_disjunctions_and_negations(search):
    assert search(all_of([ODD, any_pk([1, 2, 3])])) == {1, 3}
    assert search(any_of([any_pk([0]), any_pk([5])])) == {0, 5}
    assert search(none_of([ODD])) == {0, 2, 4}
    assert search(none_of([any_pk([1])], among=ODD)) == {3, 5}


def test_empty_combinations(search):
    assert search(all_of([])) == search(match_all()) == search(none_of([])) == set(range(6))
    assert search(any_of([])) == search(any_term("tag", [])) == search(any_pk([])) == set()
    assert search(none_of([], among=EVEN)) == {0, 2, 4}


@pytest.mark.parametrize("single", [0, 100])
def test_primary_keys_match_one_by_one_or_as_a_set(search, single, monkeypatch):
    monkeypatch.setattr(boolean, "MAX_SINGLE_PKS", single)
    assert search(any_pk((1, 4, 99, 1 << 70))) == {1, 4}


def test_primary_keys_from_a_number_on(search):
    assert search(pk_from(4)) == {4, 5}


def test_unscored_queries_score_zero(engine):
    engine.write([Document(1, (), (), Record(1))])
    hits = engine.view().snapshot.searcher.search(match_all(), limit=1).hits
    assert [score for score, _ in hits] == [0.0]
