"""Facet counts as aggregations of the request that finds the hits.

A facet's counts ignore the filter of its own name. Filters that a requested facet ignores are therefore not part of the
query: they are applied to the hits afterwards (`post_filter`), and in each facet those that it does not ignore.

A cluster adds up the most frequent keys of each shard, which may miss one that is middling in all of them. Counts are
accepted only if they are proven: each listed key was counted by every shard, and no other can reach the last one listed.
Otherwise more keys of each shard are requested.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from archive.search.engine import clauses as c
from archive.search.engine.contract import Counts, SearchQuery, ignored_filter
from archive.search.engine.document import CALENDAR
from archive.search.engine.opensearch.grouping import shared_keys
from archive.search.engine.opensearch.queries import MATCH_ALL, Query, matching

MAX_KEYS = 10_000
"""Of one aggregation; if all of more keys are wanted, they are fetched page by page."""
SHARD_KEYS = 500
"""Requested of each shard at first."""
_HITS, _WITHOUT = "hits", "without "
Body = dict[str, Any]
Found = Mapping[str, Any]


def post_filters(query: SearchQuery) -> dict[str, c.Clause]:
    """The filters that some requested facet ignores, by name."""
    own = {ignored_filter(name) for name in query.facets}
    return {name: clause for name, clause in query.filters.items() if name in own}


def narrowed(queries: Iterable[Query]) -> Query:
    found = list(queries)
    return {"bool": {"filter": found}} if found else MATCH_ALL


def aggregations(query: SearchQuery, *, shard_keys: int = SHARD_KEYS, facets: Iterable[str] | None = None) -> Body:
    """The aggregations of the hits and of each facet; `facets`: of these facets only.

    Facets with the same filters share one, and so one pass over the documents.
    """
    held = {name: matching(clause) for name, clause in post_filters(query).items()}
    counted: dict[str, Body] = {_HITS: _of_hits(query)} if facets is None else {}
    for name in query.facets if facets is None else facets:
        counted.setdefault(_group(query, name), {}).update(_of_facet(query, name, shard_keys))
    return {
        group: {"filter": narrowed(query for name, query in held.items() if f"{_WITHOUT}{name}" != group), "aggs": aggs}
        for group, aggs in counted.items()
    }


def _group(query: SearchQuery, facet: str) -> str:
    """The aggregation that counts a facet: that of the hits, or one without the facet's own filter."""
    own = ignored_filter(facet)
    return f"{_WITHOUT}{own}" if own in query.filters else _HITS


def of_hits(found: Found) -> Found:
    hits: Found = found[_HITS]
    return hits


def _of_hits(query: SearchQuery) -> Body:
    counted = {f"clause {number}": {"filter": matching(clause)} for number, clause in enumerate(query.count_clauses)}
    return {
        "undated": {"missing": {"field": "first"}},
        "first": {"min": {"field": "first"}},
        "last": {"max": {"field": "last"}},
        **counted,
        **shared_keys(query),
    }


def _of_facet(query: SearchQuery, name: str, shard_keys: int) -> Body:
    if name in CALENDAR:
        return {f"keys {name}": {"terms": {"field": name, "size": MAX_KEYS, "order": {"_key": "asc"}}}}
    size = min(query.facet_limit or MAX_KEYS, MAX_KEYS)
    terms = {"field": name, "size": size, "shard_size": max(size, shard_keys), "show_term_doc_count_error": True}
    body: Body = {f"keys {name}": {"terms": terms}}
    if chosen := query.selected.get(name):
        keys = list(dict.fromkeys(chosen))
        body[f"chosen {name}"] = {"terms": {"field": name, "include": keys, "size": len(keys)}}
    return body


def unproven(query: SearchQuery, found: Found) -> list[str]:
    """Facets whose keys are not proven to be the most frequent."""
    return [name for name in query.facets if name not in CALENDAR and not _proven(_terms(query, found, name))]


def truncated(query: SearchQuery, found: Found) -> list[str]:
    """Facets whose keys are all wanted, but not all listed."""
    everything = query.facet_limit is None or query.facet_limit > MAX_KEYS
    keyed = [name for name in query.facets if name not in CALENDAR] if everything else []
    return [name for name in keyed if _terms(query, found, name)["sum_other_doc_count"]]


def _proven(terms: Found) -> bool:
    buckets = terms["buckets"]
    left_out = terms["doc_count_error_upper_bound"]
    if any(bucket.get("doc_count_error_upper_bound", 0) for bucket in buckets):
        return False
    return not left_out or (bool(buckets) and buckets[-1]["doc_count"] > left_out)


def counts(query: SearchQuery, found: Found, name: str) -> Counts:
    """Keys and counts of one facet, selected keys at the end."""
    listed = [(bucket["key"], bucket["doc_count"]) for bucket in _terms(query, found, name)["buckets"]]
    return [*listed, *_chosen(query, found, name, {key for key, _ in listed})]


def _chosen(query: SearchQuery, found: Found, name: str, listed: set[str]) -> Counts:
    chosen = query.selected.get(name, ()) if name not in CALENDAR else ()
    if not chosen:
        return []
    counted = {bucket["key"]: bucket["doc_count"] for bucket in found[_group(query, name)][f"chosen {name}"]["buckets"]}
    return [(key, counted.get(key, 0)) for key in dict.fromkeys(chosen) if key not in listed]


def _terms(query: SearchQuery, found: Found, name: str) -> Found:
    terms: Found = found[_group(query, name)][f"keys {name}"]
    return terms
