"""Middleware of the curators' admin."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

ADMIN = "/admin/"


def admin_not_stored(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """No cache keeps what the admin answers, refusals and redirects included; Django says so of its views alone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith(ADMIN):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware
