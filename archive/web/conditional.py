"""Conditional requests: an ETag for each answer, and 304 for whoever sends it back while nothing has changed.

An ETag has two halves. The first is that of the state from which the answer is made: the database, the index, the day, the
program, and the address that was asked. As long as it is the same, 304 is answered without making anything.
The second is that of the content: where the state has changed and the answer has not, it is made and not sent. So a withdrawal,
which changes the state, is never answered by 304. The state is read before the answer is made: an answer that is newer than
its state is merely made once more.

Tags are weak: the time that a search took is no difference. Answers are stored and asked for again each time (`no-cache`), in
shared caches only while the archive is public.
"""

import hashlib
import re
from collections.abc import Callable
from functools import cache, wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from archive.search import SearchUnavailableError, state_stamp

View = Callable[..., HttpResponseBase]
_STREAM = "file"
"""Second half of the tag of an answer that is written while it is made."""
_TOOK = re.compile(rb'"took_ms": [0-9.]+')
_SOURCES = ((settings.BASE_DIR, "archive/**/*.py"), (settings.ASSETS, "templates/web/**/*.html"))


def conditional(view: View) -> View:
    """For answers that are the same for everybody who may have them."""

    @wraps(view)
    def answer(request: HttpRequest, *parts: object, **named: object) -> HttpResponseBase:
        response = _conditional(request, lambda: view(request, *parts, **named), _state(request))
        return _with_cache_rules(
            response, is_private=_is_closed(), vary=("Cookie", "Authorization") if _is_closed() else ()
        )

    return answer


def conditional_page(view: View) -> View:
    """For pages, which may show more to who is signed in: whoever sends a cookie gets them made."""

    @wraps(view)
    def answer(request: HttpRequest, *parts: object, **named: object) -> HttpResponseBase:
        if request.COOKIES:
            return _with_cache_rules(view(request, *parts, **named), is_private=True, vary=("Cookie",))
        response = _conditional(request, lambda: view(request, *parts, **named), _state(request))
        return _with_cache_rules(response, is_private=_is_closed(), vary=("Cookie",))

    return answer


def _conditional(request: HttpRequest, make: Callable[[], HttpResponseBase], state: str) -> HttpResponseBase:
    sent = parse_etags(request.headers.get("If-None-Match", ""))
    known = next((tag for tag in sent if state and tag.startswith(f'W/"{state}-')), None)
    if known:
        return _not_modified(known)
    response = make()
    if response.status_code != 200 or response.cookies or (response.streaming and not state):
        return response
    content = _STREAM if response.streaming else _digest(_TOOK.sub(b"", response.content))  # type: ignore[attr-defined]
    etag = f'W/"{state}-{content}"'
    if content != _STREAM and ("*" in sent or any(tag.endswith(f'-{content}"') for tag in sent)):
        return _not_modified(etag)
    response["ETag"] = etag
    return response


def _not_modified(etag: str) -> HttpResponseNotModified:
    response = HttpResponseNotModified()
    response["ETag"] = etag
    return response


def _with_cache_rules(response: HttpResponseBase, *, is_private: bool, vary: tuple[str, ...]) -> HttpResponseBase:
    if response.status_code in (200, 304):
        response.headers.setdefault("Cache-Control", "private, no-cache" if is_private else "no-cache")
    if vary:
        patch_vary_headers(response, vary)
    return response


def _is_closed() -> bool:
    """Whether only members may read (ARCHIVE_ACCESS)."""
    return getattr(settings, "ARCHIVE_ACCESS", "public") == "members"


def _state(request: HttpRequest) -> str:
    """What an answer to this address is made from; "" while the search engine is unavailable."""
    try:
        stamp = state_stamp()
    except SearchUnavailableError:
        return ""
    today = timezone.localdate()
    return _digest(repr((request.build_absolute_uri(), stamp, today, _program())).encode())


@cache
def _program() -> str:
    """Another value for another version of the program, or with other settings of the archive."""
    files = (path for folder, pattern in _SOURCES for path in sorted(folder.glob(pattern)))
    stats = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    chosen = [(name, getattr(settings, name)) for name in dir(settings) if name.startswith("ARCHIVE_")]
    return _digest(repr((stats, chosen, settings.DEBUG, settings.TIME_ZONE)).encode())


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=9).hexdigest()
