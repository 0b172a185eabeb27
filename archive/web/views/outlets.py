"""Two outlets compared over a search: page and JSON."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.search import find, search
from archive.web.conditional import conditional_page
from archive.web.formats.outlets_json import outlets_json
from archive.web.presenters.active_filters import active_filters
from archive.web.presenters.labels import labels_for
from archive.web.presenters.outlets import (
    MOST_ARTICLES,
    NOT_SHARED,
    OutletsComparison,
    OutletsRequest,
    compare_over,
    outlet_choices,
    outlets_url,
    with_outlet,
)
from archive.web.query_string import (
    ParameterError,
    article_query,
    checked_for_page,
    parse_search,
    query_params,
    search_url,
    with_changes,
)
from archive.web.query_string.outlet_parameters import OUTLET_API_PARAMETERS, OUTLET_PARAMETERS
from archive.web.query_string.parameter import Parameter
from archive.web.views.comparison_gate import busy_as_json, busy_as_page, comparison_slot
from archive.web.views.endpoint import json_endpoint
from archive.web.views.errors import bad_parameter, json_answer, site_of
from archive.web.views.hidden_filters import check_filters


@require_safe
@conditional_page
@busy_as_page
def outlets(request: HttpRequest) -> HttpResponse:
    try:
        asked = _asked(OUTLET_PARAMETERS, request.GET)
    except ParameterError as error:
        return bad_parameter(request, error)
    _check(asked)
    choices = outlet_choices(asked, search)
    shared = with_changes(asked.search, filters={k: v for k, v in asked.search.filters.items() if k != "source"})
    context = {
        "q": asked.search.q,
        "asked": asked,
        "choices": choices,
        "chosen": (
            asked.left or (choices[0][0] if choices else ""),
            asked.right or (choices[1][0] if len(choices) > 1 else ""),
        ),
        "found": _compared(asked) if asked.left and asked.right else None,
        "most": MOST_ARTICLES,
        "kept": query_params(asked.search, without=(*NOT_SHARED, "q")),
        "active_filters": [
            (one, outlets_url(OutletsRequest(one.request, asked.left, asked.right)))
            for one in active_filters(shared, labels_for(shared))
        ],
        "article_query": article_query(asked.search),
        "results": search_url(with_changes(asked.search)),
        "json": outlets_url(asked, view="api-outlets"),
        "canonical": outlets_url(asked),
    }
    return render(request, "outlets.html", context)


@json_endpoint
@busy_as_json
def api_outlets(request: HttpRequest) -> HttpResponse:
    asked = _asked(OUTLET_API_PARAMETERS, request.GET)
    if not (asked.left and asked.right):
        raise ParameterError("المقارنة بين مصدرين: «left» و«right» مفتاحاهما.")
    _check(asked)
    return json_answer(outlets_json(asked, _compared(asked), site_of(request)))


def _compared(asked: OutletsRequest) -> OutletsComparison:
    """Raises ComparisonBusyError."""
    with comparison_slot():
        return compare_over(asked, search, find)


def _check(asked: OutletsRequest) -> None:
    """Raises HiddenFilterError."""
    check_filters(asked.search)
    for key in (asked.left, asked.right):
        if key:
            check_filters(with_outlet(asked.search, key))


def _asked(parameters: tuple[Parameter, ...], query: QueryDict) -> OutletsRequest:
    """Raises ParameterError."""
    asked, given = parse_search(parameters, query)
    wanted = OutletsRequest(
        checked_for_page(asked), **{name: given.get(name, "") for name in ("left", "right", "word")}
    )
    if wanted.left and wanted.left == wanted.right:
        raise ParameterError("المقارنة بين مصدرين مختلفين: غيّر أحدهما.")
    return wanted
