"""A query with facets or groups, computed on the rows of its hits.

Tantivy finds the page if hits differ in score. The documents that match the clause and the filters become rows, except for
the filters that a requested facet ignores: those are masks over these rows, so that all facets are counted over the same
ones. If the page has fetched all hits, they need not be fetched again.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery, SearchResult, ignored_filter
from archive.search.engine.embedded.column_filters import is_column_filter
from archive.search.engine.embedded.facets import facet
from archive.search.engine.embedded.grouping import count_groups, page_of
from archive.search.engine.tantivy.counting import count
from archive.search.engine.tantivy.docsets import mask_of, rows_of
from archive.search.engine.tantivy.grouping import others_by_score, page_by_score
from archive.search.engine.tantivy.hits import Hits, Page
from archive.search.engine.tantivy.queries.boolean import all_of
from archive.search.engine.tantivy.queries.query_builder import constant_score
from archive.search.engine.tantivy.snapshot import Snapshot

Array = NDArray[Any]
Filters = dict[str, c.Clause]


def execute(snapshot: Snapshot, query: SearchQuery, filters: Filters, hits: Hits) -> SearchResult:
    """`filters`: those that exclude a document; `hits`: of the clause and all of them."""
    ignored = {name: clause for name, clause in filters.items() if name in map(ignored_filter, query.facets)}
    by_score = query.sort == "relevance" and constant_score(query.clause) is None
    number, page, pks = None, None, None
    if by_score and query.group:
        number, page, pks = page_by_score(snapshot.rows, query, hits)
    elif by_score or not (isinstance(query.sort, str) or query.group):
        number, page, pks = hits.page(query.sort, query.start, query.end)
    if pks is not None and not ignored:
        found = np.sort(snapshot.rows.rows_of(np.array(pks, np.int64)))
    else:
        required = [*_required(query.clause), *(part for name, part in filters.items() if name not in ignored)]
        found = rows_of(snapshot, required, None if ignored else number)
    chosen = _Filtered(found, {name: mask_of(snapshot, clause)[found] for name, clause in ignored.items()})
    groups, others = None, dict[int, list[int]]()
    if page is None:
        page, groups, others = _page_by_rows(snapshot, query, chosen.docs, hits)
    elif query.group:
        groups = count_groups(snapshot.rows, chosen.docs, query.group)
        others = others_by_score(snapshot.rows, query, page, chosen.docs, hits)
    dates = snapshot.rows.date_range(chosen.docs)
    return SearchResult(
        count=len(chosen.docs),
        pks=[pk for pk, _ in page],
        scores=[round(score, 4) for _, score in page],
        facets={name: facet(snapshot.rows, query, name, chosen.but(ignored_filter(name))) for name in query.facets},
        clause_counts=tuple(_clause_count(snapshot, clause, chosen.docs, hits) for clause in query.count_clauses),
        undated=dates.undated,
        first_day=dates.first,
        last_day=dates.last,
        groups=groups,
        others=others,
    )


class _Filtered:
    """Rows, and for each of some filters which of them it keeps."""

    def __init__(self, found: Array, masks: dict[str, Array]) -> None:
        self.found, self.masks = found, masks
        self.docs = self.but("")

    def but(self, name: str) -> Array:
        """The rows that all filters keep, except the filter of this name."""
        if name and name not in self.masks:
            return self.docs
        masks = [mask for other, mask in self.masks.items() if other != name]
        return self.found[np.logical_and.reduce(masks)] if masks else self.found


def _required(clause: c.Clause) -> list[c.Clause]:
    return [] if isinstance(clause, c.MatchAll) else [clause]


def _page_by_rows(
    snapshot: Snapshot, query: SearchQuery, docs: Array, hits: Hits
) -> tuple[Page, int | None, dict[int, list[int]]]:
    """The page, the number of groups and their other hits: of orders that the columns know."""
    pks = snapshot.rows.columns.pks[docs]
    scores = None
    if not isinstance(query.sort, str) and "score" in dict(query.sort):
        scores = np.array([score for _, score in hits.with_scores(pks.tolist())])
    page = page_of(snapshot.rows, docs, scores, query)
    return hits.with_scores(pks[page.places].tolist()), page.groups, page.others


def _clause_count(snapshot: Snapshot, clause: c.Clause, docs: Array, hits: Hits) -> int:
    if is_column_filter(clause):
        return int(np.count_nonzero(mask_of(snapshot, clause)[docs]))
    return count(snapshot.searcher, all_of([hits.query, snapshot.filters.query(clause)]))
