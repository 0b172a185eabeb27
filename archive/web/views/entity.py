"""A person, place or organization, as a page and as JSON: its names, mentions over time, and entities mentioned with it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from archive.entities.models import Entity
from archive.entities.selectors import PrintedTitle, entity_spellings, entity_titles, public_entities
from archive.search import SearchRequest, co_mentioned, search
from archive.web.formats.json_names import entity_json
from archive.web.links import page_url
from archive.web.presenters.article import name_with_count
from archive.web.presenters.chart import chart
from archive.web.presenters.facets import NamedCount
from archive.web.presenters.said import said_sections
from archive.web.query_string import read_values, search_url
from archive.web.search_fallback import or_default, search_or_empty
from archive.web.views.endpoint import json_endpoint
from archive.web.views.errors import json_answer, json_refusal, site_of

CO_MENTIONED = 12
SPELLINGS = 20
NEWEST = 10
ROLES = 6


@require_safe
def entity(request: HttpRequest, key: str) -> HttpResponse:
    found = _entity(key)
    if found is None:
        raise Http404
    if found.merged_into is not None:
        return redirect(found.merged_into, permanent=False)  # a curator may undo the merge
    about = _about(found)
    page = search_or_empty(search, SearchRequest(filters=about.filters, per_page=NEWEST, facets=("year", "month")))
    company = or_default(lambda: _company(found), list[tuple[Entity, int]]())
    context = {
        "entity": found,
        "page": page,
        "spellings": [NamedCount(surface, count, "") for surface, count in entity_spellings(found)[:SPELLINGS]],
        "roles": _titles(found),
        "co_mentioned": [name_with_count(other, count) for other, count in company],
        "chart": chart(page, base=about),
        "said": said_sections(found),
        "search_link": search_url(about),
        "feed": search_url(about, view="feed"),
        "json": page_url("api-entity", found.key),
        "canonical": found.get_absolute_url(),
    }
    return render(request, "entity.html", context)


@json_endpoint
def api_entity(request: HttpRequest, key: str) -> HttpResponse:
    read_values((), request.GET)
    found = _entity(key)
    if found is None:
        return json_refusal("لا عَلَم بهذا المفتاح.", 404)
    if found.merged_into is not None:
        return redirect(page_url("api-entity", found.merged_into.key), permanent=False)
    page = search(SearchRequest(filters=_about(found).filters, per_page=NEWEST, facets=()))
    content = entity_json(
        found,
        page,
        spellings=entity_spellings(found)[:SPELLINGS],
        titles=_titles(found),
        company=_company(found),
        site=site_of(request),
    )
    return json_answer(content)


def _entity(key: str) -> Entity | None:
    """The entity, if readers may know of it or it was merged into another."""
    found = Entity.objects.select_related("merged_into").filter(key=key).first()
    if found is None or (found.merged_into is None and not public_entities().filter(pk=found.pk).exists()):
        return None
    return found


def _about(found: Entity) -> SearchRequest:
    return SearchRequest(filters={found.type: (found.key,)})


def _titles(found: Entity) -> list[PrintedTitle]:
    return entity_titles(found, limit=ROLES) if found.type == Entity.Type.PERSON else []


def _company(found: Entity) -> list[tuple[Entity, int]]:
    """Entities mentioned in the same articles, and in how many."""
    company = dict(co_mentioned(found.type, found.key, CO_MENTIONED))
    others = {other.key: other for other in public_entities().filter(key__in=company)}
    return [(others[key], count) for key, count in company.items() if key in others]
