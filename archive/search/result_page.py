"""The result of a search: one frozen ResultPage. Facets carry keys and counts; the web looks up labels."""

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from archive.search.request import Cursor, SearchRequest

if TYPE_CHECKING:
    from archive.catalog.models import Article

SuggestionReason = Literal["latin", "keyboard", "spelling", "relaxed", "surname"]
AlternativeReason = Literal["wider_mode", "any_word", "without_filter", "without_filters"]
OFFER_REASONS: tuple[str, ...] = (*get_args(SuggestionReason), *get_args(AlternativeReason))
"""Why another search is offered: `latin`, `keyboard`, `spelling` correct the query, `relaxed` leaves words out, `surname`
searches the surname of a full name by itself; the others relax mode, match or filters."""


@dataclass(frozen=True)
class FacetValue:
    key: str
    count: int
    selected: bool = False


@dataclass(frozen=True)
class Version:
    """Another article of a result: the same text, printed elsewhere, or another text of the same story."""

    pk: int
    key: str
    title: str
    """Printed or, without a headline, generated."""
    date: str | None
    """As `Hit.date`."""
    source_key: str | None
    source_name: str | None


@dataclass(frozen=True)
class HitStory:
    """The story of a result, and who else tells it."""

    key: str
    size: int
    """Number of its published articles, whether or not they are found."""
    others: tuple[tuple[Version, ...], ...] = ()
    """The other texts found that tell it, in the order of the request: of each, the articles that print it."""


@dataclass(frozen=True)
class Hit:
    """One result: an article found, or the first of several versions of one text or articles of one story. `snippet` and
    `title_html` are safe HTML with <mark> around whole printed words."""

    pk: int
    key: str
    title: str
    title_html: str
    title_generated: bool
    kind: str
    date: str | None
    """ISO, of the precision known: `2024-06-20`, `2001-03`, `2023` or None."""
    date_precision: str | None
    date_basis: str | None
    source_key: str | None
    source_name: str | None
    document: str | None
    """File name or address of the raw document."""
    snippet: str
    score: float
    explanation: tuple[str, ...] = ()
    date_evidence: str = ""
    """What an inferred date was inferred from, in words, as printed."""
    versions: tuple[Version, ...] = ()
    """The other versions found, in the order of the request; () if it does not group."""
    story: HitStory | None = None
    """Only if the request groups by story: that of the article, if several published articles tell it."""

    @property
    def tellers(self) -> tuple["Hit | Version", ...]:
        """All articles of the result: itself, its versions, and the others of its story."""
        return (self, *self.versions, *(one for text in (self.story.others if self.story else ()) for one in text))


@dataclass(frozen=True)
class Suggestion:
    """Another query, and how many articles it finds under the same filters."""

    query: str
    count: int
    reason: SuggestionReason
    label: str = ""
    """A short name for the query if it is long: the surname by itself."""


@dataclass(frozen=True)
class Alternative:
    """A less strict request, and how many articles it finds."""

    request: SearchRequest
    reason: AlternativeReason
    count: int = 0


@dataclass(frozen=True)
class FoundArticles:
    """Primary keys of the first results of a search, and the number of all articles found."""

    pks: tuple[int, ...]
    count: int
    corrected_query: str | None = None
    """The query that was answered in place of the one typed."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class UndatedCandidate:
    """An undated article that may be of the time asked for: published on `not_before` or later, as `evidence` says."""

    key: str
    title: str
    not_before: dt.date
    evidence: str


@dataclass(frozen=True)
class ResultPage:
    request: SearchRequest
    count: int
    """Number of articles found."""
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    """By facet name. Keyed facets: the most frequent values and those selected, by descending count. `year`, `month`: all
    values, by ascending key (`2024`, `2024-06`)."""
    undated: int
    """Number of hits without a publication date."""
    suggestion: str | None = None
    """The query of the first of `suggestions` that is a correction of the one typed."""
    suggestions: tuple[Suggestion, ...] = ()
    corrected_query: str | None = None
    """The query answered in place of the one typed, which finds nothing (Latin letters, wrong keyboard layout)."""
    searched_variants: tuple[str, ...] = ()
    """Printed spelling variants of the query's names that were also searched; `variants=0` switches them off."""
    notes: tuple[str, ...] = ()
    """Sentences in Arabic about what was ignored in the query or answered in its place."""
    undated_candidates: tuple[UndatedCandidate, ...] = ()
    """Undated articles that may be of the time asked for; neither hits nor counted."""
    took_ms: float = 0.0
    grouped: int | None = None
    """Number of results if they are groups of articles."""
    pages: int = field(default=0)
    start: int = 0
    """Number of results before those shown."""
    next: Cursor | None = None
    """None at the end."""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    available: bool = True
    """False: the engine was unavailable, and the page says nothing about what it would have found."""

    @property
    def groups(self) -> int:
        """Number of results, which `pages` divides: fewer than `count` if versions are grouped."""
        return self.count if self.grouped is None else self.grouped

    @property
    def has_previous(self) -> bool:
        return self.request.page > 1

    @property
    def has_next(self) -> bool:
        return self.request.page < self.pages


@dataclass(frozen=True)
class RelatedArticle:
    """`names` are (type, key) of entities, `words` as the other article prints them, `days` those that both mention."""

    article: "Article"
    names: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    days: tuple[dt.date, ...] = ()
    is_same_day: bool = False


@dataclass(frozen=True)
class NetworkName:
    """A name of the result: its facet (person, place, organization), its key, and the number of articles that mention it."""

    facet: str
    key: str
    count: int


@dataclass(frozen=True)
class NetworkPair:
    """Places of two names in the list of names, articles that mention both, and their association (-1 to 1)."""

    first: int
    second: int
    count: int
    association: float


@dataclass(frozen=True)
class NameNetwork:
    """`names` by descending count; `pairs` with positive association by descending association."""

    count: int
    names: tuple[NetworkName, ...]
    pairs: tuple[NetworkPair, ...]
    least_support: int
