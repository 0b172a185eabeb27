"""Names of a result that are mentioned together more often than chance would have it, counted in the index.

The most frequent names of the result are compared in pairs. Their association is the normalised pointwise mutual information
(Bouma 2009): ln(p(x,y) / (p(x) p(y))) / -ln p(x,y), with the articles of the result as the events; 1 if neither is mentioned
without the other, 0 if they are independent. A name that every article mentions goes with none. Pairs of fewer articles than the
least support are left out, since chance alone gives rare pairs high values.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery
from archive.search.related.co_mentions import ENTITY_COLUMNS
from archive.search.request import SearchRequest
from archive.search.request_clauses import check_request, filter_clauses, with_current_keys
from archive.search.result_page import NameNetwork, NetworkName, NetworkPair
from archive.search.session import search_session

LEAST_SUPPORT, ARTICLES_PER_SUPPORT = 2, 1_000
"""A pair needs two articles, and one more for each thousand of the result beyond two thousand."""


def name_network(request: SearchRequest, kinds: Sequence[str], limit: int) -> NameNetwork:
    """The `limit` most frequent names of these kinds. The query is taken as it is written, without correction."""
    check_request(request)
    with search_session() as session:
        request = with_current_keys(request)
        # A facet ignores the filter of its own name; under other names all filters apply to all facets.
        filters = {f"all {name}": clause for name, clause in filter_clauses(request).items()}
        columns = tuple(column for column in ENTITY_COLUMNS if column in kinds)
        query = SearchQuery(session.compile(request).clause, filters, sort="newest", end=0)
        found = session.view.search(replace(query, facets=columns, facet_limit=limit))
        counted = [NetworkName(column, key, count) for column in columns for key, count in found.facets[column]]
        names = tuple(sorted(counted, key=lambda name: (-name.count, name.facet, name.key))[:limit])
        places = list(combinations(range(len(names)), 2))
        both = tuple(c.And((_mentions(names[first]), _mentions(names[second]))) for first, second in places)
        counts = session.view.search(replace(query, count_clauses=both)).clause_counts if both else ()
    support = max(LEAST_SUPPORT, found.count // ARTICLES_PER_SUPPORT)
    pairs = [
        NetworkPair(first, second, count, association(count, names[first].count, names[second].count, found.count))
        for (first, second), count in zip(places, counts, strict=True)
        if count >= support
    ]
    kept = [pair for pair in pairs if pair.association > 0]
    kept.sort(key=lambda pair: (-pair.association, -pair.count, pair.first, pair.second))
    return NameNetwork(found.count, names, tuple(kept), support)


def association(both: int, first: int, second: int, articles: int) -> float:
    """Normalised pointwise mutual information of two names with these numbers of articles; `both` is positive."""
    if both == articles:
        return 0.0
    return math.log(both * articles / (first * second)) / -math.log(both / articles)


def _mentions(name: NetworkName) -> c.Clause:
    return c.Keys(name.facet, (name.key,))
