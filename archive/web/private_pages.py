"""What answers for an account, or by a secret address, is kept by no cache and indexed by no crawler."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

PRIVATE = ("/accounts/", "/me/", "/dossiers/")
SECRET = ("/accounts/invitation/", "/shared/")
"""Addresses that hold a token: no page that they lead to is told of them."""
SECRET_VIEWS = ("saved-search-feed", "alert-unsubscribe")
"""Those that hold a token elsewhere."""
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def private_pages(get_response: GetResponse) -> GetResponse:
    """Private pages are not stored, whatever they answer; a reader's page in a session is stored by that browser alone."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if _is_secret(request):
            response.headers.setdefault("Referrer-Policy", "no-referrer")
        if _is_secret(request) or request.path_info.startswith(PRIVATE):
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            response.headers["Cache-Control"] = "private, no-store"
        elif _has_account(request):
            response.headers.setdefault("Cache-Control", "private")
        return response

    return middleware


def _is_secret(request: HttpRequest) -> bool:
    """The form of an invitation has no token in its address: browsers send no origin with forms of pages without referrer."""
    match, path = request.resolver_match, request.path_info
    return (path.startswith(SECRET) and path not in SECRET) or (match is not None and match.url_name in SECRET_VIEWS)


def _has_account(request: HttpRequest) -> bool:
    """Whether the page was made for an account: none is looked up here for the purpose."""
    session = getattr(request, "session", None)
    return session is not None and session.accessed and request.user.is_authenticated
