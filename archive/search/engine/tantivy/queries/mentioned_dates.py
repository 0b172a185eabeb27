"""Filters by mentioned dates: the intervals that the index knows (some thousands) are scanned for those that match."""

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
    """All mentioned intervals of an index at one moment."""

    searcher: tantivy.Searcher

    @cached_property
    def terms(self) -> list[str]:
        return [term for term, _ in self.searcher.terms_with_prefix("spoken", "")]

    @cached_property
    def days(self) -> NDArray[Any]:
        """First day, last day and whether it is stated, of each term."""
        rows = [[int(part) for part in term.split("-")] for term in self.terms]
        return np.array(rows, np.int64).reshape(len(rows), 3)

    def matching(self, clause: c.MentionsDate) -> list[str]:
        first, last, stated = self.days.T
        chosen = matching_intervals(clause, first, last, stated == 1)
        return [self.terms[number] for number in np.flatnonzero(chosen).tolist()]
