"""The open sessions of an account."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User

from archive.desk.devices import UNKNOWN
from archive.desk.secret_tokens import token_digest
from archive.desk.session_marks import DEVICE, SEEN, SINCE, live_sessions, moment_of


@dataclass(frozen=True)
class OpenSession:
    """`handle` names the session in forms, and opens nothing. `since` and `seen` are None where nobody noted them."""

    handle: str
    since: dt.datetime | None
    seen: dt.datetime | None
    device: str
    is_current: bool


def sessions_of(user: User, current: str = "") -> list[OpenSession]:
    """The session with the key `current` first, then the one that was seen last."""
    found = [
        OpenSession(
            handle=session_handle(row.session_key),
            since=moment_of(data, SINCE),
            seen=moment_of(data, SEEN),
            device=str(data.get(DEVICE) or UNKNOWN),
            is_current=row.session_key == current,
        )
        for row, data in live_sessions(user)
    ]
    never = dt.datetime.min.replace(tzinfo=dt.UTC)
    return sorted(found, key=lambda one: (one.is_current, one.seen or never), reverse=True)


def session_handle(key: str) -> str:
    """A session's key lets in whoever has it, so that pages show its digest."""
    return token_digest(key)
