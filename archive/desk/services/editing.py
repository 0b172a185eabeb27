"""What all changes of dossiers share: who may make them, one at a time, and the check that none is lost.

Whoever edits a text hands in the version that he read. If somebody else has changed it since, nothing is written
(`EditConflictError`), and the page shows him both texts.
"""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import F, Model
from django.utils import timezone

from archive.desk.models import Dossier, Role
from archive.desk.selectors.access import check_role


class EditConflictError(Exception):
    """Somebody else changed the text meanwhile, or it is gone."""


class RefusedError(Exception):
    """What was asked for cannot be done; the message is a sentence for the user."""


def dossier_to_change(user: User, key: str, needs: Role = Role.EDITOR) -> Dossier:
    """The dossier, locked until the end of the transaction. Raises as `selectors.dossier_for`."""
    dossier = Dossier.objects.select_for_update().get(key=key)
    check_role(user, dossier, needs)  # after the lock: who lost his role while it was waited for changes nothing
    return dossier


def touch(dossier: Dossier) -> None:
    """Note that the dossier was changed now."""
    dossier.changed_at = timezone.now()
    dossier.save(update_fields=("changed_at",))


def write_version(row: Model, version: int, field: str = "version", **values: Any) -> None:
    """Save these values if the row still has this version. Raises EditConflictError if not."""
    unchanged = type(row)._default_manager.filter(pk=row.pk, **{field: version})
    if not unchanged.update(**values, **{field: F(field) + 1}):
        raise EditConflictError


def without_controls(text: str) -> str:
    """Line ends as in Python, without NUL, which PostgreSQL refuses."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
