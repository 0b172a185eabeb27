"""What a curator's click sets in motion: one domain call each, then the index is told."""

import logging
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet

from archive import search
from archive.catalog import services as catalog
from archive.catalog.models import Article
from archive.entities import services as authority
from archive.entities.models import AuthorityChange, Entity, NameForm
from archive.entities.selectors import bare_form
from archive.ingest.annotation import article_annotate

log = logging.getLogger(__name__)
MAX_REPAIRED_AT_ONCE = 200
"""So many articles are brought in line while a curator waits; more of them by the workers."""
MAX_REREAD_ARTICLES = 1_000
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
def index_repair(*, found: "search.IndexDiff") -> int:
    """Bring the articles in line that the index holds otherwise than the record; how many that are."""
    catalog.outbox_add(found.to_repair)
    if len(found.to_repair) <= MAX_REPAIRED_AT_ONCE:
        search.drain_on_commit()
    return len(found.to_repair)


@transaction.atomic
def entities_delete(*, entities: QuerySet[Entity]) -> None:
    """Delete entities with their mentions; the articles that named them are no longer found by them."""
    named = list(Article.objects.filter(mentions__entity__in=entities).distinct().values_list("pk", flat=True))
    entities.delete()
    catalog.outbox_add(named)
    search.drain_on_commit()


@transaction.atomic
def entity_merge(*, kept: Entity, merged: Sequence[Entity], by: str) -> AuthorityChange:
    change = authority.entity_merge(kept=kept, merged=merged, by=by)
    search.drain_on_commit()
    return change


@transaction.atomic
def entity_split(*, entity: Entity, forms: Iterable[NameForm], name: str, description: str, by: str) -> AuthorityChange:
    change = authority.entity_split(entity=entity, forms=forms, name=name, description=description, by=by)
    _read_again(change)
    return change


@transaction.atomic
def entity_rename(*, entity: Entity, name: str, by: str) -> AuthorityChange:
    return authority.entity_rename(entity=entity, name=name, by=by)


@transaction.atomic
def candidates_confirm(*, entities: Iterable[Entity], by: str) -> AuthorityChange:
    change = authority.entities_confirm(entities=entities, by=by)
    search.drain_on_commit()
    return change


@transaction.atomic
def candidates_refuse(*, entities: Iterable[Entity], by: str) -> AuthorityChange:
    change = authority.entities_refuse(entities=entities, by=by)
    search.drain_on_commit()
    return change


@transaction.atomic
def authority_change_undo(*, change: AuthorityChange) -> None:
    authority.change_undo(change=change)
    _read_again(change)


def _read_again(change: AuthorityChange) -> None:
    """Names that moved may be meant where the rows of mentions do not tell: read the articles concerned anew."""
    for entity in change.entities.filter(merged_into=None):
        entity_reread(entity=entity)


@transaction.atomic
def entity_reindex(*, entity: Entity) -> None:
    """After an entity became a person, a place or an organization: its articles are found by it as that."""
    catalog.outbox_add(Article.objects.filter(mentions__entity=entity).distinct().values_list("pk", flat=True))
    search.drain_on_commit()


@transaction.atomic
def entity_reread(*, entity: Entity) -> int:
    """After an entity's names changed: read names anew in the articles that mention it or print one of its forms.

    Returns how many articles were read, MAX_REREAD_ARTICLES at most.
    """
    pks = set(Article.objects.filter(mentions__entity=entity).values_list("pk", flat=True)[:MAX_REREAD_ARTICLES])
    for form in entity.forms.all():
        pks |= _printing(bare_form(form.text), MAX_REREAD_ARTICLES - len(pks), inflected=form.relation == "nationality")
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
