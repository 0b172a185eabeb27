"""Documents numbered through, as rows of columns: which are live, their two orders of days, what is so of all of them.

A snapshot that answers by numpy is one (`whoosh.snapshot`) or has one (`tantivy.snapshot`); `facets` counts among its rows
and `ranking` puts them in order.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.columns import UNDATED, Columns
from archive.search.engine.tally import Tally

Array = NDArray[Any]


@dataclass(frozen=True)
class Days:
    """Days of publication of some documents, as ordinals."""

    undated: int
    first: int | None
    last: int | None


@dataclass(frozen=True, eq=False)
class Calendar:
    """The year or the month of each document as a number, which is where it stands among `keys`: 0 where it has none."""

    keys: list[str]
    """`2024` or `2024-06`, ascending; none at 0."""
    values: Array

    @classmethod
    def of(cls, facet: str, values: Array) -> "Calendar":
        dated = values != UNDATED
        counts = np.bincount(values[dated])
        known = np.flatnonzero(counts)
        number = np.zeros(len(counts), np.int64)
        number[known] = np.arange(1, len(known) + 1)
        numbers = np.zeros(len(values), np.int64)
        numbers[dated] = number[values[dated]]
        return cls(["", *(_calendar_key(facet, value) for value in known.tolist())], numbers)


class Rows:
    """Every array by document has `size` entries; rows that are not live are found by nobody."""

    def __init__(self, columns: Columns, live: NDArray[np.bool_]) -> None:
        self.columns = columns
        self.size = len(columns)
        self.live = live
        self.live_docs = np.flatnonzero(live)
        self.count = len(self.live_docs)
        pks, first = columns.pks, columns.first
        newest_pk = -pks
        self.newest = np.lexsort((newest_pk, -first))
        self.newest_rank = _ranks(self.newest)
        oldest_key = np.where(first < 0, np.iinfo(np.int32).max, first)
        self.oldest = np.lexsort((newest_pk, oldest_key))
        self.oldest_rank = _ranks(self.oldest)
        self.everything: dict[str, Array] = {}
        """Facet counts over all live documents, filled by `facets` when first asked for."""
        self._calendars: dict[str, Calendar] = {}
        self._tallies: dict[str, Tally] = {}
        self._everyday: Days | None = None

    def calendar(self, facet: str) -> Calendar:
        """Years or months of publication; worked out when they are first asked for."""
        calendar = self._calendars.get(facet)
        if calendar is None:
            values = self.columns.years if facet == "year" else self.columns.months
            calendar = self._calendars[facet] = Calendar.of(facet, values)
        return calendar

    def tally(self, facet: str) -> Tally:
        """For counting a keyed column; made when it is first asked for."""
        tally = self._tallies.get(facet)
        if tally is None:
            tally = self._tallies[facet] = Tally(self.columns.keyed[facet], self.size)
        return tally

    def days(self, docs: Array) -> Days:
        """Earliest and latest day of publication among live documents, and how many are undated."""
        if len(docs) == self.count and self._everyday is not None:
            return self._everyday
        first = self.columns.first[docs]
        dated = first != UNDATED
        number = int(np.count_nonzero(dated))
        if not number:
            return Days(len(docs), None, None)
        if number < len(docs):
            docs, first = docs[dated], first[dated]
        days = Days(len(dated) - number, int(first.min()), int(self.columns.last[docs].max()))
        if len(dated) == self.count:
            self._everyday = days
        return days


def _calendar_key(facet: str, value: int) -> str:
    return f"{value:04d}" if facet == "year" else f"{value // 12:04d}-{value % 12 + 1:02d}"


def _ranks(order: Array) -> Array:
    ranks = np.empty(len(order), np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks
