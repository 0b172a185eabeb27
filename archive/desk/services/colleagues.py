"""Who else reads and edits a dossier. Only the owner invites; a colleague may leave."""

from django.contrib.auth.models import User
from django.db import transaction

from archive.desk.models import Colleague, Dossier, Role
from archive.desk.models.dossiers import heir_of
from archive.desk.selectors import dossier_for
from archive.desk.services.editing import RefusedError, dossier_to_change, touch

MAX_COLLEAGUES = 100
NOBODY = "لا حساب بهذا الاسم: «{}»."
OWNER_ALREADY = "هذا الملف لصاحب هذا الحساب."
TOO_MANY = "للملف مئة زميل، وهذا أقصاه."
NOT_A_COLLEAGUE = "ليس هذا الحساب من زملاء الملف؛ ادعُه أولًا."
COLLEAGUE_ROLES = (Role.READER, Role.EDITOR)


@transaction.atomic
def colleague_invite(*, user: User, key: str, name: str, role: str) -> Colleague:
    """Give the account with this user name a role, or another role than it had. Raises RefusedError."""
    dossier = dossier_to_change(user, key, Role.OWNER)
    name = name.strip()
    account = User.objects.filter(username=name, is_active=True).first()
    if account is None:
        raise RefusedError(NOBODY.format(name[:150]))
    if account.pk == dossier.owner_id:
        raise RefusedError(OWNER_ALREADY)
    if dossier.colleagues.exclude(user=account).count() >= MAX_COLLEAGUES:
        raise RefusedError(TOO_MANY)
    values = {"role": role if role in COLLEAGUE_ROLES else Role.READER}
    colleague, _ = Colleague.objects.update_or_create(dossier=dossier, user=account, defaults=values)
    touch(dossier)
    return colleague


@transaction.atomic
def colleague_remove(*, user: User, key: str, colleague: int) -> None:
    """Does nothing where he is none any more."""
    dossier = dossier_to_change(user, key, Role.OWNER)
    dossier.colleagues.filter(pk=colleague).delete()
    touch(dossier)


@transaction.atomic
def dossier_leave(*, user: User, key: str) -> None:
    """The user no longer knows the dossier. Does nothing for the owner, who can hand it over or delete it."""
    dossier_for(user, key).colleagues.filter(user=user).delete()


@transaction.atomic
def dossier_hand_over(*, user: User, key: str, colleague: int) -> None:
    """A colleague becomes the owner, and the owner an editor. Raises RefusedError for one whose account is not active."""
    dossier = dossier_to_change(user, key, Role.OWNER)
    heir = dossier.colleagues.filter(pk=colleague, user__is_active=True).select_related("user").first()
    if heir is None:
        raise RefusedError(NOT_A_COLLEAGUE)
    dossier.owner = heir.user
    dossier.save(update_fields=("owner",))
    heir.delete()
    Colleague.objects.create(dossier=dossier, user=user, role=Role.EDITOR)
    touch(dossier)


@transaction.atomic
def dossiers_give_up(user: User) -> None:
    """The user's dossiers go to their first editors; those without one are deleted. He leaves those of others."""
    for dossier in Dossier.objects.filter(owner=user):
        heir = heir_of(dossier, [user.pk])
        if heir is None:
            dossier.delete()
            continue
        dossier.owner = heir.user
        dossier.save(update_fields=("owner",))
        heir.delete()
    Colleague.objects.filter(user=user).delete()
