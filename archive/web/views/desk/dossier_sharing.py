"""With whom a dossier is shared: colleagues with a role, and links for those without an account."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from archive.desk.models import Role
from archive.desk.selectors import dossier_for, role_in
from archive.desk.services import (
    RefusedError,
    colleague_invite,
    colleague_remove,
    dossier_hand_over,
    dossier_leave,
    link_make,
    link_withdraw,
)
from archive.web.views.desk.dossier_access import SignedInRequest, dossier_view


@require_safe
@dossier_view
def dossier_sharing(request: SignedInRequest, key: str) -> HttpResponse:
    return _page(request, key)


@require_POST
@dossier_view
def dossier_colleagues(request: SignedInRequest, key: str) -> HttpResponse:
    """Invites an account, or gives a colleague another role."""
    name, role = request.POST.get("name", ""), request.POST.get("role", "")
    try:
        colleague_invite(user=request.user, key=key, name=name, role=role)
    except RefusedError as refused:
        return _page(request, key, error=str(refused), name=name)
    return redirect("dossier-sharing", key)


@require_POST
@dossier_view
def dossier_colleague(request: SignedInRequest, key: str, colleague: int) -> HttpResponse:
    """Hands the dossier over to a colleague (`do=hand-over`), or removes him."""
    if request.POST.get("do") == "hand-over":
        dossier_hand_over(user=request.user, key=key, colleague=colleague)
    else:
        colleague_remove(user=request.user, key=key, colleague=colleague)
    return redirect("dossier-sharing", key)


@require_POST
@dossier_view
def dossier_left(request: SignedInRequest, key: str) -> HttpResponse:
    dossier_leave(user=request.user, key=key)
    return redirect("dossiers")


@require_POST
@dossier_view
def dossier_links(request: SignedInRequest, key: str) -> HttpResponse:
    """Makes a link. Its address is in this answer and nowhere else."""
    given = request.POST
    _, token = link_make(
        user=request.user,
        key=key,
        label=given.get("label", ""),
        with_notes=given.get("with_notes") == "1",
        with_files=given.get("with_files") == "1",
    )
    return _page(request, key, made=request.build_absolute_uri(reverse("shared", args=[token])))


@require_POST
@dossier_view
def dossier_link(request: SignedInRequest, key: str, link: int) -> HttpResponse:
    """Withdraws a link."""
    link_withdraw(user=request.user, key=key, link=link)
    return redirect("dossier-sharing", key)


def _page(request: SignedInRequest, key: str, *, error: str = "", name: str = "", made: str = "") -> HttpResponse:
    found = dossier_for(request.user, key)
    is_owner = role_in(request.user, found) == Role.OWNER
    context = {
        "dossier": found,
        "is_owner": is_owner,
        "colleagues": found.colleagues.select_related("user"),
        "links": found.links.all() if is_owner else [],
        "error": error,
        "name": name,
        "made": made,
        "roles": (Role.READER, Role.EDITOR),
    }
    return render(request, "desk/dossier_sharing.html", context, status=400 if error else 200)
