"""What every engine indexes: one article's sections of printed text, and a record of its keys and days."""

import datetime as dt
from dataclasses import dataclass, field

from archive.search.engine.forms import Section
from archive.search.request import KEYED_FACETS

KEYED = (*KEYED_FACETS, "kind")
"""The keyed columns: what `clauses.Keys` may name and facets may count."""
CALENDAR = ("year", "month")
"""The facets of the days of publication."""
MULTIVALUED = ("tag", "person", "place", "organization")
"""Those of them in which a document may have several keys."""
SPREAD, SPREAD_BITS = 2_654_435_761, 0x7FFFFFFF
MentionedDate = tuple[dt.date, dt.date, bool]
"""(first day, last day, whether the text states it rather than implying it)."""


@dataclass(frozen=True)
class Record:
    """One document's facet keys and days; an undated document has neither `first` nor `last`."""

    pk: int
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    first: dt.date | None = None
    last: dt.date | None = None
    precision: str = ""
    """`day`, `month` or `year`. A document of precision `year` is counted in no month."""
    mentioned_dates: tuple[MentionedDate, ...] = ()
    """Days that the text speaks of."""


@dataclass(frozen=True)
class Document:
    """One article as it is indexed. `sections` hold everything that is searched, the title among them."""

    pk: int
    title: tuple[Section, ...]
    sections: tuple[Section, ...]
    record: Record
    version: int = 0
    """Changes whenever the document does (63 bits): the index keeps it, so that differences can be told by number."""


def spread(pk: int) -> int:
    """A document's place in the order in which samples are drawn: without meaning, evenly spread over the numbers, and the
    same in every engine (multiplication by 2³²/φ, 31 bits)."""
    return pk * SPREAD & SPREAD_BITS
