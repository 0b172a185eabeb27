"""Filters on mentioned dates."""

import datetime as dt
from typing import TYPE_CHECKING

from archive.catalog.printed_spans import PrintedSpanQuerySet

if TYPE_CHECKING:
    from archive.chronology.models import DateMention  # noqa: F401


class DateMentionQuerySet(PrintedSpanQuerySet["DateMention"]):
    def visible(self) -> "DateMentionQuerySet":
        """The dates that readers see and searches find: those that no curator refused."""
        return self.exclude(decision="refused")

    def within(self, first: dt.date | None, last: dt.date | None) -> "DateMentionQuerySet":
        """Dates that lie wholly between two days, both included; None is open. «عام 2024» is not within June."""
        found = self
        if first is not None:
            found = found.filter(first__gte=first)
        if last is not None:
            found = found.filter(last__lte=last)
        return found
