"""Two outlets compared over a search."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.search import find, search
from archive.web.presenters.active_filters import active_filters
from archive.web.presenters.labels import labels_for
from archive.web.presenters.outlets import (
    MOST_ARTICLES,
    NOT_SHARED,
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
from archive.web.query_string.outlet_parameters import OUTLET_PARAMETERS
from archive.web.views.errors import bad_parameter
from archive.web.views.hidden_filters import check_filters


@require_safe
def outlets(request: HttpRequest) -> HttpResponse:
    try:
        asked = _asked(request.GET)
    except ParameterError as error:
        return bad_parameter(request, error)
    check_filters(asked.search)
    for key in (asked.left, asked.right):
        if key:
            check_filters(with_outlet(asked.search, key))
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
        "found": compare_over(asked, search, find) if asked.left and asked.right else None,
        "most": MOST_ARTICLES,
        "kept": query_params(asked.search, without=(*NOT_SHARED, "q")),
        "active_filters": [
            (one, outlets_url(OutletsRequest(one.request, asked.left, asked.right)))
            for one in active_filters(shared, labels_for(shared))
        ],
        "article_query": article_query(asked.search),
        "results": search_url(with_changes(asked.search)),
        "canonical": outlets_url(asked),
    }
    return render(request, "outlets.html", context)


def _asked(query: QueryDict) -> OutletsRequest:
    """Raises ParameterError."""
    asked, given = parse_search(OUTLET_PARAMETERS, query)
    wanted = OutletsRequest(
        checked_for_page(asked), **{name: given.get(name, "") for name in ("left", "right", "word")}
    )
    if wanted.left and wanted.left == wanted.right:
        raise ParameterError("المقارنة بين مصدرين مختلفين: غيّر أحدهما.")
    return wanted
