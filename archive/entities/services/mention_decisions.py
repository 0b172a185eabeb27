"""What curators decide about single mentions: it is who it seems to be, it is somebody else, it is nobody.

A decided mention stays through every new reading of its article, as long as the article prints it there: a confirmed one
counts, a refused one keeps its place from being read so again.
"""

from collections.abc import Iterable, Sequence

from django.db import transaction

from archive.catalog.models import Article
from archive.catalog.services import outbox_add
from archive.entities.models import TITLE_PARAGRAPH, Entity, Mention
from archive.text.layout import nearest_occurrence


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
        mention.decision, mention.confidence = decision, confidence
    Mention.objects.bulk_update(rows, ["decision", "confidence"], batch_size=500)
    outbox_add({mention.article_id for mention in rows})
    return len(rows)


def decisions_follow(article: Article, texts: Sequence[str]) -> list[Mention]:
    """The decided mentions whose words still stand in their paragraph, moved to where they stand now; `texts` are the title
    and the paragraphs."""
    kept = []
    for mention in article.mentions.decided():
        place = mention.paragraph - TITLE_PARAGRAPH
        text = texts[place] if 0 <= place < len(texts) else ""
        if _stands(mention, text):
            kept.append(mention)
    return kept


def _stands(mention: Mention, text: str) -> bool:
    """Whether a mention's words still stand in its paragraph; its place is set to where they are now."""
    start = nearest_occurrence(text, mention.surface, mention.start)
    if start is None:
        return False
    if start != mention.start:
        mention.start, mention.end = start, start + len(mention.surface)
        mention.save(update_fields=["start", "end"])
    return True


def overlap(one: Mention, other: Mention) -> bool:
    return one.paragraph == other.paragraph and one.start < other.end and other.start < one.end
