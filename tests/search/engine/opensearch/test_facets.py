"""Facets as aggregations, without a server: filters, and when counts are proven."""

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.engine.opensearch import facets as f

SOURCE, DATE = c.Keys("source", ("s",)), c.HasDate()
QUERY = SearchQuery(
    filters={"source": SOURCE, "date": DATE, "kind": c.Keys("kind", ("article",))},
    facets=("source", "person", "year"),
    selected={"person": ("p",)},
)


def bucket(key: str, count: int, error: int = 0) -> dict[str, object]:
    return {"key": key, "doc_count": count, "doc_count_error_upper_bound": error}


def terms(*buckets: dict[str, object], error: int = 0, other: int = 0) -> dict[str, object]:
    return {"buckets": [*buckets], "doc_count_error_upper_bound": error, "sum_other_doc_count": other}


def test_filters_that_a_facet_ignores_are_applied_afterwards():
    assert f.post_filters(QUERY) == {"source": SOURCE, "date": DATE}


def test_each_facet_has_the_filters_that_it_does_not_ignore():
    aggregations = f.aggregations(QUERY)
    assert set(aggregations) == {"hits", "without source", "without date"}
    assert "keys person" in aggregations["hits"]["aggs"]
    assert "keys source" in aggregations["without source"]["aggs"]
    assert len(aggregations["without source"]["filter"]["bool"]["filter"]) == 1


def found(**keys: dict[str, object]) -> dict[str, object]:
    query = {"hits": {}, "without source": {}, "without date": {}}
    for name, aggregation in keys.items():
        query[{"person": "hits", "source": "without source", "year": "without date"}[name]][f"keys {name}"] = (
            aggregation
        )
    return query


def test_counts_are_proven_if_no_shard_can_change_them():
    proven = found(person=terms(bucket("p", 5), error=0), source=terms(bucket("s", 9), bucket("t", 4), error=3))
    assert f.unproven(QUERY, proven) == []


def test_counts_that_a_shard_may_change_are_not_proven():
    doubtful = found(person=terms(bucket("p", 5, error=1)), source=terms(bucket("s", 3), error=3))
    assert f.unproven(QUERY, doubtful) == ["source", "person"]


def test_all_keys_are_incomplete_if_some_are_not_listed():
    query = SearchQuery(facets=("person",), facet_limit=None)
    assert f.truncated(query, found(person=terms(bucket("p", 1), other=2))) == ["person"]
    assert f.truncated(QUERY, found(person=terms(other=2), source=terms(other=2))) == []


def test_selected_keys_that_are_not_listed_are_appended():
    answer = found(person=terms(bucket("q", 5)))
    answer["hits"]["chosen person"] = {"buckets": []}
    assert f.counts(QUERY, answer, "person") == [("q", 5), ("p", 0)]
