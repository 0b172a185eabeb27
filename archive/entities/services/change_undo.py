"""Undoing what `change_services` wrote down. Of the rows that a change moved, those go back that stand where it put them.

Changes of one entity are undone from the latest backwards: a later one may stand on what the earlier did.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from archive.entities.models import AuthorityChange, Entity, Mention, NameForm
from archive.entities.services.entity_changes import (
    AT_ONCE,
    AuthorityConflictError,
    Moved,
    Row,
    entity_save,
    entity_set_state,
    forms_move,
    mentions_move,
)


@transaction.atomic
def change_undo(*, change: AuthorityChange) -> None:
    """Raises AuthorityConflictError where it was undone before, or a later change of the same entity stands."""
    change = AuthorityChange.objects.select_for_update().get(pk=change.pk)
    if change.undone_at is not None:
        raise AuthorityConflictError("تُراجع عن هذا التغيير من قبل.")
    later = AuthorityChange.objects.filter(pk__gt=change.pk, undone_at=None, entities__in=change.entities.all())
    if blocking := later.order_by("-pk").first():
        raise AuthorityConflictError(f"تراجع أولًا عن التغيير الأحدث: {blocking}.")
    _UNDO[AuthorityChange.Kind(change.kind)](change.before)
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])


def _merge(before: Row) -> None:
    for row in reversed(before["merged"]):
        entity = Entity.objects.select_related("merged_into").get(pk=row["entity"])
        kept = entity.merged_into
        if kept is None:
            continue
        entity.merged_into = None
        entity.save(update_fields=["merged_into"])
        Entity.objects.filter(pk__in=row["redirected"]).update(merged_into=entity)
        NameForm.objects.filter(pk__in=row["added"]).delete()
        forms_move(kept.forms.filter(pk__in=row["forms"]), to=entity)
        entity.forms.bulk_create([NameForm(entity=entity, **form) for form in row["dropped"]], ignore_conflicts=True)
        _put_back(row["mentions"], here=kept, to=entity)
    _confirm(before)


def _split(before: Row) -> None:
    """The entity that was split off stays as one merged into the other, so that its address leads there."""
    entity, new = (Entity.objects.get(pk=before[name]) for name in ("entity", "new"))
    NameForm.objects.filter(pk__in=before["added"]).delete()
    forms_move(new.forms.exclude(text__in=entity.forms.values("text")), to=entity)
    new.forms.all().delete()
    mentions_move(new.mentions.all(), to=entity)
    new.merged_into = entity
    new.save(update_fields=["merged_into"])


def _rename(before: Row) -> None:
    entity = Entity.objects.get(pk=before["entity"])
    entity.name = before["name"]
    entity_save(entity)
    entity.forms.filter(pk__in=before["added"]).delete()


def _confirm(before: Row) -> None:
    for row in before["confirmed"]:
        entity = Entity.objects.get(pk=row["entity"])
        entity.forms.filter(pk__in=row["added"]).delete()
        _put_confidence_back(row["mentions"])
        entity_set_state(entity, row["state"])


def _refuse(before: Row) -> None:
    for entity in Entity.objects.filter(pk__in=before["refused"]):
        entity_set_state(entity, Entity.State.CANDIDATE)


def _put_back(moved: Moved, *, here: Entity, to: Entity) -> None:
    for start in range(0, len(moved), AT_ONCE):
        pks = [pk for pk, _ in moved[start : start + AT_ONCE]]
        mentions_move(here.mentions.filter(pk__in=pks), to=to)
    _put_confidence_back(moved)


def _put_confidence_back(moved: Moved) -> None:
    sure: dict[float, list[int]] = {}
    for pk, confidence in moved:
        sure.setdefault(confidence, []).append(pk)
    for confidence, pks in sure.items():
        for start in range(0, len(pks), AT_ONCE):
            Mention.objects.filter(pk__in=pks[start : start + AT_ONCE]).update(confidence=confidence)


_UNDO: dict[AuthorityChange.Kind, Callable[[Row], None]] = {
    AuthorityChange.Kind.MERGE: _merge,
    AuthorityChange.Kind.SPLIT: _split,
    AuthorityChange.Kind.RENAME: _rename,
    AuthorityChange.Kind.CONFIRM: _confirm,
    AuthorityChange.Kind.REFUSE: _refuse,
}
