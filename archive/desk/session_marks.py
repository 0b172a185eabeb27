"""What a session holds besides Django's own: when it was opened and last seen, and on which device.

The marks are in the session's data, so that they are forgotten with it, and backups, which hold no sessions, have none.
"""

import datetime as dt

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from archive.desk.devices import device_name

SINCE, SEEN, DEVICE = "signed_in_at", "seen_at", "device"
"""Moments are written as seconds since 1970."""


def session_mark(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    """Receives Django's `user_logged_in`, whichever page signed the account in."""
    now = timezone.now().timestamp()
    request.session[SINCE] = request.session[SEEN] = now
    request.session[DEVICE] = device_name(request.headers.get("User-Agent", ""))


def moment_of(data: SessionBase | dict[str, object], mark: str) -> dt.datetime | None:
    """None in sessions older than the marks."""
    value = data.get(mark)
    return dt.datetime.fromtimestamp(value, dt.UTC) if isinstance(value, int | float) else None


def live_sessions(user: User) -> list[tuple[Session, dict[str, object]]]:
    """With their data. Those that a new password has ended are left out, though their rows last until they expire.

    Every session of the archive is read: 10,000 take 0.6 s, and none is made for readers without an account.
    """
    key, password = str(user.pk), user.get_session_auth_hash()
    found = []
    for row in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        data = SessionStore().decode(row.session_data)
        if data.get(SESSION_KEY) == key and constant_time_compare(data.get(HASH_SESSION_KEY, ""), password):
            found.append((row, data))
    return found
