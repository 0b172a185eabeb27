"""The list of a journalist's dossiers, and one dossier: its items, its notes, its title."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from archive.catalog.models import Article
from archive.desk.models import MAX_TITLE_CHARS, Dossier, Role
from archive.desk.selectors import dossier_for, dossier_summaries, notes_of, removed_items, role_in
from archive.desk.services import (
    EditConflictError,
    RefusedError,
    dossier_change,
    dossier_create,
    dossier_delete,
    note_add,
    note_delete,
    note_write,
)
from archive.web.links import page_url
from archive.web.presenters.dossier_page import ConflictField, items_page
from archive.web.views.desk.dossier_access import SignedInRequest, dossier_view, whole_number

TITLE, DESCRIPTION, NOTE = "العنوان", "الوصف", "الملاحظة"


@require_http_methods(["GET", "HEAD", "POST"])
@dossier_view
def dossiers(request: SignedInRequest) -> HttpResponse:
    """All of the user's dossiers; a POST makes one."""
    title, error = request.POST.get("title", ""), ""
    if request.method == "POST":
        try:
            made = dossier_create(user=request.user, title=title, description=request.POST.get("description", ""))
            return redirect("dossier", made.key)
        except RefusedError as refused:
            error = str(refused)
    context = {"summaries": dossier_summaries(request.user), "title": title, "error": error, "longest": MAX_TITLE_CHARS}
    return render(request, "desk/dossiers.html", context, status=400 if error else 200)


@require_safe
@dossier_view
def dossier(request: SignedInRequest, key: str) -> HttpResponse:
    """`page`; and what was done last: `added`, `known` and `article`, or `removed`."""
    found = dossier_for(request.user, key)
    role = role_in(request.user, found)
    removed = removed_items(found) if role != Role.READER else []
    just_removed = whole_number(request.GET.get("removed"))
    context = {
        "dossier": found,
        "may_edit": role != Role.READER,
        "is_owner": role == Role.OWNER,
        "items": items_page(found, whole_number(request.GET.get("page"), 1)),
        "notes": notes_of(found),
        "removed": removed,
        "colleagues": found.colleagues.count(),
        "added": max(whole_number(request.GET.get("added")), 0),
        "known": max(whole_number(request.GET.get("known")), 0),
        "article": Article.objects.published().filter(key=request.GET.get("article", "")).first(),
        "just_removed": next((one.item.pk for one in removed if one.item.pk == just_removed), None),
    }
    return render(request, "desk/dossier.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier_view
def dossier_edit(request: SignedInRequest, key: str) -> HttpResponse:
    """Title and description."""
    found = dossier_for(request.user, key, Role.EDITOR)
    if request.method != "POST":
        return render(request, "desk/dossier_edit.html", {"dossier": found, "longest": MAX_TITLE_CHARS})
    title, description = request.POST.get("title", ""), request.POST.get("description", "")
    version = whole_number(request.POST.get("version"))
    try:
        dossier_change(user=request.user, key=key, title=title, description=description, version=version)
    except EditConflictError:
        found.refresh_from_db()
        fields = [
            ConflictField(TITLE, "title", found.title, title),
            ConflictField(DESCRIPTION, "description", found.description, description, is_long=True),
        ]
        return conflict(request, found, fields, found.version)
    return redirect("dossier", key)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier_view
def dossier_remove(request: SignedInRequest, key: str) -> HttpResponse:
    """Asks first; a POST deletes the dossier."""
    found = dossier_for(request.user, key, Role.OWNER)
    if request.method != "POST":
        return render(request, "desk/dossier_delete.html", {"dossier": found, "colleagues": found.colleagues.count()})
    dossier_delete(user=request.user, key=key)
    return redirect("dossiers")


@require_POST
@dossier_view
def dossier_notes(request: SignedInRequest, key: str) -> HttpResponse:
    note = note_add(user=request.user, key=key, text=request.POST.get("text", ""))
    return redirect(f"{page_url('dossier', key)}#note-{note.pk}")


@require_POST
@dossier_view
def dossier_note(request: SignedInRequest, key: str, note: int) -> HttpResponse:
    """Changes a note of the dossier, or deletes it (`delete`)."""
    version, text = whole_number(request.POST.get("version")), request.POST.get("text", "")
    try:
        if "delete" in request.POST:
            note_delete(user=request.user, key=key, note=note, version=version)
        else:
            note_write(user=request.user, key=key, note=note, text=text, version=version)
    except EditConflictError:
        found = dossier_for(request.user, key)
        row = found.notes.filter(pk=note).first()
        if row is None or "delete" in request.POST:
            raise
        return conflict(request, found, [ConflictField(NOTE, "text", row.text, text, is_long=True)], row.version)
    return redirect(f"{page_url('dossier', key)}#notes")


def conflict(request: SignedInRequest, found: Dossier, fields: list[ConflictField], version: int) -> HttpResponse:
    """409: what is there now beside what the user wrote, who may save his over it."""
    context = {"dossier": found, "fields": fields, "version": version, "action": request.path}
    return render(request, "desk/dossier_conflict.html", context, status=409)
