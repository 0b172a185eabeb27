"""Names mentioned together in the articles of a search: page and JSON."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.search import name_network
from archive.web.formats.network_json import network_json
from archive.web.formats.network_svg import network_svg
from archive.web.formats.picture_text import text_width
from archive.web.presenters.active_filters import active_filters
from archive.web.presenters.labels import ENTITY_FACETS, FACET_NAMES, labels_for
from archive.web.presenters.network import (
    MOST_NAMES,
    Network,
    NetworkRequest,
    network_drawing,
    network_of,
    network_url,
)
from archive.web.query_string import (
    ParameterError,
    checked_for_page,
    parse_search,
    query_params,
    search_url,
    with_changes,
)
from archive.web.query_string.parameters import NETWORK_PARAMETERS, OF_PAGES
from archive.web.views.endpoint import json_endpoint
from archive.web.views.errors import bad_parameter, json_answer, site_of
from archive.web.views.hidden_filters import check_filters

KINDS = "kinds"


@require_safe
def network(request: HttpRequest) -> HttpResponse:
    try:
        asked = _asked(request.GET)
    except ParameterError as error:
        return bad_parameter(request, error)
    found = _network(asked)
    context = {
        "q": asked.search.q,
        "network": found,
        "drawing": network_svg(found, network_drawing(found, text_width)) if found.pairs else "",
        "kinds": [(kind, FACET_NAMES[kind], kind in asked.kinds) for kind in ENTITY_FACETS],
        "kept": query_params(asked.search, without=OF_PAGES),
        "active_filters": [
            (one, network_url(NetworkRequest(one.request, asked.kinds)))
            for one in active_filters(asked.search, labels_for(asked.search))
        ],
        "results": search_url(with_changes(asked.search)),
        "json": network_url(asked, "api-network"),
        "canonical": network_url(asked),
    }
    return render(request, "network.html", context)


@json_endpoint
def api_network(request: HttpRequest) -> HttpResponse:
    asked = _asked(request.GET)
    return json_answer(network_json(_network(asked), site_of(request)))


def _network(asked: NetworkRequest) -> Network:
    """Raises HiddenFilterError."""
    check_filters(asked.search)
    return network_of(asked, name_network(asked.search, asked.kinds, MOST_NAMES))


def _asked(query: QueryDict) -> NetworkRequest:
    """Raises ParameterError."""
    asked, given = parse_search(NETWORK_PARAMETERS, query)
    wanted = given.get(KINDS, ENTITY_FACETS)
    if not set(wanted) <= set(ENTITY_FACETS):
        known = "، ".join(f"«{kind}»" for kind in ENTITY_FACETS)
        raise ParameterError(f"المَعلمة «{KINDS}» من هذه القيم، مكررةً إن شئت: {known}.")
    return NetworkRequest(checked_for_page(asked), tuple(kind for kind in ENTITY_FACETS if kind in wanted))
