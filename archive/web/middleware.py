"""Middleware: the Content-Security-Policy of every response (own resources only, nothing inline), the path of cookies
behind a proxy, and the 503 pages while the search engine is unavailable or too many passwords are being checked."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, get_script_prefix, resolve

from archive.search import SearchUnavailableError, search_session
from archive.web.server.current_request import ROUTE
from archive.web.server.password_hasher import PasswordQueueFullError

log = logging.getLogger(__name__)
STATIC = "/static/"
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def named_routes(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Tell the server the name of the address that answers: figures and logs go by it, not by what was asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            return get_response(request)
        finally:
            request.META[ROUTE] = route_of(request)

    return middleware


def route_of(request: HttpRequest) -> str:
    """The view's name; `static` for files, `none` for addresses that do not exist."""
    match = request.resolver_match
    if match is None:  # answered before the view was looked for
        if request.path_info.startswith(STATIC):
            return "static"
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return "none"
    return match.view_name or "unnamed"


def no_address_has_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """No key has the character NUL, and PostgreSQL refuses to look for one: such an address does not exist."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        return get_response(request)

    return middleware


def probes_by_any_name(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Whoever watches this machine asks `127.0.0.1`, or the container's name, not the host that readers know: at the addresses
    that are for this, every name is answered."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info in PROBES:
            known = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), None)
            if known:
                request.META["HTTP_HOST"] = known
        return get_response(request)

    return middleware


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Add the policy to responses that do not set one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


def cookies_under_prefix(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Under a prefix, send cookies to this site alone: another site on the same host may use the same names."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for cookie in response.cookies.values():
            if cookie["path"] == "/":
                cookie["path"] = get_script_prefix()
        return response

    return middleware


def shared_search_session(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """All searches of one page share a session: one view of the index, each query expanded once.

    Requests that write are excluded: what they search afterwards must see what they wrote.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        with search_session():
            return get_response(request)

    return middleware


class SearchUnavailableMiddleware:
    """Answer 503 for pages that need the search engine while it is unavailable."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, SearchUnavailableError):
            return None
        from archive.web.views.errors import search_unavailable

        log.error("%s: %s", request.path, problem)
        return search_unavailable(request)


class DatabaseUnavailableMiddleware:
    """Answer 503 with a sentence where the database is damaged, missing, locked or full."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        from archive.web.views.errors import database_unavailable

        return database_unavailable(request, problem)


class PasswordQueueMiddleware:
    """Answer 503 where a password cannot be checked because too many others are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, PasswordQueueFullError):
            return None
        from archive.web.views.errors import passwords_busy

        log.warning("Too many passwords are being checked at once.")
        return passwords_busy(request)
