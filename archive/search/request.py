"""What a reader asks: one frozen SearchRequest, the same for page, feed, JSON and export."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Mode = Literal["exact", "spelling", "wide"]
Match = Literal["all", "any"]
Sort = Literal["relevance", "newest", "oldest"]
Kind = Literal["article", "stub", "all"]
Undated = Literal["", "only", "exclude"]

FACETS = ("person", "place", "organization", "source", "agency", "section", "tag", "year", "month")
"""Every facet, in the order in which pages show them. `year` and `month` filter through `date_from`/`date_to`."""
KEYED_FACETS = ("person", "place", "organization", "source", "agency", "section", "tag")
"""Facets that filter by key with a parameter of their own name, and exclude with `not_…`."""


@dataclass(frozen=True)
class DateRange:
    """Days from `first` to `last`, both included; None is open."""

    first: dt.date | None = None
    last: dt.date | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None


@dataclass(frozen=True)
class SearchRequest:
    """A search as understood. `filters` and `excludes` map a keyed facet to its chosen keys (OR within, AND between)."""

    q: str = ""
    mode: Mode = "wide"
    match: Match = "all"
    variants: bool = True
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    excludes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    published: DateRange = DateRange()
    mentions: DateRange = DateRange()
    """Days that the text speaks of: a date must lie wholly among them, for «عام 2024» does not speak of 19 June."""
    undated: Undated = ""
    kind: Kind = "article"
    sort: Sort | None = None
    """None: relevance with a query, newest without."""
    explain: bool = False
    compare: str = ""
    """Another query, whose results are charted beside this one's; it narrows nothing."""
    page: int = 1
    per_page: int = 10
    """0: counts and facets alone."""
    facets: tuple[str, ...] = FACETS
    facet_limit: int = 20

    @property
    def effective_sort(self) -> Sort:
        return self.sort or ("relevance" if self.q.strip() else "newest")
