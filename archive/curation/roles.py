"""The roles of people who sign in, each with all that it may do. A role is a group of Django's; every `migrate` makes it anew.

Whoever may do more may do all that those before may. Rights beyond the roles are groups and permissions of one's own, which
nothing here touches; accounts of the staff that have no role keep theirs.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.db import DEFAULT_DB_ALIAS, transaction

RECORD = ("catalog.article", "catalog.source", "entities.entity", "ingest.feed")
ROWS = ("catalog.paragraph", "entities.nameform")
DECIDED = (
    "entities.mention",
    "chronology.datemention",
    "entities.spellingvariant",
    "entities.authoritychange",
    "ingest.rule",
    "statements.quotation",
    "coverage.story",
    "coverage.storychange",
)
SEEN = (
    "catalog.rawdocument",
    "catalog.batch",
    "catalog.tombstone",
    "catalog.fielddifference",
    "catalog.collision",
    "catalog.articlerevision",
    "catalog.splitdoubt",
    "curation.recordedchange",
)


def _rights(actions: str, *models: str) -> frozenset[str]:
    """`app.action_model` for each of the actions, which are separated by spaces."""
    return frozenset(
        f"{app}.{action}_{model}" for app, model in (one.split(".") for one in models) for action in actions.split()
    )


CURATOR = (
    _rights("view add change", *RECORD, "catalog.aboutpage", "catalog.correction")
    | _rights("view add change delete", *ROWS)
    | _rights("view change", *DECIDED)
    | _rights("view", *SEEN)
    | _rights("view add", "ingest.upload")
    | _rights("view change", "catalog.takedownrequest")
    | _rights("view", "catalog.takedowndecision")
)
SENIOR_CURATOR = (
    CURATOR
    | _rights(
        "delete", *RECORD, "catalog.correction", "entities.spellingvariant", "catalog.tombstone", "coverage.story"
    )
    | _rights("change", "catalog.articlerevision")
    | _rights("view add change", "catalog.redaction")
    | _rights("delete", "catalog.takedownrequest")
    | {"catalog.undo_batch"}
)
ADMINISTRATOR = (
    SENIOR_CURATOR | _rights("view add change", "auth.user", "desk.invitation") | _rights("view", "auth.group")
)


@dataclass(frozen=True)
class Role:
    """`key` is the name of the group; permissions are written `app.codename`."""

    key: str
    label: str
    permissions: frozenset[str]


JOURNALIST = "journalist"
ROLES = {
    role.key: role
    for role in (
        Role(JOURNALIST, "صحفي", frozenset()),
        Role("curator", "قيّم", CURATOR),
        Role("senior_curator", "قيّم أول", SENIOR_CURATOR),
        Role("administrator", "مدير", ADMINISTRATOR),
    )
}
"""By key, from the one that may do least. A journalist has no admin."""

MAY_REDACT, SEES_REDACTED = "catalog.add_redaction", "catalog.view_redaction"
"""Who redacts names, and who may read what was printed instead: originals and earlier texts of redacted articles."""
MAY_WITHDRAW, MAY_MERGE = "catalog.delete_article", "entities.delete_entity"
MAY_MERGE_STORIES = "coverage.delete_story"
"""What takes something away from readers asks for the right to delete it."""
RESERVED_ACTIONS = {("catalog.article", "withdraw"): MAY_WITHDRAW, ("entities.entity", "merge"): MAY_MERGE}
RESERVED_ROWS = {
    "catalog.article": ("state", "withdrawn", MAY_WITHDRAW),
    "entities.authoritychange": ("kind", "merge", MAY_MERGE),
    "coverage.storychange": ("kind", "merge", MAY_MERGE_STORIES),
}
"""(field, value, permission): to such rows only who has the permission does something, lest he undo what he may not do."""


def roles_keep(database: str = DEFAULT_DB_ALIAS) -> None:
    """Make the groups of all roles, each with its permissions and no others; those whose tables are not made yet are left out."""
    permissions = Permission.objects.using(database).values_list("pk", "content_type__app_label", "codename")
    with transaction.atomic(using=database):
        known = {f"{app}.{codename}": pk for pk, app, codename in permissions}
        for role in ROLES.values():
            group, _ = Group.objects.using(database).get_or_create(name=role.key)
            group.permissions.set([known[name] for name in role.permissions if name in known])


def role_of(user: User) -> Role | None:
    """The highest of his roles; who is not of the staff is a journalist. None: rights of his own."""
    if user.is_superuser:
        return None
    held = {group.name for group in user.groups.all()} if user.pk else set()
    found = [role for role in ROLES.values() if role.key in held]
    return found[-1] if found else None if user.is_staff else ROLES[JOURNALIST]


@transaction.atomic
def role_set(*, user: User, key: str) -> None:
    """Give the user this role instead of those he had; groups that are no roles stay. Raises KeyError for an unknown role."""
    role = ROLES[key]
    user.groups.remove(*Group.objects.filter(name__in=ROLES))
    user.groups.add(Group.objects.get_or_create(name=role.key)[0])
    user.is_staff = user.is_superuser or role.key != JOURNALIST
    user.save(update_fields=("is_staff",))


def may_change(user: Any, account: User) -> bool:
    """Whether the user has all rights that the account has; else he could take them by giving it another password."""
    if user.is_superuser or user.pk == account.pk:
        return True
    return not account.is_superuser and account.get_all_permissions() <= user.get_all_permissions()


def roles_to_give(user: Any) -> list[Role]:
    """Nobody gives what he may not do."""
    held = user.get_all_permissions()
    return [role for role in ROLES.values() if user.is_superuser or role.permissions <= held]
