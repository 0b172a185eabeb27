"""What every engine indexes: an article's sections of printed text, and a record of its keys and dates."""

import datetime as dt
from dataclasses import dataclass, field

from archive.search.engine.forms import Section
from archive.search.request import KEYED_FACETS

VERSION_GROUP = "version_group"
"""Column of the key that the versions of one text share; documents that have no other version have no key."""
STORY_GROUP = "story_group"
"""Column of the key that the articles of a story share, or without a story the versions of a text."""
GROUPINGS = (VERSION_GROUP, STORY_GROUP)
"""The keyed columns, of one key at most, by which a SearchQuery may group."""
KEYED = (*KEYED_FACETS, "kind", *GROUPINGS)
"""The keyed columns: `clauses.Keys` filters by them, facets count them."""
CALENDAR = ("year", "month")
"""The facets of the publication date."""
MULTIVALUED = ("tag", "person", "place", "organization", "speaker")
"""The keyed columns with several keys per document."""
SPREAD, SPREAD_BITS = 2_654_435_761, 0x7FFFFFFF
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
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
    added: int = field(default=0, repr=False)
    """Time of accession in microseconds since 1970, UTC; 0 if unknown. It never changes, so versions are made without it."""

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


def microseconds(moment: dt.datetime) -> int:
    """An aware time as `Record.added` has it."""
    return (moment - _EPOCH) // dt.timedelta(microseconds=1)


def spread(pk: int) -> int:
    """Rank of a document in samples: arbitrary, evenly spread over the keys, and the same in every engine (multiplication
    by 2³²/φ, 31 bits)."""
    return pk * SPREAD & SPREAD_BITS
