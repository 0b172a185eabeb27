"""Tokens and invitations as they are read, and all that an account keeps."""

import datetime as dt
from collections.abc import Callable

from django.contrib.auth.models import User
from django.utils import timezone

from archive.desk.models.accounts import ApiToken, Invitation
from archive.desk.secret_tokens import token_digest
from archive.desk.selectors.dossiers import kept_dossiers
from archive.desk.selectors.saved_searches import kept_searches
from archive.desk.selectors.second_factor import second_factor_of
from archive.desk.selectors.sessions import sessions_of

Rows = list[dict[str, object]]


def tokens_of(user: User) -> list[ApiToken]:
    """The newest first."""
    return list(ApiToken.objects.filter(account=user))


def token_find(given: str) -> ApiToken | None:
    """The token of an active account, with the account."""
    found = ApiToken.objects.select_related("account").filter(digest=token_digest(given)).first()
    return found if found is not None and found.account.is_active else None


def invitation_find(token: str) -> Invitation | None:
    """The invitation of a link, as long as it can be used."""
    return Invitation.objects.open(timezone.now()).filter(digest=token_digest(token)).first()


def _account(user: User) -> dict[str, object]:
    return {"username": user.get_username(), "email": user.email, "joined_at": _moment(user.date_joined)}


def _tokens(user: User) -> Rows:
    return [
        {
            "name": token.name,
            "made_at": _moment(token.made_at),
            "last_used_on": token.last_used_on.isoformat() if token.last_used_on else None,
        }
        for token in tokens_of(user)
    ]


def _sessions(user: User) -> Rows:
    return [
        {
            "device": session.device,
            "since": _moment(session.since) if session.since else None,
            "seen": _moment(session.seen) if session.seen else None,
        }
        for session in sessions_of(user)
    ]


def _second_factor(user: User) -> dict[str, object] | None:
    factor = second_factor_of(user)
    if factor is None:
        return None
    return {
        "since": _moment(factor.since) if factor.since else None,
        "used": _moment(factor.used) if factor.used else None,
        "recovery_codes_left": factor.codes_left,
    }


KEPT: dict[str, Callable[[User], object]] = {
    "account": _account,
    "tokens": _tokens,
    "sessions": _sessions,
    "second_factor": _second_factor,
    "saved_searches": kept_searches,
    "dossiers": kept_dossiers,
}
"""What an account keeps, by the name it has in the download: values that JSON can hold."""


def all_kept(user: User) -> dict[str, object]:
    """All that the archive keeps of an account, for its owner. Digests, the password's hash and the secret of
    the second factor are left out."""
    return {name: read(user) for name, read in KEPT.items()}


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
