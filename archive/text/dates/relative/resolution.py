"""What relative dates are resolved with, and what comes of it."""

import datetime as dt
from dataclasses import dataclass

from archive.text.dates.iso import PRECISIONS, interval
from archive.text.dates.relative.tense import Tense

_FINENESS = {"year": 0, "month": 1, "day": 2}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that relative dates count from: an ISO value, as precise as it is known."""

    value: str

    @property
    def day(self) -> dt.date:
        """The first day. Raises ValueError if the value is not a date."""
        return interval(self.value)[0]

    def interval(self) -> tuple[dt.date, dt.date]:
        return interval(self.value)

    @property
    def precision(self) -> str:
        return PRECISIONS[len(self.value)]

    def is_as_fine_as(self, precision: str) -> bool:
        return _FINENESS[self.precision] >= _FINENESS[precision]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known where a relative date is printed.

    `article_date` is the publication date; `years` maps (month, day) to the year that the article prints with that day
    elsewhere. `last_date` is the last date before this one, `last_in_text` that of the same text, `last_in_sentence` that of
    the same sentence. `lag` is the difference between the weekday in «أمس الاثنين» and the article's yesterday.
    """

    article_date: Anchor | None
    tense: Tense
    years: dict[tuple[int, int], int]
    last_date: Anchor | None
    last_in_sentence: Anchor | None
    last_in_text: Anchor | None
    lag: dt.timedelta = dt.timedelta(0)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The values of a resolved date, as in `DateMatch`."""

    value: str
    end_value: str | None = None
    basis: str = "resolved"
    doubt: str = ""
    days: tuple[dt.date, dt.date] | None = None

    def interval(self) -> tuple[dt.date, dt.date]:
        """The first and last day."""
        return self.days or (interval(self.value)[0], interval(self.end_value or self.value)[1])


def day_span(first: dt.date, last: dt.date | None = None, *, basis: str = "resolved", doubt: str = "") -> Resolution:
    """A day, or the span from one day to another."""
    return Resolution(first.isoformat(), last.isoformat() if last else None, basis, doubt)
