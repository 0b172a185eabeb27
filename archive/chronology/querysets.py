"""Filters on mentioned dates."""

import datetime as dt
from typing import Self

from archive.catalog.models import PrintedSpanQuerySet, Span


class DateMentionQuerySet(PrintedSpanQuerySet[Span]):
    def visible(self) -> Self:
        """The dates that readers see and searches find: those that no curator refused."""
        return self.exclude(decision="refused")

    def within(self, first: dt.date | None, last: dt.date | None) -> Self:
        """Dates that lie wholly between two days, both included; None is open. «عام 2024» is not within June."""
        found = self
        if first is not None:
            found = found.filter(first__gte=first)
        if last is not None:
            found = found.filter(last__lte=last)
        return found
