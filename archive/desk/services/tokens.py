"""Tokens of the API: made, withdrawn, and marked as used."""

import datetime as dt

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q

from archive.desk.models.accounts import ApiToken
from archive.desk.secret_tokens import token_make

TOKEN_PREFIX = "khz_"
MAX_TOKENS = 50
"""Of one account."""


class TokenRefusedError(ValueError):
    """The token cannot be made; the message is for whoever asked, in Arabic."""


@transaction.atomic
def token_create(*, user: User, name: str) -> str:
    """The token itself, which is not stored. Raises TokenRefusedError."""
    if ApiToken.objects.filter(account=user).count() >= MAX_TOKENS:
        raise TokenRefusedError(f"لحسابك {MAX_TOKENS} رمزًا، ولا يُزاد عليها. اسحب ما لا تستعمله.")
    token, digest = token_make(TOKEN_PREFIX)
    try:
        with transaction.atomic():
            ApiToken.objects.create(account=user, name=name, digest=digest)
    except IntegrityError as error:
        raise TokenRefusedError("لديك رمز بهذا الاسم. اختر اسمًا آخر، أو اسحب القديم أولًا.") from error
    return token


@transaction.atomic
def token_withdraw(*, user: User, pk: int) -> bool:
    """Whether the account had this token."""
    deleted, _ = ApiToken.objects.filter(account=user, pk=pk).delete()
    return bool(deleted)


@transaction.atomic
def token_mark_used(*, token: ApiToken, day: dt.date) -> None:
    """Writes at most once a day."""
    unmarked = Q(last_used_on=None) | Q(last_used_on__lt=day)
    ApiToken.objects.filter(unmarked, pk=token.pk).update(last_used_on=day)
