"""Sessions: noted as seen, and ended."""

import datetime as dt

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.utils import timezone

from archive.desk.selectors.sessions import session_handle
from archive.desk.session_marks import SEEN, live_sessions, moment_of

NOTE_EVERY = dt.timedelta(hours=1)
"""A session that is in use costs one write in this time."""


def session_note(*, session: SessionBase) -> None:
    """Note that an account's session is in use. Its end stays where it was."""
    seen, now = moment_of(session, SEEN), timezone.now()
    if SESSION_KEY not in session or (seen is not None and dt.timedelta(0) <= now - seen < NOTE_EVERY):
        return
    if session.modified:  # saved as a whole after the page
        session[SEEN] = now.timestamp()
        return
    rows = Session.objects.filter(session_key=session.session_key)
    stored = rows.values_list("session_data", flat=True).first()
    data = session.decode(stored or "")
    if SESSION_KEY in data:  # what another request saved since this one began stays
        rows.filter(session_data=stored).update(session_data=session.encode({**data, SEEN: now.timestamp()}))


def session_end(*, user: User, handle: str) -> bool:
    """End this session of the account; False if it has none with this handle."""
    return _end([row for row, _ in live_sessions(user) if session_handle(row.session_key) == handle]) > 0


def sessions_end(*, user: User, besides: str = "") -> int:
    """End the account's sessions but the one with the key `besides`; returns how many."""
    return _end([row for row, _ in live_sessions(user) if row.session_key != besides])


def _end(rows: list[Session]) -> int:
    return Session.objects.filter(session_key__in=[row.session_key for row in rows]).delete()[0]
