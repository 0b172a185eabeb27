"""Who may do what with a dossier. For everybody else it does not exist."""

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet

from archive.desk.models import Dossier, Role

RANK = {Role.READER: 1, Role.EDITOR: 2, Role.OWNER: 3}
Asking = User | AnonymousUser


class NotAllowedError(Exception):
    """The user knows the dossier, but has not the role that this takes."""


def name_of(user: User | None) -> str:
    """The name that colleagues know a user by; empty for an account that was deleted."""
    return (user.get_full_name() or user.get_username()) if user is not None else ""


def dossiers_known_to(user: Asking) -> QuerySet[Dossier]:
    """The user's own dossiers and those that he was invited to."""
    if not user.is_authenticated:
        return Dossier.objects.none()
    shared = Dossier.objects.filter(colleagues__user=user).values("pk")
    return Dossier.objects.filter(Q(owner=user) | Q(pk__in=shared)).select_related("owner")


def role_in(user: Asking, dossier: Dossier) -> Role | None:
    """None for whom the dossier does not exist."""
    if not user.is_authenticated:
        return None
    if dossier.owner_id == user.pk:
        return Role.OWNER
    role = dossier.colleagues.filter(user=user).values_list("role", flat=True).first()
    return Role(role) if role else None


def dossier_for(user: Asking, key: str, needs: Role = Role.READER) -> Dossier:
    """Raises Dossier.DoesNotExist where the user does not know the dossier, NotAllowedError where his role is a lesser one."""
    dossier = dossiers_known_to(user).get(key=key)
    check_role(user, dossier, needs)
    return dossier


def check_role(user: Asking, dossier: Dossier, needs: Role) -> None:
    """As `dossier_for`."""
    role = role_in(user, dossier)
    if role is None:
        raise Dossier.DoesNotExist
    if RANK[role] < RANK[needs]:
        raise NotAllowedError(needs)
