"""Counts as aggregations of the same request that finds the hits.

A facet's counts ignore the filter of its own name. So filters that a facet asked for ignores are held back from the query:
they narrow the hits afterwards, and each facet is counted under those of them that hold for it.

A cluster counts the keys of each shard and adds up the most frequent ones, which may leave one out that is middling
everywhere. Here an answer is taken only where it is proven: each key listed was counted by every shard, and none left out
can reach the last one listed. Otherwise more keys of each shard are asked for.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from archive.search.engine import clauses as c
from archive.search.engine.contract import DATE, Counts, SearchQuery
from archive.search.engine.document import CALENDAR
from archive.search.engine.opensearch.queries import MATCH_ALL, Query, matching

MOST_KEYS = 10_000
"""Keys of one aggregation; all of them where there are more are gone through page by page."""
SHARD_KEYS = 500
"""Keys that each shard is asked for at first."""
_HITS, _WITHOUT = "hits", "without "
Body = dict[str, Any]
Found = Mapping[str, Any]


def held_back(question: SearchQuery) -> dict[str, c.Clause]:
    """The filters that some facet asked for ignores, by name."""
    own = {own_filter(name) for name in question.facets}
    return {name: clause for name, clause in question.filters.items() if name in own}


def own_filter(facet: str) -> str:
    return DATE if facet in CALENDAR else facet


def narrowed(queries: Iterable[Query]) -> Query:
    found = list(queries)
    return {"bool": {"filter": found}} if found else MATCH_ALL


def aggregations(question: SearchQuery, *, shard_keys: int = SHARD_KEYS, facets: Iterable[str] | None = None) -> Body:
    """What is counted: of the hits, and of each facet. `facets`: of these alone.

    Facets to which the same filters apply are counted together, in one pass over the documents.
    """
    held = {name: matching(clause) for name, clause in held_back(question).items()}
    counted: dict[str, Body] = {_HITS: _of_hits(question)} if facets is None else {}
    for name in question.facets if facets is None else facets:
        counted.setdefault(_group(question, name), {}).update(_of_facet(question, name, shard_keys))
    return {
        group: {"filter": narrowed(query for name, query in held.items() if f"{_WITHOUT}{name}" != group), "aggs": aggs}
        for group, aggs in counted.items()
    }


def _group(question: SearchQuery, facet: str) -> str:
    """Under which name a facet is counted: with the hits, or without the filter of its own."""
    own = own_filter(facet)
    return f"{_WITHOUT}{own}" if own in question.filters else _HITS


def of_hits(found: Found) -> Found:
    hits: Found = found[_HITS]
    return hits


def _of_hits(question: SearchQuery) -> Body:
    counted = {f"clause {number}": {"filter": matching(clause)} for number, clause in enumerate(question.count_clauses)}
    return {
        "undated": {"missing": {"field": "first"}},
        "first": {"min": {"field": "first"}},
        "last": {"max": {"field": "last"}},
        **counted,
    }


def _of_facet(question: SearchQuery, name: str, shard_keys: int) -> Body:
    if name in CALENDAR:
        return {f"keys {name}": {"terms": {"field": name, "size": MOST_KEYS, "order": {"_key": "asc"}}}}
    size = min(question.facet_limit or MOST_KEYS, MOST_KEYS)
    terms = {"field": name, "size": size, "shard_size": max(size, shard_keys), "show_term_doc_count_error": True}
    body: Body = {f"keys {name}": {"terms": terms}}
    if chosen := question.selected.get(name):
        keys = list(dict.fromkeys(chosen))
        body[f"chosen {name}"] = {"terms": {"field": name, "include": keys, "size": len(keys)}}
    return body


def doubtful(question: SearchQuery, found: Found) -> list[str]:
    """Facets whose keys are not proven to be the most frequent ones."""
    return [name for name in question.facets if name not in CALENDAR and not _proven(_terms(question, found, name))]


def truncated(question: SearchQuery, found: Found) -> list[str]:
    """Facets of which all keys were asked for, and there are more than were listed."""
    everything = question.facet_limit is None or question.facet_limit > MOST_KEYS
    keyed = [name for name in question.facets if name not in CALENDAR] if everything else []
    return [name for name in keyed if _terms(question, found, name)["sum_other_doc_count"]]


def _proven(terms: Found) -> bool:
    buckets = terms["buckets"]
    left_out = terms["doc_count_error_upper_bound"]
    if any(bucket.get("doc_count_error_upper_bound", 0) for bucket in buckets):
        return False
    return not left_out or (bool(buckets) and buckets[-1]["doc_count"] > left_out)


def counts(question: SearchQuery, found: Found, name: str) -> Counts:
    """Keys and counts of one facet, keys that were asked for at the end."""
    listed = [(bucket["key"], bucket["doc_count"]) for bucket in _terms(question, found, name)["buckets"]]
    return [*listed, *_chosen(question, found, name, {key for key, _ in listed})]


def _chosen(question: SearchQuery, found: Found, name: str, listed: set[str]) -> Counts:
    chosen = question.selected.get(name, ()) if name not in CALENDAR else ()
    if not chosen:
        return []
    counted = {
        bucket["key"]: bucket["doc_count"] for bucket in found[_group(question, name)][f"chosen {name}"]["buckets"]
    }
    return [(key, counted.get(key, 0)) for key in dict.fromkeys(chosen) if key not in listed]


def _terms(question: SearchQuery, found: Found, name: str) -> Found:
    terms: Found = found[_group(question, name)][f"keys {name}"]
    return terms
