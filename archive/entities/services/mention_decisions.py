"""Curators' decisions about single mentions: right, of another entity, or not a name.

A decision outlives new readings of the article while its words are printed there: a confirmed mention counts, a refused one keeps
the same words from being recognised again.
"""

from collections.abc import Iterable, Sequence

from django.db import transaction

from archive.catalog.span_services import spans_decide
from archive.entities.models import Entity, Mention
from archive.entities.services.change_records import Record, batches

_KEPT = (
    "article_id",
    "entity_id",
    "relation",
    "witness",
    "confidence",
    "surface",
    "paragraph",
    "start",
    "end",
    "decision",
)


@transaction.atomic
def mentions_confirm(*, mentions: Iterable[Mention]) -> int:
    """Confirm mentions, so that readers find the articles by their entities; returns how many."""
    return _decide(mentions, Mention.Decision.CONFIRMED, confidence=1.0)


@transaction.atomic
def mentions_refuse(*, mentions: Iterable[Mention]) -> int:
    """Refuse mentions that denote nobody, or not their entity; returns how many."""
    return _decide(mentions, Mention.Decision.REFUSED, confidence=0.0)


def mention_correct(*, mention: Mention, entity: Entity) -> None:
    """Point a mention at the right entity and confirm it."""
    mentions_correct(mentions=[mention], entity=entity)


@transaction.atomic
def mentions_correct(*, mentions: Sequence[Mention], entity: Entity) -> list[Record]:
    """Point mentions at the right entity and confirm them; the fields of those of this entity that stood in their places, and are
    deleted."""
    meant = entity.merged_into or entity
    replaced = _in_the_way(mentions, meant)
    for batch in batches([row.pop("pk") for row in replaced]):
        Mention.objects.filter(pk__in=batch).delete()
    for mention in mentions:
        mention.entity, mention.confidence = meant, 1.0
    spans_decide(spans=mentions, decision=Mention.Decision.CONFIRMED, changed=["entity", "confidence"])
    return replaced


def _in_the_way(mentions: Sequence[Mention], entity: Entity) -> list[Record]:
    places = {(mention.article_id, mention.paragraph, mention.start) for mention in mentions}
    own = {mention.pk for mention in mentions}
    found: list[Record] = []
    for batch in batches(sorted({article for article, _, _ in places})):
        found += entity.mentions.filter(article__in=batch).values("pk", *_KEPT)
    return [
        row for row in found if row["pk"] not in own and (row["article_id"], row["paragraph"], row["start"]) in places
    ]


def _decide(mentions: Iterable[Mention], decision: str, *, confidence: float) -> int:
    rows = list(mentions)
    for mention in rows:
        mention.confidence = confidence
    return spans_decide(spans=rows, decision=decision, changed=["confidence"])
