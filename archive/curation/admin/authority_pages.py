"""Two pages of the authority file: choose which entity a merge keeps, and which name forms a split moves."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from archive.curation import services
from archive.curation.admin.curated import is_key
from archive.curation.admin.late_lists import seen_field
from archive.curation.history import history_add
from archive.entities.models import Entity
from archive.entities.selectors import entity_spellings
from archive.entities.services import AuthorityConflictError, entity_merge

MAX_SPELLINGS = 8


def merge_page(request: HttpRequest, chosen: QuerySet[Entity]) -> HttpResponse | None:
    """Ask which entity to keep; preselected is the known one with the most mentions. None after the merge."""
    entities = list(chosen.annotate(count=Count("mentions")).order_by("-state", "-count", "pk"))
    entities.sort(key=lambda entity: entity.state != Entity.State.KNOWN)
    if "keep" in request.POST:
        kept = next((entity for entity in entities if str(entity.pk) == request.POST["keep"]), None)
        if kept is not None:
            _merge(request, kept, [entity for entity in entities if entity != kept])
            return None
    if len(entities) == 1:
        messages.error(request, "اختر عَلَمين مختلفين على الأقل.")
        return None
    for entity in entities:
        entity.seen_field = seen_field(entity)  # type: ignore[attr-defined]
    shown = [(entity, entity_spellings(entity)[:MAX_SPELLINGS]) for entity in entities]
    context = {**_context(request, "دمج الأعلام"), "entities": shown, "checkbox": helpers.ACTION_CHECKBOX_NAME}
    return TemplateResponse(request, "admin/entities/merge.html", context)


def _merge(request: HttpRequest, kept: Entity, merged: list[Entity]) -> None:
    try:
        with transaction.atomic():
            change = entity_merge(kept=kept, merged=merged, by=request.user.get_username())
            history_add(request.user, [kept, *merged], str(change))
    except AuthorityConflictError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{change}. يمكن التراجع عنه من سجل التغييرات.")


@require_http_methods(["GET", "HEAD", "POST"])
def split_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Choose the name forms that belong to another entity, and split them off."""
    if not request.user.has_perm("entities.change_entity"):
        raise PermissionDenied
    entity = get_object_or_404(Entity, pk=pk if is_key(pk) else 0, merged_into=None)
    if request.method == "POST":
        try:
            change = services.entity_split(
                entity=entity,
                forms=entity.forms.filter(pk__in=[form for form in request.POST.getlist("form") if is_key(form)]),
                name=request.POST.get("name", ""),
                description=request.POST.get("description", ""),
                user=request.user,
            )
        except AuthorityConflictError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{change}. يمكن التراجع عنه من سجل التغييرات.")
            return HttpResponseRedirect(reverse("admin:entities_entity_change", args=[change.before["new"]]))
    spellings = dict(entity_spellings(entity))
    forms = [(form, spellings.get(form.text, 0)) for form in entity.forms.all()]
    context = {**_context(request, "فصل الأسماء"), "entity": entity, "forms": forms}
    return TemplateResponse(request, "admin/entities/split.html", context)


def _context(request: HttpRequest, title: str) -> dict[str, Any]:
    return {**admin.site.each_context(request), "title": title}
