"""What a curator's click sets in motion: one domain call each, then the index is told."""

import logging
from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet

from archive import search
from archive.catalog import services as catalog
from archive.catalog.models import Article
from archive.entities import services as entities_services
from archive.entities.authority import bare_form
from archive.entities.models import Entity
from archive.ingest.annotation import article_annotate

log = logging.getLogger(__name__)
MOST_MENDED = 200
"""So many articles are brought in line while a curator waits; more of them by the workers."""
MOST_REREAD = 1_000
"""Articles that are read again when an entity's names change; an archive's commonest names exceed it."""


@transaction.atomic
def article_revise(*, article: Article, paragraphs: Sequence[catalog.ParagraphText]) -> None:
    """Save an edited article with its paragraphs, read its names and dates anew, and update the index after commit."""
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
def index_mend(*, found: "search.Differences") -> int:
    """Bring the articles in line that the index holds otherwise than the record; how many that are."""
    catalog.outbox_add(found.to_mend)
    if len(found.to_mend) <= MOST_MENDED:
        search.drain_on_commit()
    return len(found.to_mend)


@transaction.atomic
def entities_delete(*, entities: QuerySet[Entity]) -> None:
    """Delete entities with their mentions; the articles that named them are no longer found by them."""
    named = list(Article.objects.filter(mentions__entity__in=entities).distinct().values_list("pk", flat=True))
    entities.delete()
    catalog.outbox_add(named)
    search.drain_on_commit()


@transaction.atomic
def candidates_confirm(*, entities: QuerySet[Entity]) -> int:
    """Make candidates known; their articles are found by the mentions that did not count so far. How many."""
    return _decided(entities, entities_services.candidates_confirm)


@transaction.atomic
def candidates_refuse(*, entities: QuerySet[Entity]) -> int:
    """Refuse candidates; their articles are found by them no more. How many."""
    return _decided(entities, entities_services.candidates_refuse)


def _decided(entities: QuerySet[Entity], decide: Callable[..., int]) -> int:
    candidates = entities.filter(state=Entity.State.CANDIDATE)
    pks = list(candidates.values_list("pk", flat=True))
    named = list(Article.objects.filter(mentions__entity__in=pks).distinct().values_list("pk", flat=True))
    count = decide(entities=Entity.objects.filter(pk__in=pks))
    catalog.outbox_add(named)
    search.drain_on_commit()
    return count


@transaction.atomic
def entity_reindex(*, entity: Entity) -> None:
    """After an entity became a person, a place or an organization: its articles are found by it as that."""
    catalog.outbox_add(Article.objects.filter(mentions__entity=entity).distinct().values_list("pk", flat=True))
    search.drain_on_commit()


@transaction.atomic
def entity_reread(*, entity: Entity) -> int:
    """After an entity's names changed: read names anew in the articles that mention it or print one of its forms.

    Returns how many articles were read, MOST_REREAD at most.
    """
    pks = set(Article.objects.filter(mentions__entity=entity).values_list("pk", flat=True)[:MOST_REREAD])
    for form in entity.forms.all():
        pks |= _printing(bare_form(form.text), MOST_REREAD - len(pks), inflected=form.relation == "nationality")
    for article in Article.objects.filter(pk__in=pks):
        article_annotate(article=article)
    catalog.outbox_add(pks)
    search.drain_on_commit()
    return len(pks)


def _printing(words: str, most: int, *, inflected: bool) -> set[int]:
    """Published articles and stubs that print these words: as a phrase or, for an adjective, in any of its forms."""
    query = words if inflected else '"{}"'.format(words.replace('"', " "))
    found: set[int] = set()
    page = 1
    while len(found) < most:
        hits = search.search(
            search.SearchRequest(
                q=query,
                mode="wide" if inflected else "spelling",
                variants=False,
                kind="all",
                facets=(),
                page=page,
                per_page=100,
            )
        ).hits
        if not hits:
            break
        found.update(hit.pk for hit in hits)
        page += 1
    return found
