"""The days that texts speak of: each distinct interval is one term, so that a document's intervals are never mixed up.

A question goes through the intervals that the archive knows (some thousands), and asks for those that fit.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from archive.search.engine import clauses as c


def interval_term(first: dt.date, last: dt.date, stated: bool) -> str:
    return f"{first.toordinal():07d}-{last.toordinal():07d}-{int(stated)}"


@dataclass(frozen=True)
class Intervals:
    """All intervals of an index at one moment."""

    searcher: tantivy.Searcher

    @cached_property
    def terms(self) -> list[str]:
        return [term for term, _ in self.searcher.terms_with_prefix("spoken", "")]

    @cached_property
    def days(self) -> NDArray[Any]:
        """First day, last day and whether it is stated, of each term."""
        rows = [[int(part) for part in term.split("-")] for term in self.terms]
        return np.array(rows, np.int64).reshape(len(rows), 3)

    def fitting(self, clause: c.MentionsDate) -> list[str]:
        first, last, stated = self.days.T
        chosen = np.ones(len(self.days), bool)
        if clause.first is not None:
            chosen &= (first if clause.within else last) >= clause.first.toordinal()
        if clause.last is not None:
            chosen &= (last if clause.within else first) <= clause.last.toordinal()
        if clause.stated:
            chosen &= stated == 1
        return [self.terms[number] for number in np.flatnonzero(chosen).tolist()]
