"""Who may ask: tokens of programs (`Authorization: Bearer …`), and archives for members alone (ARCHIVE_ACCESS=members).

In an archive for members everything asks for an account but what OPEN_VIEWS names: a new address is closed until it is put there.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone

from archive.desk.models import ApiToken
from archive.desk.selectors import token_find
from archive.desk.services import token_mark_used
from archive.web.views.errors import is_for_programs, unauthorized

OPEN_VIEWS = frozenset(
    {
        "sign-in",
        "admin:login",
        "invitation",
        "invitation-form",
        "saved-search-feed",
        "alert-unsubscribe",
        "takedown",
        "takedown-sent",
        "healthz",
        "readyz",
        "metrics",
        "robots",
        "favicon",
    }
)
"""Names of addresses that need no account: they ask for a password or a secret themselves, or say nothing of the archive. Who
asks that something be corrected or taken away need be no member."""
SHARED = "shared"
"""And those of pages that an unguessable link shares: `shared`, `shared-…`."""
WRONG_TOKEN = "رمز الوصول غير صحيح، أو سُحب. اصنع رمزًا آخر في صفحة حسابك."
MEMBERS_ONLY = "هذا الأرشيف لمن له حساب: سجّل الدخول، أو أرسل رمز وصول (Authorization: Bearer …)."
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def bearer_tokens(get_response: GetResponse) -> GetResponse:
    """A request with a token is its account's, without a session; a wrong token is refused, never taken for nobody's.

    Tokens count where programs ask: the API, feeds and files. Elsewhere the header is not looked at.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = _bearer(request)
        if given is None or not is_for_programs(request):
            return get_response(request)
        token = token_find(given)
        if token is None:
            return unauthorized(request, WRONG_TOKEN)
        request.user = token.account
        request.api_token = token  # type: ignore[attr-defined]
        _mark_used(token)
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private")
        return response

    return middleware


def members_only(get_response: GetResponse) -> GetResponse:
    """In an archive for members, lead strangers to the sign-in, and refuse their programs with 401."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if settings.ARCHIVE_ACCESS == "public" or is_open(request.path_info) or request.user.is_authenticated:
            return get_response(request)
        if is_for_programs(request):
            return unauthorized(request, MEMBERS_ONLY)
        response = redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else "")
        response["Cache-Control"] = "no-store"
        return response

    return middleware


def is_open(path: str) -> bool:
    """Whether an address needs no account in an archive for members. Addresses that do not exist need one."""
    try:
        name = resolve(path).view_name
    except Resolver404:
        return False
    return name in OPEN_VIEWS or name == SHARED or name.startswith(f"{SHARED}-")


def _bearer(request: HttpRequest) -> str | None:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" else None


def _mark_used(token: ApiToken) -> None:
    today = timezone.localdate()
    if token.last_used_on is None or token.last_used_on < today:
        try:
            token_mark_used(token=token, day=today)
        except OperationalError:  # another process writes for long: the next request marks it
            return
