"""The results page as its template reads it: one ResultsView of five groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from archive.catalog.models import Article
from archive.search import Alternative, ResultPage, SearchRequest
from archive.web.links import page_url
from archive.web.presenters import query_notices
from archive.web.presenters.active_filters import ActiveFilter, active_filters
from archive.web.presenters.arabic_text import date_phrase
from archive.web.presenters.chart import Chart, chart
from archive.web.presenters.comparison import compare_with_another
from archive.web.presenters.facets import FacetGroup, facet_groups
from archive.web.presenters.labels import FacetLabels, labels_for
from archive.web.presenters.network import NetworkRequest, network_url
from archive.web.presenters.outlets import OutletsRequest, outlets_url
from archive.web.presenters.pagination import Pagination, paginate
from archive.web.presenters.query_chips import Chips, search_chips
from archive.web.presenters.query_notices import AlternativeLink, CorrectedQuery, IncludedVariants, SuggestedQuery
from archive.web.presenters.said_only import said_only_url
from archive.web.presenters.saved_search import kept_request
from archive.web.presenters.time_axis import CountDays
from archive.web.presenters.view_options import OptionGroup, view_options
from archive.web.query_string import (
    FacetLinks,
    Params,
    article_query,
    format_first_day,
    format_last_day,
    period_range,
    query_params,
    search_url,
    with_changes,
)

EXPORTS = (("csv", "CSV"), ("xlsx", "Excel"), ("ris", "RIS (Zotero)"), ("bib", "BibTeX"), ("jsonl", "JSON Lines"))
"""Suffixes of exports, and how readers know them."""
MONTHS = 3
Search = Callable[[SearchRequest], ResultPage]


@dataclass(frozen=True)
class Notices:
    """What was searched in place of the query as typed, and what is offered instead."""

    answered_query: str
    answered_url: str
    corrected_query: CorrectedQuery | None
    sentences: list[str]
    included_variants: IncludedVariants | None
    corrections: list[SuggestedQuery]
    surnames: list[SuggestedQuery]
    relaxed: list[SuggestedQuery]
    alternatives: list[AlternativeLink]


@dataclass(frozen=True)
class MonthLink:
    label: str
    count: int
    link: str


@dataclass(frozen=True)
class Filters:
    """View options, parts of the query, active filters and what else the search can be narrowed by."""

    options: list[OptionGroup]
    chips: Chips
    groups: list[FacetGroup]
    months: list[MonthLink]
    """The months with most of the results, while the chart shows years: a month in one click."""
    first_day: str
    last_day: str
    date_form_fields: Params
    """Hidden fields: the other parameters of the search."""
    undated_url: str


@dataclass(frozen=True)
class ChartSection:
    chart: Chart | None
    compared: ResultPage | None
    comparison_fields: Params
    """Hidden fields of the form that asks for a query to compare."""
    remove_comparison_url: str


@dataclass(frozen=True)
class Listing:
    """The hits and the way to other pages of them."""

    first_number: int
    article_query: str
    """Query string for the links to articles, so that they highlight the words found."""
    pagination: Pagination | None
    first_page_url: str
    archive_is_empty: bool


@dataclass(frozen=True)
class Links:
    canonical: str
    explain: str
    timeline: str
    quotes: str
    said_only: str
    """The ledger with the words of the query within what its speaker says; "" if it names none, or has no other words."""
    compare: str
    network: str
    outlets: str
    feed: str
    save: str
    """Where the search is saved."""
    json: str
    exports: list[tuple[str, str]]
    """(label, address) of the files that have all of the results."""
    chosen_fields: Params
    """Hidden fields of the form for chosen results: the search, without which they are not exported; and an empty `id`, by which
    a form with none chosen is no search for all."""
    chosen_exports: list[tuple[str, str]]
    """(label, address without parameters) of the files that have the chosen ones alone."""


@dataclass(frozen=True)
class ResultsView:
    page: ResultPage
    notices: Notices
    filters: Filters
    chart: ChartSection
    listing: Listing
    links: Links


def results_view(
    page: ResultPage,
    compared: ResultPage | None,
    alternatives: Sequence[Alternative],
    *,
    search: Search,
    count_days: CountDays,
) -> ResultsView:
    """`compared` is the result page of the query that is compared, `alternatives` less strict searches that find something."""
    request = page.request
    labels = labels_for(request, page)
    active = active_filters(request, labels)
    notices = _notices(page, query_notices.alternatives(alternatives, active), search)
    return ResultsView(
        page=page,
        notices=notices,
        filters=_filters(page, active, labels),
        chart=ChartSection(
            chart=chart(page, compared=compared, count_days=count_days),
            compared=compared,
            comparison_fields=query_params(request, without=("compare", "page")),
            remove_comparison_url=search_url(with_changes(request, compare="")),
        ),
        listing=_listing(page, notices),
        links=_links(request, said_only_url(replace(request, q=notices.answered_query))),
    )


def _notices(page: ResultPage, alternatives: list[AlternativeLink], search: Search) -> Notices:
    answered = replace(page.request, q=query_notices.answered_query(page))
    return Notices(
        answered_query=answered.q,
        answered_url=search_url(with_changes(answered)),
        corrected_query=query_notices.corrected_query(page),
        sentences=query_notices.notes(page),
        included_variants=query_notices.included_variants(page, search),
        corrections=query_notices.suggested_queries(page, relaxed=False),
        surnames=query_notices.surname_suggestions(page),
        relaxed=query_notices.suggested_queries(page, relaxed=True),
        alternatives=alternatives,
    )


def _filters(page: ResultPage, active: list[ActiveFilter], labels: FacetLabels) -> Filters:
    request = page.request
    first, last = request.published.first, request.published.last
    return Filters(
        options=view_options(request, has_several=page.count > 1),
        chips=search_chips(request, active),
        groups=facet_groups(page, labels),
        months=_busiest_months(page),
        first_day=format_first_day(first) if first else "",
        last_day=format_last_day(last) if last else "",
        date_form_fields=query_params(request, without=("from", "to", "page")),
        undated_url=search_url(with_changes(request, undated="only")),
    )


def _busiest_months(page: ResultPage) -> list[MonthLink]:
    """At most MONTHS, by descending count, then the newest; none if the years are one, whose months the chart shows."""
    years = [value for value in page.facets.get("year", ()) if value.count]
    if len(years) < 2 or page.request.published:
        return []
    months = sorted(page.facets.get("month", ()), key=lambda value: (value.count, value.key), reverse=True)[:MONTHS]
    links = FacetLinks(page.request)
    return [
        MonthLink(date_phrase(one.key), one.count, links.published(period_range(one.key)))
        for one in months
        if one.count
    ]


def _listing(page: ResultPage, notices: Notices) -> Listing:
    request = page.request
    found_something = page.count or page.suggestions or notices.alternatives
    return Listing(
        first_number=1 + (page.start if request.cursor else (request.page - 1) * request.per_page),
        article_query=article_query(replace(request, q=notices.answered_query)),
        pagination=paginate(page),
        first_page_url=search_url(with_changes(request)),
        archive_is_empty=not found_something and not Article.objects.published().exists(),
    )


def _links(request: SearchRequest, said_only: str) -> Links:
    first_page = with_changes(request)
    return Links(
        canonical=search_url(request),
        explain=search_url(replace(request, explain=not request.explain)),
        timeline=search_url(first_page, view="timeline"),
        quotes=search_url(first_page, view="quotes"),
        said_only=said_only,
        network=network_url(NetworkRequest(request)),
        outlets=outlets_url(OutletsRequest(request)),
        compare=compare_with_another(request),
        feed=search_url(first_page, view="feed"),
        save=search_url(kept_request(request), view="saved-search-new"),
        json=search_url(request, view="api-search"),
        exports=[(label, search_url(first_page, suffix, view="export")) for suffix, label in EXPORTS],
        chosen_fields=[*query_params(request, without=("page",)), ("id", "")],
        chosen_exports=[(label, page_url("export", suffix)) for suffix, label in EXPORTS],
    )
