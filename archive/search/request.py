"""A search as a reader asks for it: one frozen SearchRequest, the same for page, feed, JSON and export."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Mode = Literal["exact", "spelling", "wide"]
Match = Literal["all", "any"]
Sort = Literal["relevance", "newest", "oldest", "added"]
Group = Literal["versions", "story", "none"]
"""What is one result: the versions of one text, the articles of one story, or each article."""
Kind = Literal["article", "stub", "all"]
Undated = Literal["", "only", "exclude"]

FACETS = ("person", "place", "organization", "source", "agency", "section", "tag", "language", "year", "month")
"""All facets, in the order of the pages. `year` and `month` filter through `published`."""
KEYED_FACETS = ("person", "place", "organization", "source", "agency", "section", "tag", "language", "speaker")
"""Facets whose values are keys: filtered with the parameter of the same name, excluded with `not_…`. Speakers are not counted."""


@dataclass(frozen=True)
class DateRange:
    """Days from `first` to `last`, both included; None is unbounded."""

    first: dt.date | None = None
    last: dt.date | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None


@dataclass(frozen=True)
class Cursor:
    """A place in the results of a search (`continuing`): how many were shown, and the primary keys of the last of them."""

    start: int
    last: tuple[int, ...] = ()


@dataclass(frozen=True)
class SearchRequest:
    """`filters` and `excludes` map a keyed facet to the chosen keys (OR within a facet, AND between facets)."""

    q: str = ""
    mode: Mode = "wide"
    match: Match = "all"
    variants: bool = True
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    excludes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    """Keys of persons, places and organizations, all of which are mentioned."""
    published: DateRange = DateRange()
    mentions: DateRange = DateRange()
    """Days that the text mentions. A mentioned date must lie within them: «عام 2024» does not mention 19 June."""
    added_from: dt.datetime | None = None
    """Only articles added to the archive at this time or later (aware)."""
    undated: Undated = ""
    kind: Kind = "article"
    sort: Sort | None = None
    """None: by relevance with a query, newest first without."""
    explain: bool = False
    compare: str = ""
    """Another query, charted together with this one; it does not filter."""
    page: int = 1
    cursor: Cursor | None = None
    """Go on after these results; `page` is 1 then."""
    per_page: int = 10
    """0: counts and facets only."""
    group: Group | None = None
    """None: `default_group`."""
    default_group: Group = field(default="none", compare=False)
    """Not a parameter: pages of results group versions, files and feeds list each article."""
    facets: tuple[str, ...] = FACETS
    facet_limit: int = 20

    @property
    def effective_sort(self) -> Sort:
        return self.sort or ("relevance" if self.q.strip() else "newest")

    @property
    def effective_group(self) -> Group:
        return self.group or self.default_group
