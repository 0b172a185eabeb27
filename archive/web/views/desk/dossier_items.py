"""What is done to one item of a dossier. Scripts of the page ask for JSON and stay on it; forms lead back to the item."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from archive.desk.selectors import dossier_for, live_items
from archive.desk.services import (
    EditConflictError,
    item_move,
    item_move_before,
    item_note_write,
    item_remove,
    item_restore,
    item_step,
)
from archive.web.links import page_url
from archive.web.presenters.dossier_page import ConflictField, place_link
from archive.web.views.desk.dossier_access import SignedInRequest, dossier_view, wants_json, whole_number
from archive.web.views.desk.dossiers import NOTE, conflict


@require_POST
@dossier_view
def dossier_item_move(request: SignedInRequest, key: str, item: int) -> HttpResponse:
    """`step` (places down, negative: up), `before` (another item) or `to` (a place, from 1). JSON: `{place, count}`."""
    given = request.POST
    if "step" in given:
        place = item_step(user=request.user, key=key, item=item, step=whole_number(given["step"]))
    elif "before" in given:
        place = item_move_before(user=request.user, key=key, item=item, before=whole_number(given["before"]))
    else:
        place = item_move(user=request.user, key=key, item=item, to=whole_number(given.get("to"), 1))
    if wants_json(request):
        count = live_items(dossier_for(request.user, key)).count()
        return JsonResponse({"place": place, "count": count})
    return redirect(place_link(key, place, item))


@require_POST
@dossier_view
def dossier_item_remove(request: SignedInRequest, key: str, item: int) -> HttpResponse:
    item_remove(user=request.user, key=key, item=item)
    page = whole_number(request.POST.get("page"), 1)
    return redirect(f"{page_url('dossier', key)}?page={page}&removed={item}#done")


@require_POST
@dossier_view
def dossier_item_restore(request: SignedInRequest, key: str, item: int) -> HttpResponse:
    item_restore(user=request.user, key=key, item=item)
    return redirect(place_link(key, _place(request, key, item), item))


@require_POST
@dossier_view
def dossier_item_note(request: SignedInRequest, key: str, item: int) -> HttpResponse:
    text, version = request.POST.get("text", ""), whole_number(request.POST.get("version"))
    try:
        item_note_write(user=request.user, key=key, item=item, text=text, version=version)
    except EditConflictError:
        dossier = dossier_for(request.user, key)
        row = live_items(dossier).filter(pk=item).first()
        if row is None:
            raise
        fields = [ConflictField(NOTE, "text", row.note, text, is_long=True)]
        return conflict(request, dossier, fields, row.note_version)
    return redirect(place_link(key, _place(request, key, item), item))


def _place(request: SignedInRequest, key: str, item: int) -> int:
    order = list(live_items(dossier_for(request.user, key)).values_list("pk", flat=True))
    return order.index(item) + 1 if item in order else 1
