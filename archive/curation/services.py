"""What a curator's click sets in motion: one domain call each, then the index is told."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet

from archive import search
from archive.catalog import services as catalog
from archive.catalog.models import Article
from archive.entities.models import Entity


@transaction.atomic
def article_revise(*, article: Article, paragraphs: Sequence[catalog.ParagraphText]) -> None:
    """Save an edited article with its paragraphs, read its names and dates anew, and update the index after commit."""
    from archive.ingest.annotation import article_annotate

    catalog.article_save(article=article, paragraphs=paragraphs)
    article_annotate(article=article)
    search.drain_on_commit()


@transaction.atomic
def articles_set_state(*, articles: Iterable[Article], state: str) -> int:
    """Publish, withdraw or put back to draft; returns how many."""
    count = 0
    for article in articles:
        catalog.article_set_state(article=article, state=state)
        count += 1
    search.drain_on_commit()
    return count


@transaction.atomic
def articles_delete(*, articles: Iterable[Article]) -> None:
    for article in articles:
        catalog.article_delete(article=article)
    search.drain_on_commit()


@transaction.atomic
def entities_delete(*, entities: QuerySet[Entity]) -> None:
    """Delete entities with their mentions; the articles that named them are no longer found by them."""
    named = list(Article.objects.filter(mentions__entity__in=entities).distinct().values_list("pk", flat=True))
    entities.delete()
    catalog.outbox_add(named)
    search.drain_on_commit()


@transaction.atomic
def entity_reindex(*, entity: Entity) -> None:
    """After an entity became a person, a place or an organization: its articles are found by it as that."""
    catalog.outbox_add(Article.objects.filter(mentions__entity=entity).distinct().values_list("pk", flat=True))
    search.drain_on_commit()
