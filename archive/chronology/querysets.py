"""Chainable filters on dates mentioned."""

import datetime as dt
from typing import TYPE_CHECKING

from archive.catalog.printed_spans import PrintedSpanQuerySet

if TYPE_CHECKING:
    from archive.chronology.models import DateMention  # noqa: F401


class DateMentionQuerySet(PrintedSpanQuerySet["DateMention"]):
    def visible(self) -> "DateMentionQuerySet":
        """What readers see and searches find: dates that no curator refused."""
        return self.exclude(decision="refused")

    def within(self, first: dt.date | None, last: dt.date | None) -> "DateMentionQuerySet":
        """Dates that lie wholly among the days from `first` to `last`; None is open. «عام 2024» does not speak of June."""
        found = self
        if first is not None:
            found = found.filter(first__gte=first)
        if last is not None:
            found = found.filter(last__lte=last)
        return found
