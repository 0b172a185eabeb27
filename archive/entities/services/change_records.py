"""Steps that changes of entities and their undoing share: moving forms and mentions, with what is needed to move them back."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from archive.catalog.services import outbox_add
from archive.entities.models import Entity, Mention, NameForm

KEYS_PER_STATEMENT = 500
Record = dict[str, Any]
"""Part of `AuthorityChange.before`."""
MovedMentions = list[tuple[int, float]]
"""(primary key, confidence before) of each mention."""


class AuthorityConflictError(ValueError):
    """The change cannot be made or undone; the message is one sentence for the curator."""


def entity_save(entity: Entity) -> None:
    """Save an entity. Raises AuthorityConflictError if another has its type, name and description."""
    try:
        with transaction.atomic():
            entity.save()
    except IntegrityError as error:
        raise AuthorityConflictError(f"في الملف عَلَم آخر من هذا النوع باسم «{entity.name}» وبالتعريف نفسه.") from error


def entity_set_state(entity: Entity, state: str) -> None:
    """Set the state, and index the entity's articles again: readers see its mentions or no longer do."""
    entity.state = state
    entity.save(update_fields=["state"])
    outbox_add(set(entity.mentions.values_list("article_id", flat=True)))


def form_ensure(entity: Entity) -> list[int]:
    """Make the preferred name one of the forms; the primary key of the form if it was added."""
    form, made = entity.forms.get_or_create(text=entity.name)
    return [form.pk] if made else []


def forms_move(forms: QuerySet[NameForm], *, to: Entity) -> list[int]:
    """Move forms to another entity; their primary keys."""
    pks = list(forms.values_list("pk", flat=True))
    NameForm.objects.filter(pk__in=pks).update(entity=to, changed_at=timezone.now())
    return pks


def mentions_move(mentions: QuerySet[Mention], *, to: Entity, confidence: float = 0.0) -> MovedMentions:
    """Point mentions at another entity, with at least this confidence; those at a place where it is already mentioned are
    deleted."""
    rows = list(mentions.values_list("pk", "confidence", "article_id", "paragraph", "start"))
    outbox_add({article for _, _, article, *_ in rows})
    taken = set(to.mentions.values_list("article_id", "paragraph", "start"))
    duplicates = [pk for pk, _, *place in rows if tuple(place) in taken]
    moved = [(pk, before) for pk, before, *place in rows if tuple(place) not in taken]
    for batch in batches(duplicates):
        Mention.objects.filter(pk__in=batch).delete()
    for batch in batches([pk for pk, _ in moved]):
        some = Mention.objects.filter(pk__in=batch)
        some.update(entity=to)
        some.filter(confidence__lt=confidence).update(confidence=confidence)
    return moved


def names_of(entities: Iterable[Entity]) -> str:
    return "، ".join(entity.name for entity in entities)


def batches(pks: list[int]) -> Iterator[list[int]]:
    """Primary keys in lists short enough for one statement."""
    return (pks[start : start + KEYS_PER_STATEMENT] for start in range(0, len(pks), KEYS_PER_STATEMENT))
