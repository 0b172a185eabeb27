"""A source, as a page and as JSON: description, newest articles, articles over time, and the entities it mentions most."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from archive.catalog.selectors import current_source_keys, newest_day, public_sources
from archive.search import SearchRequest, search
from archive.web.formats.json_names import source_json
from archive.web.links import page_url, source_url
from archive.web.presenters.chart import chart
from archive.web.presenters.facets import facet_groups
from archive.web.presenters.labels import labels_for
from archive.web.query_string import read_values, search_url
from archive.web.search_fallback import search_or_empty
from archive.web.views.endpoint import json_endpoint
from archive.web.views.errors import json_answer, json_refusal, site_of

NEWEST = 10
FACETS = ("person", "place", "organization", "section", "year", "month")


@require_safe
def source(request: HttpRequest, key: str) -> HttpResponse:
    (current,) = current_source_keys((key,))
    if current != key:
        return redirect(source_url(current), permanent=True)
    found = get_object_or_404(public_sources(), key=key)
    about = SearchRequest(filters={"source": (found.key,)})
    page = search_or_empty(search, SearchRequest(filters=about.filters, per_page=NEWEST, facets=FACETS, facet_limit=6))
    context = {
        "source": found,
        "page": page,
        "groups": facet_groups(page, labels_for(page.request, page), base=about),
        "chart": chart(page, base=about),
        "search_link": search_url(about),
        "feed": search_url(about, view="feed"),
        "json": page_url("api-source", found.key),
        "newest_day": page_url("source-day", found.key, newest.isoformat()) if (newest := newest_day(found)) else "",
        "canonical": source_url(found.key),
    }
    return render(request, "source.html", context)


@json_endpoint
def api_source(request: HttpRequest, key: str) -> HttpResponse:
    read_values((), request.GET)
    (current,) = current_source_keys((key,))
    if current != key:
        return redirect(page_url("api-source", current), permanent=True)
    found = public_sources().filter(key=key).first()
    if found is None:
        return json_refusal("لا مصدر بهذا المفتاح.", 404)
    page = search(SearchRequest(filters={"source": (found.key,)}, per_page=NEWEST, facets=()))
    return json_answer(source_json(found, page, site_of(request)))
