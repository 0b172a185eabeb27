"""The results page of a search."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.search import ResultPage, SearchRequest, alternatives, counts, search
from archive.web.presenters.chart import compared_request
from archive.web.presenters.results_view import results_view
from archive.web.query_string import ParameterError, is_long, parse_page_request, query_params
from archive.web.views.errors import bad_parameter

NOTE_NO_FACETS = "البحث طويل، فعُرضت نتائجه بلا قوائم تصفيتها ورسمها البياني."


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    try:
        asked = replace(parse_page_request(request.GET), default_group="versions")
    except ParameterError as error:
        return bad_parameter(request, error)
    page, compared = _without_facets(asked) if is_long(asked) else _with_facets(asked)
    found = () if page.count else alternatives(page.request)
    view = results_view(page, compared, found, search=search, count_days=counts)
    context = {
        "view": view,
        "page": page,
        "q": asked.q,
        "kept": query_params(asked, without=("q", "page")),
        "canonical": view.links.canonical,
        "feed": view.links.feed,
        "json": view.links.json,
    }
    return render(request, "results.html", context)


def _with_facets(asked: SearchRequest) -> tuple[ResultPage, ResultPage | None]:
    """The results, and those of the query that is compared."""
    return search(asked), search(compared_request(asked)) if asked.compare else None


def _without_facets(asked: SearchRequest) -> tuple[ResultPage, None]:
    """Facets and chart repeat a long address in some 400 links."""
    page = search(replace(asked, facets=()))
    return replace(page, notes=(*page.notes, NOTE_NO_FACETS)), None
