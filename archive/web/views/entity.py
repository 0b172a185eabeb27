"""A person, place or organization: its names, mentions over time, and entities mentioned with it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from archive.entities.models import Entity
from archive.entities.selectors import entity_spellings, entity_titles, public_entities
from archive.search import SearchRequest, co_mentioned, search
from archive.web.presenters.article import name_with_count
from archive.web.presenters.chart import chart
from archive.web.presenters.facets import NamedCount
from archive.web.query_string import search_url
from archive.web.search_fallback import or_default, search_or_empty

CO_MENTIONED = 12
SPELLINGS = 20
NEWEST = 10
ROLES = 6


@require_safe
def entity(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Entity.objects.select_related("merged_into"), key=key)
    if found.merged_into is not None:
        return redirect(found.merged_into, permanent=False)  # a curator may undo the merge
    if not public_entities().filter(pk=found.pk).exists():
        raise Http404
    about = SearchRequest(filters={found.type: (found.key,)})
    page = search_or_empty(search, SearchRequest(filters=about.filters, per_page=NEWEST, facets=("year", "month")))
    company = dict(or_default(lambda: co_mentioned(found.type, found.key, CO_MENTIONED), list[tuple[str, int]]()))
    others = {other.key: other for other in public_entities().filter(key__in=company)}
    context = {
        "entity": found,
        "page": page,
        "spellings": [NamedCount(surface, count, "") for surface, count in entity_spellings(found)[:SPELLINGS]],
        "roles": entity_titles(found, limit=ROLES) if found.type == Entity.Type.PERSON else [],
        "co_mentioned": [name_with_count(others[key], count) for key, count in company.items() if key in others],
        "chart": chart(page, base=about),
        "search_link": search_url(about),
        "feed": search_url(about, view="feed"),
        "canonical": found.get_absolute_url(),
    }
    return render(request, "entity.html", context)
