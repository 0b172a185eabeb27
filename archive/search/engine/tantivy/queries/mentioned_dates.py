"""Filters by mentioned dates: the intervals that the index knows (some thousands) are scanned for those that match."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.embedded.column_filters import matching_intervals


@dataclass(frozen=True)
class Intervals:
    """All mentioned intervals of an index at one moment, and the years of its publication dates."""

    searcher: tantivy.Searcher

    @cached_property
    def terms(self) -> list[str]:
        return [term for term, _ in self.searcher.terms_with_prefix("spoken", "")]

    @cached_property
    def days(self) -> NDArray[Any]:
        """First day, last day and whether it is stated, of each term."""
        rows = [[int(part) for part in term.split("-")] for term in self.terms]
        return np.array(rows, np.int64).reshape(len(rows), 3)

    @cached_property
    def published_years(self) -> frozenset[int]:
        return frozenset(int(term) for term, _ in self.searcher.terms_with_prefix("year", ""))

    def anniversaries(self, clause: c.Anniversary) -> list[int]:
        """Its days in years that the index has: a set of terms takes longer with each of them."""
        return [day for day in clause.ordinals if dt.date.fromordinal(day).year in self.published_years]

    def matching(self, clause: c.MentionsDate) -> list[str]:
        first, last, stated = self.days.T
        chosen = matching_intervals(clause, first, last, stated == 1)
        return [self.terms[number] for number in np.flatnonzero(chosen).tolist()]
