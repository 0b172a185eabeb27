"""Suggestions while a reader types: names, sources, tags and headlines, each with the address it leads to."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse

from archive.search import SearchRequest, complete
from archive.web.interface import answers
from archive.web.links import article_url, entity_url, source_url
from archive.web.presenters.labels import ENTITY_FACETS, FacetLabels
from archive.web.query_string import read_values, search_url
from archive.web.query_string.parameters import SUGGEST_PARAMETERS
from archive.web.views.endpoint import json_endpoint
from archive.web.views.errors import json_answer

MAX_NAMES, MAX_HEADLINES = 8, 3


@json_endpoint
def api_suggest(request: HttpRequest) -> HttpResponse:
    typed = read_values(SUGGEST_PARAMETERS, request.GET).get("q", "")
    found = complete(typed, names=MAX_NAMES, headlines=MAX_HEADLINES)
    labels = FacetLabels((one.kind, one.key) for one in found)
    shown: list[answers.Suggestion] = [
        {
            "kind": cast(Any, one.kind),
            "label": one.label if one.kind in ("tag", "headline") else labels.of(one.kind, one.key),
            "key": one.key,
            "url": _url(one.kind, one.key),
        }
        for one in found
        if labels.knows(one.kind, one.key)
    ]
    return json_answer({"suggestions": shown})


def _url(kind: str, key: str) -> str:
    if kind in ENTITY_FACETS:
        return entity_url(key)
    if kind == "source":
        return source_url(key)
    return article_url(key) if kind == "headline" else search_url(SearchRequest(filters={"tag": (key,)}))
