"""Groups in the answers of a cluster, without a server."""

from archive.search.engine.contract import SearchQuery
from archive.search.engine.opensearch import grouping as g

QUERY = SearchQuery(group="version_group")


def hit(pk: int, key: str = "") -> dict[str, object]:
    return {"_id": str(pk), **({"fields": {"version_group": [key]}} if key else {})}


def terms(*counts: int, error: int = 0, other: int = 0) -> dict[str, object]:
    buckets = [{"key": f"g{number}", "doc_count": count} for number, count in enumerate(counts)]
    return {g.SHARED_KEYS: {"buckets": buckets, "doc_count_error_upper_bound": error, "sum_other_doc_count": other}}


def test_results_are_collapsed_by_the_field_that_every_document_has():
    assert g.collapsed(QUERY)["collapse"] == {"field": "result_of_version_group"}
    assert g.shared_keys(QUERY)[g.SHARED_KEYS]["terms"]["field"] == "version_group"


def test_a_query_that_does_not_group_asks_for_nothing_more():
    assert g.collapsed(SearchQuery()) == g.shared_keys(SearchQuery()) == {}


def test_of_several_hits_of_a_key_all_but_one_are_surplus():
    assert g.surplus(terms(2, 5)) == 5
    assert g.surplus(terms()) == 0


def test_a_count_that_may_be_incomplete_is_none():
    assert g.surplus(terms(2, other=1)) is None
    assert g.surplus(terms(2, error=1)) is None


def test_the_first_hit_of_each_group_stays():
    hits = [hit(1), hit(2, "g"), hit(3, "h"), hit(4, "g"), hit(5), hit(6, "h")]
    assert [one["_id"] for one in g.firsts(hits, QUERY)] == ["1", "2", "3", "5"]


def test_members_go_to_the_result_of_their_group_in_their_order():
    results = [hit(1), hit(2, "g"), hit(3, "h")]
    members = [hit(3, "h"), hit(9, "g"), hit(2, "g"), hit(7, "h"), hit(4, "g")]
    assert g.by_result(results, members, QUERY) == {2: [9, 4], 3: [7]}
