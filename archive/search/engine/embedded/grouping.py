"""Group hits by a keyed column and take a page of the groups.

The first hit of each group in the sort order stays, the others are left out before the page is sorted and cut, so that a page
at any depth is one of groups. Only hits that have a key are sorted for that: as a rule a fraction of all.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.contract import SearchQuery
from archive.search.engine.embedded.rows import NO_GROUP, Rows
from archive.search.engine.embedded.sorting import top

Array = NDArray[Any]


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
    if not query.group:
        return Page(_cut(rows, docs, scores, query))
    numbers = rows.group_numbers(query.group)[docs]
    keyed = np.flatnonzero(numbers != NO_GROUP)
    keyed = keyed[_in_order(rows, docs[keyed], _taken(scores, keyed), query)]
    _, firsts = np.unique(numbers[keyed], return_index=True)
    others = np.delete(keyed, firsts)
    stays = np.ones(len(docs), bool)
    stays[others] = False
    results = np.flatnonzero(stays)
    places = results[_cut(rows, docs[results], _taken(scores, results), query)]
    return Page(places, len(results), _by_result(rows.columns.pks[docs], numbers, places, others))


def count_groups(rows: Rows, docs: Array, column: str) -> int:
    """The number of results that these documents are."""
    numbers = rows.group_numbers(column)[docs]
    numbers = numbers[numbers != NO_GROUP]
    return len(docs) - len(numbers) + len(np.unique(numbers))


def _by_result(pks: Array, numbers: Array, places: Array, others: Array) -> dict[int, list[int]]:
    """The other hits of the groups on a page, in the order of `others`."""
    found: dict[int, list[int]] = {}
    result_of = {int(numbers[place]): int(pks[place]) for place in places.tolist() if numbers[place] != NO_GROUP}
    for place in others[np.isin(numbers[others], list(result_of))].tolist():
        found.setdefault(result_of[int(numbers[place])], []).append(int(pks[place]))
    return found


def _cut(rows: Rows, docs: Array, scores: Array | None, query: SearchQuery) -> Array:
    end = len(docs) if query.end is None else query.end
    return top(rows, docs, scores, query.sort, start=query.start, end=end)


def _in_order(rows: Rows, docs: Array, scores: Array | None, query: SearchQuery) -> Array:
    return top(rows, docs, scores, query.sort, start=0, end=len(docs))


def _taken(scores: Array | None, places: Array) -> Array | None:
    return None if scores is None else scores[places]
