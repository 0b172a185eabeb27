"""Which entities readers may know of."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from archive.catalog.models import RedactedEntity
from archive.entities.confidence import MIN_CONFIDENCE
from archive.entities.models import Entity, Mention


def public_entities() -> QuerySet[Entity]:
    """Entities that a published article mentions for all to see, and known ones that no article mentions at all.

    A known one whose name was redacted is public as long as an article still mentions it. Who is mentioned only in drafts and
    withdrawn articles is nobody's business; candidates and their names come from articles alone. Merged entities are included
    only as long as they have mentions of their own.
    """
    own = Mention.objects.filter(entity=OuterRef("pk")).order_by()
    shown = own.filter(confidence__gte=MIN_CONFIDENCE, article__state="published")
    redacted = RedactedEntity.objects.filter(key=OuterRef("key"), redaction__undone_at=None)
    is_unmentioned = Q(~Exists(own), ~Exists(redacted), state=Entity.State.KNOWN, merged_into=None)
    return Entity.objects.exclude(state=Entity.State.REFUSED).filter(Exists(shown) | is_unmentioned)


def hidden_entity_keys(keys: Iterable[str]) -> set[str]:
    """Of these keys, those of entities that readers may not know of; merged ones lead to others and are not among them."""
    wanted = set(keys)
    known = (
        set(Entity.objects.filter(key__in=wanted, merged_into=None).values_list("key", flat=True)) if wanted else set()
    )
    return known - set(public_entities().filter(key__in=known).values_list("key", flat=True)) if known else set()
