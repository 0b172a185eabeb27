"""The results page of a search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.search import alternatives, counts, search
from archive.web.presenters.chart import compared_request
from archive.web.presenters.results_view import results_view
from archive.web.query_string import ParameterError, parse_request, query_params
from archive.web.views.errors import bad_parameter


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    try:
        asked = parse_request(request.GET)
    except ParameterError as error:
        return bad_parameter(request, str(error))
    page = search(asked)
    compared = search(compared_request(asked)) if asked.compare else None
    found = () if page.count else alternatives(page.request)
    view = results_view(page, compared, found, search=search, count_days=counts)
    context = {
        "view": view,
        "page": page,
        "q": asked.q,
        "kept": query_params(asked, without=("q", "page")),
        "canonical": view.links.canonical,
        "feed": view.links.feed,
    }
    return render(request, "results.html", context)
