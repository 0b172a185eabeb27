"""Results of several hits: collapsed by the cluster, counted exactly.

`collapse` keeps the first hit of each value of a field, which every document has (`mapping.result_field`). The cluster's own
count of distinct values is an estimate; here the hits of each key that several have are counted, and all of them but one
are subtracted. `collapse` goes no deeper than the window: beyond it the hits are walked, and the first of each group is kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archive.search.engine.contract import SearchQuery
from archive.search.engine.opensearch.mapping import result_field

Body = dict[str, Any]
SHARED_KEYS = "shared keys"
MAX_KEYS = 10_000
"""Keys of one aggregation; if more are shared, they are counted page by page."""


def collapsed(query: SearchQuery) -> Body:
    """What a request adds to group its hits."""
    return {"collapse": {"field": result_field(query.group)}, **with_key(query)} if query.group else {}


def with_key(query: SearchQuery) -> Body:
    """What a request adds to get the group of each hit."""
    return {"docvalue_fields": [query.group]}


def shared_keys(query: SearchQuery) -> Body:
    """The aggregation of the keys that several hits have."""
    terms = {"field": query.group, "size": MAX_KEYS, "shard_size": MAX_KEYS, "min_doc_count": 2}
    return {SHARED_KEYS: {"terms": terms}} if query.group else {}


def surplus(of_hits: Mapping[str, Any]) -> int | None:
    """How many more hits than results there are; None if there are too many keys for one aggregation."""
    terms = of_hits[SHARED_KEYS]
    if terms["sum_other_doc_count"] or terms["doc_count_error_upper_bound"]:
        return None
    counts: list[int] = [bucket["doc_count"] for bucket in terms["buckets"]]
    return sum(counts) - len(counts)


def key_of(hit: Body, query: SearchQuery) -> str | None:
    """The key of a hit's group."""
    found: list[str] = hit.get("fields", {}).get(query.group, [])
    return found[0] if found else None


def firsts(hits: Iterable[Body], query: SearchQuery) -> Iterator[Body]:
    """The first hit of each group, and hits without a group."""
    seen: set[str] = set()
    for hit in hits:
        key = key_of(hit, query)
        if key is None or key not in seen:
            yield hit
        if key is not None:
            seen.add(key)


def by_result(results: Iterable[Body], members: Iterable[Body], query: SearchQuery) -> dict[int, list[int]]:
    """For each result: the other members of its group, in their order."""
    result_of = {key_of(hit, query): int(hit["_id"]) for hit in results}
    found: dict[int, list[int]] = {}
    for hit in members:
        pk, result = int(hit["_id"]), result_of[key_of(hit, query)]
        if pk != result:
            found.setdefault(result, []).append(pk)
    return found
