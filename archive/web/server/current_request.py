"""The request that the current thread computes: what lines of the log say of it, and what they must not say.

A request has an id, which is in its response (`X-Request-ID`) and in each line of the log that it causes. A proxy that is trusted
may give it (`forwarding`).
"""

import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl

REQUEST_ID = "khizana.request_id"
"""Key of the environ."""
ROUTE = "khizana.route"
"""Key of the environ: the name of the address that answered, put there by `archive.web.middleware.named_routes`."""
GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
MIN_SECRET_CHARS = 3
"""Shorter values of a query would be struck out of ordinary words."""
_PLAIN = re.compile(r"[a-z0-9_.-]+")
"""Values such as `sort=added`, which are the site's own words."""
_FREE = frozenset({"q"})
_current = threading.local()


def new_request_id() -> str:
    return secrets.token_hex(8)


@contextmanager
def serving(environ: dict[str, Any]) -> Iterator[None]:
    """Lines that this thread logs in the block belong to the request."""
    _current.environ = environ
    try:
        yield
    finally:
        _current.environ = None


def request_id() -> str:
    """Of the request that this thread computes; "" if it computes none."""
    environ = getattr(_current, "environ", None)
    return str(environ.get(REQUEST_ID, "")) if environ else ""


def asked_for() -> list[str]:
    """What the reader wrote in the query string of the request that this thread computes, the longest first."""
    environ = getattr(_current, "environ", None)
    if not environ or not environ.get("QUERY_STRING"):
        return []
    query = environ["QUERY_STRING"].encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        given = parse_qsl(query, max_num_fields=1_000)
    except ValueError:
        return [query]
    written = {value.strip() for name, value in given if name in _FREE or not _PLAIN.fullmatch(value)}
    return sorted((value for value in written if len(value) >= MIN_SECRET_CHARS), key=len, reverse=True)
