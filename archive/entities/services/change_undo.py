"""Undoing changes recorded by `entity_changes`. Rows that the change moved go back, unless something else has moved them since.

Changes of one entity are undone latest first, since a later one may depend on an earlier.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from archive.entities.models import AuthorityChange, Entity, Mention, NameForm
from archive.entities.services.change_records import (
    AuthorityConflictError,
    MovedMentions,
    Record,
    batches,
    entity_save,
    entity_set_state,
    forms_move,
    mentions_move,
)
from archive.entities.services.mention_groups import mention_group_restore


@transaction.atomic
def change_undo(*, change: AuthorityChange) -> None:
    """Raises AuthorityConflictError if it was undone before, or if a later change of one of its entities has not been undone."""
    change = AuthorityChange.objects.select_for_update().get(pk=change.pk)
    if change.undone_at is not None:
        raise AuthorityConflictError("تُراجع عن هذا التغيير من قبل.")
    later = AuthorityChange.objects.filter(pk__gt=change.pk, undone_at=None, entities__in=change.entities.all())
    later = later.exclude(kind__in=_INDEPENDENT.get(change.kind, ()))
    if blocking := later.order_by("-pk").first():
        raise AuthorityConflictError(f"تراجع أولًا عن التغيير الأحدث: {blocking}.")
    _UNDO[AuthorityChange.Kind(change.kind)](change.before)
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])


def _merge(before: Record) -> None:
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
        _move_back(row["mentions"], source=kept, to=entity)
    _confirm(before)


def _split(before: Record) -> None:
    """The entity that was split off is kept, merged into the other, so that its address redirects there."""
    entity, new = (Entity.objects.get(pk=before[name]) for name in ("entity", "new"))
    NameForm.objects.filter(pk__in=before["added"]).delete()
    forms_move(new.forms.exclude(text__in=entity.forms.values("text")), to=entity)
    new.forms.all().delete()
    mentions_move(new.mentions.all(), to=entity)
    new.merged_into = entity
    new.save(update_fields=["merged_into"])


def _rename(before: Record) -> None:
    entity = Entity.objects.get(pk=before["entity"])
    entity.name = before["name"]
    entity_save(entity)
    entity.forms.filter(pk__in=before["added"]).delete()


def _confirm(before: Record) -> None:
    for row in before["confirmed"]:
        entity = Entity.objects.get(pk=row["entity"])
        entity.forms.filter(pk__in=row["added"]).delete()
        _restore_confidence(row["mentions"])
        entity_set_state(entity, row["state"])


def _refuse(before: Record) -> None:
    for entity in Entity.objects.filter(pk__in=before["refused"]):
        entity_set_state(entity, Entity.State.CANDIDATE)


def _move_back(moved: MovedMentions, *, source: Entity, to: Entity) -> None:
    for batch in batches([pk for pk, _ in moved]):
        mentions_move(source.mentions.filter(pk__in=batch), to=to)
    _restore_confidence(moved)


def _restore_confidence(moved: MovedMentions) -> None:
    by_confidence: dict[float, list[int]] = {}
    for pk, confidence in moved:
        by_confidence.setdefault(confidence, []).append(pk)
    for confidence, pks in by_confidence.items():
        for batch in batches(pks):
            Mention.objects.filter(pk__in=batch).update(confidence=confidence)


_INDEPENDENT: dict[str, tuple[str, ...]] = {
    AuthorityChange.Kind.MENTIONS: (AuthorityChange.Kind.MENTIONS, AuthorityChange.Kind.RENAME),
    AuthorityChange.Kind.RENAME: (AuthorityChange.Kind.MENTIONS,),
}
"""Later changes that may stand: two decisions about mentions never share one, and a name is not part of them."""
_UNDO: dict[AuthorityChange.Kind, Callable[[Record], None]] = {
    AuthorityChange.Kind.MERGE: _merge,
    AuthorityChange.Kind.SPLIT: _split,
    AuthorityChange.Kind.RENAME: _rename,
    AuthorityChange.Kind.CONFIRM: _confirm,
    AuthorityChange.Kind.REFUSE: _refuse,
    AuthorityChange.Kind.MENTIONS: mention_group_restore,
}
