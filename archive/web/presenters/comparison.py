"""Two to four queries over time: how many articles each finds in every period, and what share of all that is.

All searches have the same filters. A share is that of the articles under these filters without any query, published in the
same period. Periods and counts are those of the results page's chart (`time_axis`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from archive.search import ResultPage, SearchRequest
from archive.web.links import page_url
from archive.web.presenters.arabic_text import date_phrase
from archive.web.presenters.time_axis import By, CountDays, TimeAxis, time_axis
from archive.web.query_string import (
    FacetLinks,
    Params,
    encode_params,
    period_range,
    query_params,
    search_url,
    with_changes,
)
from archive.web.query_string.parameters import OF_PAGES

SINGLE = ("q", *OF_PAGES)
"""Parameters of a search that the searches of a comparison do not share."""
Measure = Literal["counts", "share"]
Search = Callable[[SearchRequest], ResultPage]


@dataclass(frozen=True)
class CompareRequest:
    """`shared` is the search without its query; `queries` are distinct and at most MAX_COMPARED."""

    shared: SearchRequest
    queries: tuple[str, ...]
    measure: Measure = "counts"
    by: By = ""


@dataclass(frozen=True)
class Cell:
    """A query's articles in a period, their share of all articles of the period (0 to 1), and the search for them."""

    count: int
    share: float
    link: str


@dataclass(frozen=True)
class Query:
    """`answered` differs from `q` if the search corrected it. `cells` are parallel to the periods."""

    q: str
    answered: str
    count: int
    share: float
    undated: int
    link: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Period:
    key: str
    label: str
    total: int
    """All articles of the period under the shared filters."""


@dataclass(frozen=True)
class Comparison:
    """`axis` is None if no query finds a dated article; there are no periods then. `total`: all articles."""

    request: CompareRequest
    axis: TimeAxis | None
    periods: tuple[Period, ...]
    queries: tuple[Query, ...]
    total: int

    @property
    def rows(self) -> list[tuple[Period, tuple[Cell, ...]]]:
        """Each period with the cells of all queries."""
        return [(period, tuple(q.cells[place] for q in self.queries)) for place, period in enumerate(self.periods)]

    @property
    def has_undated(self) -> bool:
        return any(query.undated for query in self.queries)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.periods

    def value(self, cell: Cell) -> float:
        """What the chart shows: articles, or per cent of the period's articles."""
        return 100 * cell.share if self.request.measure == "share" else float(cell.count)


def compare_url(asked: CompareRequest, view: str = "compare", *parts: str) -> str:
    """The address of a view of a comparison; `parts` are its arguments."""
    pairs: Params = [("q", q) for q in asked.queries] + query_params(asked.shared, without=SINGLE)
    pairs += [("measure", asked.measure)] if asked.measure != "counts" else []
    pairs += [("by", asked.by)] if asked.by else []
    path = page_url(view, *parts)
    return f"{path}?{encode_params(pairs)}" if pairs else path


def compare_with_another(request: SearchRequest) -> str:
    """The address at which a search, and the one charted with it, are compared with others."""
    return compare_url(CompareRequest(request, tuple(q for q in (request.q, request.compare) if q)))


def compare(request: CompareRequest, *, search: Search, count_days: CountDays) -> Comparison:
    """Searches for each query, and for all articles under the shared filters."""
    pages = [search(_counting(request.shared, q)) for q in request.queries]
    everything = search(_counting(request.shared, ""))
    axis = time_axis(pages, count_days=count_days, by=request.by) if pages else None
    totals = axis.counts(everything) if axis else {}
    periods = tuple(Period(key, date_phrase(key), totals.get(key, 0)) for key in (axis.keys if axis else ()))
    series = axis.series if axis else [{} for _ in pages]
    queries = [
        _query(request.shared, page, counts, periods, everything.count)
        for page, counts in zip(pages, series, strict=True)
    ]
    return Comparison(request, axis, periods, tuple(queries), everything.count)


def _counting(shared: SearchRequest, q: str) -> SearchRequest:
    return replace(shared, q=q, facets=("year", "month"), page=1, per_page=0)


def _query(
    shared: SearchRequest, page: ResultPage, counts: Mapping[str, int], periods: Sequence[Period], total: int
) -> Query:
    asked = with_changes(shared, q=page.request.q)
    links = FacetLinks(asked)

    def cell(period: Period) -> Cell:
        count = counts.get(period.key, 0)
        link = links.published(period_range(period.key)) if count else ""
        return Cell(count, _share(count, period.total), link)

    answered, share = page.corrected_query or asked.q, _share(page.count, total)
    return Query(asked.q, answered, page.count, share, page.undated, search_url(asked), tuple(map(cell, periods)))


def _share(count: int, total: int) -> float:
    return count / total if total else 0.0
