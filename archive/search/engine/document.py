"""What every engine indexes: an article's sections of printed text, and a record of its keys and dates."""

import datetime as dt
from dataclasses import dataclass, field

from archive.search.engine.forms import Section
from archive.search.request import KEYED_FACETS

KEYED = (*KEYED_FACETS, "kind")
"""The keyed columns: `clauses.Keys` filters by them, facets count them."""
CALENDAR = ("year", "month")
"""The facets of the publication date."""
MULTIVALUED = ("tag", "person", "place", "organization")
"""The keyed columns with several keys per document."""
SPREAD, SPREAD_BITS = 2_654_435_761, 0x7FFFFFFF
MentionedDate = tuple[dt.date, dt.date, bool]
"""(first day, last day, whether the text states it rather than implies it)."""


@dataclass(frozen=True)
class Record:
    """One document's facet keys and dates; an undated document has neither `first` nor `last`."""

    pk: int
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    first: dt.date | None = None
    last: dt.date | None = None
    precision: str = ""
    """`day`, `month` or `year`. A document of precision `year` counts in no month."""
    mentioned_dates: tuple[MentionedDate, ...] = ()

    @property
    def days(self) -> tuple[int, int] | None:
        """First and last day of publication as ordinals; None if undated."""
        return None if self.first is None else (self.first.toordinal(), (self.last or self.first).toordinal())

    @property
    def mentioned_days(self) -> list[tuple[int, int, bool]]:
        """The mentioned dates as ordinals, distinct and sorted."""
        return sorted({(first.toordinal(), last.toordinal(), stated) for first, last, stated in self.mentioned_dates})

    @property
    def calendar_keys(self) -> dict[str, str]:
        """The document's keys in the calendar facets."""
        if self.first is None:
            return {}
        year = {"year": f"{self.first.year:04d}"}
        return year if self.precision == "year" else year | {"month": f"{self.first.year:04d}-{self.first.month:02d}"}


@dataclass(frozen=True)
class Document:
    """An article as it is indexed. `sections` hold all searched text, the title included."""

    pk: int
    title: tuple[Section, ...]
    sections: tuple[Section, ...]
    record: Record
    version: int = 0
    """Changes whenever the document does (63 bits). The index stores it, so that it can be compared with the database."""


def spread(pk: int) -> int:
    """Rank of a document in samples: arbitrary, evenly spread over the keys, and the same in every engine (multiplication
    by 2³²/φ, 31 bits)."""
    return pk * SPREAD & SPREAD_BITS
