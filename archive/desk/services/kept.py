"""Delete all that an account keeps, or the account itself."""

from collections.abc import Callable

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import transaction

from archive.desk.models.accounts import ApiToken
from archive.desk.models.searches import SavedSearch
from archive.desk.services.colleagues import dossiers_give_up


class AccountStaysError(Exception):
    """The account has a part in the record's history, which would go with it."""


def _delete_tokens(user: User) -> None:
    ApiToken.objects.filter(account=user).delete()


def _delete_searches(user: User) -> None:
    SavedSearch.objects.filter(owner=user).delete()


DELETIONS: tuple[Callable[[User], None], ...] = (_delete_tokens, dossiers_give_up, _delete_searches)
"""One for each kind of thing that an account keeps."""


@transaction.atomic
def kept_delete(*, user: User) -> None:
    """Delete all that the account keeps; the account stays."""
    for delete in DELETIONS:
        delete(user)


@transaction.atomic
def account_close(*, user: User) -> None:
    """Delete the account with all that it keeps; its sessions end. Dossiers that a colleague edits become his.

    Raises AccountStaysError for accounts of curators.
    """
    if not account_may_close(user):
        raise AccountStaysError
    user.delete()


def account_may_close(user: User) -> bool:
    """Whether the account has never worked in the admin: Django deletes the history of changes with whoever made them."""
    return not (user.is_staff or user.is_superuser or LogEntry.objects.filter(user=user).exists())
