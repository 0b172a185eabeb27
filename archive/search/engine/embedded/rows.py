"""The documents of a snapshot as rows of columns: live rows, orders by time, and tables of facets and groups made on demand.

`facets` counts rows, `sorting` orders and `grouping` groups them.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engine.embedded.columns import Columns
from archive.search.engine.embedded.records import UNDATED, date_of
from archive.search.engine.embedded.tally import Tally

Array = NDArray[Any]
NO_GROUP = -1


@dataclass(frozen=True)
class DateRange:
    """Publication dates of a set of documents."""

    undated: int = 0
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, eq=False)
class CalendarColumn:
    """Year or month of each document as an index into `keys`; 0 if it has none."""

    keys: list[str]
    """`2024` or `2024-06`, ascending; keys[0] is empty."""
    values: Array

    @classmethod
    def of(cls, facet: str, values: Array) -> "CalendarColumn":
        dated = values != UNDATED
        counts = np.bincount(values[dated])
        known = np.flatnonzero(counts)
        number = np.zeros(len(counts), np.int64)
        number[known] = np.arange(1, len(known) + 1)
        numbers = np.zeros(len(values), np.int64)
        numbers[dated] = number[values[dated]]
        return cls(["", *(_calendar_key(facet, value) for value in known.tolist())], numbers)


class Rows:
    """Arrays by document have `size` entries; rows that are not live never match."""

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
        self.facet_totals: dict[str, Array] = {}
        """Facet counts over all live documents, filled by `facets` on demand."""
        self._calendars: dict[str, CalendarColumn] = {}
        self._groups: dict[str, Array] = {}
        self._tallies: dict[str, Tally] = {}
        self._whole_range: DateRange | None = None

    def calendar(self, facet: str) -> CalendarColumn:
        calendar = self._calendars.get(facet)
        if calendar is None:
            values = self.columns.years if facet == "year" else self.columns.months
            calendar = self._calendars[facet] = CalendarColumn.of(facet, values)
        return calendar

    @cached_property
    def added(self) -> Array:
        """All documents, the latest accession first."""
        return np.lexsort((-self.columns.pks, -self.columns.added))

    @cached_property
    def added_rank(self) -> Array:
        return _ranks(self.added)

    def group_numbers(self, column: str) -> Array:
        """The number of each document's key in a column of one key at most; NO_GROUP if it has none."""
        numbers = self._groups.get(column)
        if numbers is None:
            keyed = self.columns.keyed[column]
            numbers = np.full(self.size, NO_GROUP, np.int32)
            numbers[keyed.docs] = keyed.values
            self._groups[column] = numbers
        return numbers

    def tally(self, facet: str) -> Tally:
        """The counter of a column with several keys per document."""
        tally = self._tallies.get(facet)
        if tally is None:
            tally = self._tallies[facet] = Tally(self.columns.keyed[facet], self.size)
        return tally

    def date_range(self, docs: Array) -> DateRange:
        """The publication dates of these live documents."""
        if len(docs) == self.count and self._whole_range is not None:
            return self._whole_range
        first = self.columns.first[docs]
        dated = first != UNDATED
        number = int(np.count_nonzero(dated))
        if not number:
            return DateRange(len(docs))
        if number < len(docs):
            docs, first = docs[dated], first[dated]
        found = DateRange(len(dated) - number, date_of(int(first.min())), date_of(int(self.columns.last[docs].max())))
        if len(dated) == self.count:
            self._whole_range = found
        return found


def _calendar_key(facet: str, value: int) -> str:
    return f"{value:04d}" if facet == "year" else f"{value // 12:04d}-{value % 12 + 1:02d}"


def _ranks(order: Array) -> Array:
    ranks = np.empty(len(order), np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks
