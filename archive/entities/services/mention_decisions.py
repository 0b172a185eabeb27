"""What curators decide about single mentions: it is who it seems to be, it is somebody else, it is nobody.

A decided mention stays through every new reading of its article, as long as the article prints it there: a confirmed one
counts, a refused one keeps its place from being read so again.
"""

from collections.abc import Iterable

from django.db import transaction

from archive.catalog.span_services import spans_decide
from archive.entities.models import Entity, Mention


@transaction.atomic
def mentions_confirm(*, mentions: Iterable[Mention]) -> int:
    """These are who they seem to be: readers find the articles by them. How many."""
    return _decide(mentions, Mention.Decision.CONFIRMED, confidence=1.0)


@transaction.atomic
def mentions_refuse(*, mentions: Iterable[Mention]) -> int:
    """These mean nobody, or not who they seem to: they count nowhere. How many."""
    return _decide(mentions, Mention.Decision.REFUSED, confidence=0.0)


@transaction.atomic
def mention_correct(*, mention: Mention, entity: Entity) -> None:
    """It is this entity that is meant here."""
    entity = entity.merged_into or entity
    place = {"article": mention.article_id, "paragraph": mention.paragraph, "start": mention.start}
    Mention.objects.filter(**place, entity=entity).exclude(pk=mention.pk).delete()
    mention.entity = entity
    mention.save(update_fields=["entity"])
    mentions_confirm(mentions=[mention])


def _decide(mentions: Iterable[Mention], decision: str, *, confidence: float) -> int:
    rows = list(mentions)
    for mention in rows:
        mention.confidence = confidence
    return spans_decide(spans=rows, decision=decision, changed=["confidence"])
