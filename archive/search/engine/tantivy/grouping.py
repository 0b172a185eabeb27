"""A page of groups where hits differ in score: Tantivy's best hits are walked until there are enough groups.

The first hit of a group is its result. Of the page's groups, the other hits are found by their key, and scored.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.contract import SearchQuery
from archive.search.engine.embedded.grouping import GROWTH, SPARE, first_places
from archive.search.engine.embedded.rows import NO_GROUP
from archive.search.engine.tantivy.hits import Hits, Page
from archive.search.engine.tantivy.records import PkRows

Array = NDArray[Any]


def page_by_score(rows: PkRows, query: SearchQuery, hits: Hits) -> tuple[int, Page, list[int] | None]:
    """As `Hits.page`: the number of hits, the results from start to end, and the pks of all hits if they were fetched."""
    numbers = rows.group_numbers(query.group)
    end = query.end
    limit = None if end is None else end + SPARE if query.start < end else 0
    while True:
        number, page, pks = hits.page("relevance", 0, limit)
        firsts = first_places(numbers[rows.rows_of(np.array([pk for pk, _ in page], np.int64))])
        if not limit or end is None or len(firsts) >= end or len(page) >= number:
            return number, [page[place] for place in firsts[query.start : end]], pks
        limit *= GROWTH


def others_by_score(rows: PkRows, query: SearchQuery, page: Page, docs: Array, hits: Hits) -> dict[int, list[int]]:
    """For each result on the page whose group has other hits: those, the best first."""
    numbers = rows.group_numbers(query.group)
    results = rows.rows_of(np.array([pk for pk, _ in page], np.int64))
    result_of = {int(numbers[row]): int(rows.columns.pks[row]) for row in results if numbers[row] != NO_GROUP}
    members = docs[np.isin(numbers[docs], list(result_of))]
    others = np.setdiff1d(members, results)
    rank = dict(zip(rows.columns.pks[others].tolist(), rows.newest_rank[others].tolist(), strict=True))
    number = dict(zip(rows.columns.pks[others].tolist(), numbers[others].tolist(), strict=True))
    found: dict[int, list[int]] = {}
    for pk, _ in sorted(hits.with_scores(list(rank)), key=lambda hit: (-hit[1], rank[hit[0]])):
        found.setdefault(result_of[number[pk]], []).append(pk)
    return found
