"""The page of one's own second factor in the admin, and the rule that it comes first where the archive asks for it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from archive.curation.history import history_add
from archive.curation.own_addresses import own_address
from archive.desk.second_factor_form import CODES, OFF, SET_UP, second_factor_page
from archive.desk.selectors import second_factor_is_missing, second_factor_is_offered
from archive.desk.sign_in_form import refuse_attempt

ADMIN = "/admin/"
FREE_VIEWS = frozenset({"admin:login", "admin:logout", "admin:second_factor"})
"""Addresses of the admin that need no second factor where all others do."""
TITLE = "التحقق بخطوتين"
DONE = {
    SET_UP: "شُغّل التحقق بخطوتين",
    CODES: "صُنعت رموز استرداد جديدة",
    OFF: "أُوقف التحقق بخطوتين",
}
"""For the history of the account."""


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def second_factor(request: HttpRequest) -> HttpResponse:
    """Recovery codes are on the answer of the form that made them, and nowhere else."""
    if not second_factor_is_offered():
        raise Http404
    user = request.user
    assert isinstance(user, User)
    page = second_factor_page(request)
    if page.done:
        history_add(user, User.objects.filter(pk=user.pk), DONE[page.done])
    if page.done == OFF:
        messages.success(request, f"{DONE[OFF]}. انتهت جلساتك في الأجهزة الأخرى.")
        return redirect("admin:second_factor")
    missing = second_factor_is_missing(user)
    context = {
        **admin.site.each_context(request),
        "title": TITLE,
        "page": page,
        "is_missing": missing,
        "is_required": settings.ARCHIVE_SECOND_FACTOR == "required",
        "is_nav_sidebar_enabled": not missing,
        "onward": own_address(request.GET.get("next", "")) or reverse("admin:index"),
    }
    response = TemplateResponse(request, "admin/second_factor.html", context)
    refuse_attempt(response, page.wait)
    return response


def second_factor_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Where the archive asks for a second factor, whoever has none is led to set it up, and does nothing else in the admin."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.ARCHIVE_SECOND_FACTOR != "required" or not request.path_info.startswith(ADMIN) or _is_free(request):
            return get_response(request)
        if not isinstance(request.user, User) or not second_factor_is_missing(request.user):
            return get_response(request)
        asked = {"next": request.get_full_path()} if request.method in ("GET", "HEAD") else None
        return redirect(reverse("admin:second_factor", query=asked))

    return middleware


def _is_free(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).view_name in FREE_VIEWS
    except Resolver404:
        return False
