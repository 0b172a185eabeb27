"""What the archive answers: one frozen ResultPage. Facets carry keys and counts; pages look labels up."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from archive.search.request import SearchRequest


@dataclass(frozen=True)
class FacetValue:
    key: str
    count: int
    selected: bool = False


@dataclass(frozen=True)
class Hit:
    """One found article. `snippet` is safe HTML with <mark> around whole printed words; so is `title_html`."""

    pk: int
    key: str
    title: str
    title_html: str
    title_generated: bool
    kind: str
    date: str | None
    """ISO, as precise as it is known: `2024-06-20`, `2001-03`, `2023` or None."""
    date_precision: str | None
    date_basis: str | None
    source_key: str | None
    source_name: str | None
    document: str | None
    """File name or address that the raw document came from."""
    snippet: str
    score: float
    explanation: tuple[str, ...] = ()
    date_evidence: str = ""
    """What an inferred date was inferred from, in words and as printed."""


@dataclass(frozen=True)
class Suggestion:
    """Another query, and how many articles it finds under the same filters."""

    query: str
    count: int
    reason: Literal["latin", "keyboard", "spelling", "relaxed", "surname"]
    label: str = ""
    """What to call it where the query itself is long: the surname that stands alone."""


@dataclass(frozen=True)
class FoundArticles:
    """The articles of a search by their primary keys, as many as were asked for, and how many there are in all."""

    pks: tuple[int, ...]
    count: int
    corrected_query: str | None = None
    """The query that was answered in place of the one typed."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class UndatedCandidate:
    """An undated article; `not_before` is the earliest day it can be of, `evidence` what says so."""

    key: str
    title: str
    not_before: dt.date
    evidence: str


@dataclass(frozen=True)
class ResultPage:
    request: SearchRequest
    count: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    """By facet name. Keyed facets: most frequent first, selected ones always among them. `year`, `month`: by key, ascending,
    all values (keys `2024`, `2024-06`)."""
    undated: int
    """How many of the hits have no publication date."""
    suggestion: str | None = None
    """The query of the first of `suggestions` that asks for the same in another way."""
    suggestions: tuple[Suggestion, ...] = ()
    corrected_query: str | None = None
    """The query that was answered in place of the one typed, which finds nothing (Latin letters, wrong keyboard)."""
    searched_variants: tuple[str, ...] = ()
    """Printed variants of the query's names that were searched beside them; `variants=0` leaves them out."""
    notes: tuple[str, ...] = ()
    """Sentences in Arabic: what was forgiven or added in the query."""
    undated_candidates: tuple[UndatedCandidate, ...] = ()
    """Undated articles that may be of the time asked for; none of them is among the hits or counted."""
    took_ms: float = 0.0
    pages: int = field(default=0)
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    available: bool = True
    """False: the search could not be reached; nothing is known of what it would have found."""

    @property
    def has_previous(self) -> bool:
        return self.request.page > 1

    @property
    def has_next(self) -> bool:
        return self.request.page < self.pages
