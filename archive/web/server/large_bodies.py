"""Who may send a body that is larger than usual: a curator who hands files in through the admin.

It is decided before the first byte of the body is received, by the address and the session in the request's cookie. Everybody
else is refused above `bodies.MAX_BODY_BYTES`.
"""

import logging
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.db import DatabaseError, close_old_connections
from django.http import HttpRequest, parse_cookie
from django.urls import Resolver404, resolve

from archive.web.server.bodies import MAX_BODY_BYTES

log = logging.getLogger(__name__)
VIEW, PERMISSION = "admin:ingest_upload_add", "ingest.add_upload"
FORM_BYTES = 1 << 20
"""What a form adds to its files: the other fields, and the names and boundaries of a thousand files."""


def body_limit(environ: dict[str, Any]) -> int:
    """How many bytes the body of this request may have at most."""
    if environ["REQUEST_METHOD"] != "POST" or not _is_upload(environ["PATH_INFO"]):
        return MAX_BODY_BYTES
    try:
        close_old_connections()
        may_upload = _may_upload(environ.get("HTTP_COOKIE", ""))
    except DatabaseError as error:
        log.warning("Whether a large body may be received is not known: %s", error)
        return MAX_BODY_BYTES
    return (settings.ARCHIVE_UPLOAD_MB << 20) + FORM_BYTES if may_upload else MAX_BODY_BYTES


def _is_upload(path: str) -> bool:
    try:
        return resolve(path).view_name == VIEW
    except Resolver404:
        return False


def _may_upload(cookies: str) -> bool:
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    if not key:
        return False
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = get_user(request)
    return user.is_active and user.has_perm(PERMISSION)
