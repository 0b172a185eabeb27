"""Reading articles again after the names of an entity changed: a few at once, many in the background process."""

from django.db import transaction

from archive import search
from archive.catalog import services as catalog
from archive.catalog.jobs import check_stop, job_add
from archive.catalog.models import Article
from archive.entities.models import Entity
from archive.entities.selectors import bare_form
from archive.ingest.annotation import annotations_write, articles_analyse

JOB = "entity_reread"
MAX_ARTICLES_AT_ONCE = 50
"""Articles that are analysed within the request, in about a second; more are left to the background process."""
MAX_ARTICLES = 20_000
"""Articles that the background process analyses; the commonest names of an archive exceed it."""
REREAD_BATCH = 50
"""Articles of one transaction, which other writers wait for."""


def entity_reread(*, entity: Entity) -> int | None:
    """Analyse the articles that mention an entity or print one of its name forms, after its names changed.

    Returns how many articles were analysed; None if there are so many that a job does it.
    """
    pks = _concerned(entity, MAX_ARTICLES_AT_ONCE + 1)
    if len(pks) > MAX_ARTICLES_AT_ONCE:
        job_add(name=JOB, key=str(entity.pk), payload={"entity": entity.pk})
        return None
    _analyse(pks)
    return len(pks)


def entity_reread_job(payload: dict[str, int]) -> None:
    """The job: all articles concerned, MAX_ARTICLES at most. Interrupted, it starts again from the first."""
    entity = Entity.objects.filter(pk=payload["entity"], merged_into=None).first()
    if entity is not None:
        _analyse(_concerned(entity, MAX_ARTICLES))


def _analyse(pks: set[int]) -> None:
    ordered = sorted(pks)
    for start in range(0, len(ordered), REREAD_BATCH):
        check_stop()
        batch = ordered[start : start + REREAD_BATCH]
        annotations = articles_analyse(batch)
        with transaction.atomic():
            annotations_write(annotations)
            catalog.outbox_add(batch, is_bulk=len(pks) > MAX_ARTICLES_AT_ONCE)


def _concerned(entity: Entity, limit: int) -> set[int]:
    mentions = Article.objects.filter(mentions__entity=entity).distinct().order_by()
    pks = set(mentions.values_list("pk", flat=True)[:limit])
    for form in entity.forms.all():
        pks |= _printing(bare_form(form.text), limit - len(pks), inflected=form.relation == "nationality")
    return pks


def _printing(words: str, limit: int, *, inflected: bool) -> set[int]:
    """Published articles and stubs that print these words: as a phrase or, for an adjective, in any inflection."""
    query = words if inflected else '"{}"'.format(words.replace('"', " "))
    found: set[int] = set()
    page = 1
    while len(found) < limit:
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
