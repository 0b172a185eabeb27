"""A source: description, newest articles, articles over time, and the entities it mentions most."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from archive.catalog.selectors import current_source_keys, public_sources
from archive.search import SearchRequest, search
from archive.web.links import source_url
from archive.web.presenters.chart import chart
from archive.web.presenters.facets import facet_groups
from archive.web.presenters.labels import labels_for
from archive.web.query_string import search_url
from archive.web.search_fallback import search_or_empty

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
        "canonical": source_url(found.key),
    }
    return render(request, "source.html", context)
