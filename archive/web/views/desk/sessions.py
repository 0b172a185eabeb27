"""The sessions of an account: seen and ended by its owner."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from archive.desk.selectors import sessions_of
from archive.desk.services import session_end, sessions_end

ENDED = "ended"


@require_safe
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    context = {
        "sessions": sessions_of(request.user, request.session.session_key or ""),
        "has_ended": ENDED in request.GET,
    }
    return render(request, "desk/sessions.html", context)


@require_POST
@login_required
def session_delete(request: HttpRequest) -> HttpResponse:
    """One by its handle, or all but this one. Who ends his own is signed out."""
    assert isinstance(request.user, User)
    if handle := request.POST.get("session"):
        if not session_end(user=request.user, handle=handle):
            raise Http404
    else:
        sessions_end(user=request.user, besides=request.session.session_key or "")
    return redirect(reverse("sessions", query={ENDED: ""}))
