"""Suggestions while a reader types: names, sources, tags and headlines, each with the address it leads to."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from archive.search import SearchRequest, complete
from archive.web.links import article_url, entity_url, source_url
from archive.web.presenters.labels import ENTITY_FACETS, FacetLabels
from archive.web.query_string import search_url
from archive.web.views.errors import json_answer, json_refusal

MAX_NAMES, MAX_HEADLINES = 8, 3
MAX_TYPED = 200
"""Characters; longer queries are no beginnings."""


@require_safe
def api_suggest(request: HttpRequest) -> HttpResponse:
    if unknown := set(request.GET) - {"q"}:
        return json_refusal(f"المَعلمة «{min(unknown)[:60]}» غير معروفة؛ للاقتراحات «q» وحدها.", 400)
    typed = request.GET.get("q", "")
    if len(typed) > MAX_TYPED:
        return json_refusal(f"العبارة أطول من {MAX_TYPED} حرف.", 400)
    found = complete(typed, names=MAX_NAMES, headlines=MAX_HEADLINES)
    labels = FacetLabels((one.kind, one.key) for one in found)
    shown = [
        {
            "kind": one.kind,
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
