"""Invitations: made, withdrawn, and used once."""

import datetime as dt

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from archive.desk.models.accounts import Invitation
from archive.desk.secret_tokens import token_digest, token_make

DAYS = 7
MAX_DAYS = 90
JOURNALISTS = "journalist"
"""The group of accounts that are made by invitation; it may be given rights in the admin."""


class InvitationGoneError(Exception):
    """The invitation was used, withdrawn or has expired, or there was none."""


@transaction.atomic
def invitation_create(*, name: str, made_by: User | None, days: int = DAYS) -> tuple[Invitation, str]:
    """The invitation and the token of its link, which is not stored. Raises ValueError unless `days` is 1 to MAX_DAYS."""
    if not 1 <= days <= MAX_DAYS:
        raise ValueError(f"the days must be 1 to {MAX_DAYS}")
    token, digest = token_make()
    expires_at = timezone.now() + dt.timedelta(days=days)
    return Invitation.objects.create(name=name, digest=digest, made_by=made_by, expires_at=expires_at), token


@transaction.atomic
def invitation_withdraw(*, pk: int) -> bool:
    """Whether it was open until now."""
    now = timezone.now()
    return bool(Invitation.objects.open(now).filter(pk=pk).update(withdrawn_at=now))


def invitation_accept(*, token: str, username: str, password: str) -> User:
    """The account that is made. Of two who use one invitation at once, one gets it.

    Raises InvitationGoneError; IntegrityError if the name was taken a moment ago.
    """
    hashed = make_password(password)  # slow by design: not while the database is locked for writing
    now = timezone.now()
    with transaction.atomic():
        invitations = Invitation.objects.filter(digest=token_digest(token))
        if not invitations.open(now).update(used_at=now):
            raise InvitationGoneError
        account = User.objects.create(username=User.normalize_username(username), password=hashed)
        account.groups.add(Group.objects.get_or_create(name=JOURNALISTS)[0])
        invitations.update(account=account)
    return account
