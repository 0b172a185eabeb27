"""Curators' decisions about single mentions: right, of another entity, or not a name.

A decision outlives new readings of the article while its words are printed there: a confirmed mention counts, a refused one keeps
the same words from being recognised again.
"""

from collections.abc import Iterable

from django.db import transaction

from archive.catalog.span_services import spans_decide
from archive.entities.models import Entity, Mention


@transaction.atomic
def mentions_confirm(*, mentions: Iterable[Mention]) -> int:
    """Confirm mentions, so that readers find the articles by their entities; returns how many."""
    return _decide(mentions, Mention.Decision.CONFIRMED, confidence=1.0)


@transaction.atomic
def mentions_refuse(*, mentions: Iterable[Mention]) -> int:
    """Refuse mentions that denote nobody, or not their entity; returns how many."""
    return _decide(mentions, Mention.Decision.REFUSED, confidence=0.0)


@transaction.atomic
def mention_correct(*, mention: Mention, entity: Entity) -> None:
    """Point a mention at the right entity and confirm it."""
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
