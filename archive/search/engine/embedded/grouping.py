"""Group hits by a keyed column and take a page of the groups.

The first hit of each group in the sort order is its result. The first hits are taken in order until there are enough groups for
the page, so that no more of them are sorted than without groups; the number of groups and the other hits of those on the page
are found by passes over the hits' key numbers.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.contract import SearchQuery
from archive.search.engine.embedded.rows import NO_GROUP, Rows
from archive.search.engine.embedded.sorting import top

Array = NDArray[Any]
SPARE, GROWTH = 20, 4
"""Hits taken beyond the page at first; how many times more each time that these have too few groups."""


@dataclass(frozen=True, eq=False)
class Page:
    places: Array
    """Indexes into the hits: one for each result on the page, in order."""
    groups: int | None = None
    """Number of all results; None if hits are not grouped."""
    others: dict[int, list[int]] = field(default_factory=dict)
    """`SearchResult.others`."""


def page_of(rows: Rows, docs: Array, scores: Array | None, query: SearchQuery) -> Page:
    """The page that a query asks for, of the hits `docs` (ascending) and their scores."""
    end = len(docs) if query.end is None else query.end
    if not query.group:
        return Page(top(rows, docs, scores, query.sort, start=query.start, end=end))
    numbers = rows.group_numbers(query.group)[docs]
    limit = end + SPARE if query.start < end else 0
    while True:
        ordered = top(rows, docs, scores, query.sort, start=0, end=limit)
        firsts = first_places(numbers[ordered])
        if len(firsts) >= end or not limit or limit >= len(docs):
            break
        limit *= GROWTH
    places = ordered[firsts[query.start : end]]
    members = np.flatnonzero(_of_groups(rows, query.group, numbers[places])[numbers])
    others = members[~np.isin(members, places)]
    some = None if scores is None else scores[others]
    others = others[top(rows, docs[others], some, query.sort, start=0, end=len(others))]
    pks = rows.columns.pks[docs]
    return Page(places, count_groups(rows, docs, query.group), by_result(pks, numbers, places, others))


def first_places(numbers: Array) -> Array:
    """Places of the hits that are the first of their group, and of those without a group, ascending."""
    keyed = np.flatnonzero(numbers != NO_GROUP)
    _, firsts = np.unique(numbers[keyed], return_index=True)
    return np.sort(np.concatenate((np.flatnonzero(numbers == NO_GROUP), keyed[firsts])))


def count_groups(rows: Rows, docs: Array, column: str) -> int:
    """The number of results that these documents are."""
    numbers = rows.group_numbers(column)[docs]
    return int(np.count_nonzero(numbers == NO_GROUP)) + int(np.count_nonzero(_of_groups(rows, column, numbers)))


def _of_groups(rows: Rows, column: str, numbers: Array) -> NDArray[np.bool_]:
    """By key number: whether it is among these; False for NO_GROUP, which is the last place of the array."""
    among = np.zeros(len(rows.columns.keyed[column].keys) + 1, bool)
    among[numbers] = True
    among[NO_GROUP] = False
    return among


def by_result(pks: Array, numbers: Array, places: Array, others: Array) -> dict[int, list[int]]:
    """The other hits of the groups on a page, in the order of `others`."""
    found: dict[int, list[int]] = {}
    result_of = dict(zip(numbers[places].tolist(), pks[places].tolist(), strict=True))
    for number, pk in zip(numbers[others].tolist(), pks[others].tolist(), strict=True):
        found.setdefault(result_of[number], []).append(pk)
    return found
