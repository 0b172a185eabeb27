"""Quotations of articles, and by speakers."""

import datetime as dt
from collections.abc import Iterable
from typing import cast

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from archive.catalog.models import Article
from archive.entities.models import Entity, Mention
from archive.entities.selectors import public_entities
from archive.statements.models import Quotation
from archive.statements.querysets import QuotationQuerySet

_NEWEST = (F("article__published_on").desc(nulls_last=True), "article", "paragraph", "start")


def quotations_of(article: Article) -> QuotationQuerySet[Quotation]:
    """The visible quotations of one article, in printed order, whatever the state of the article."""
    return with_public_speaker(article.quotations.visible()).select_related("speaker__merged_into")


def with_public_speaker(quotations: QuotationQuerySet[Quotation]) -> QuotationQuerySet[Quotation]:
    """With `speaker_pk`, and `speaker_is_public`: whether readers may know of that entity. `speaker_of` reads both in one go."""
    is_public = Exists(public_entities().filter(pk=OuterRef("speaker_pk")))
    return cast("QuotationQuerySet[Quotation]", quotations.with_speaker().annotate(speaker_is_public=is_public))


def speaker_of(quotation: Quotation) -> Entity | None:
    """The entity that the speaker is today, after merges; None if nobody known, no name after all, or none that readers may know
    of: a curator's decision about his mentions counts at once. Quotations read without `with_public_speaker` cost a query."""
    speaker = quotation.speaker
    if speaker is not None and speaker.merged_into is not None:
        speaker = speaker.merged_into
    if speaker is None or speaker.state == Entity.State.REFUSED:
        return None
    is_public = getattr(quotation, "speaker_is_public", None)
    if is_public is None:
        is_public = public_entities().filter(pk=speaker.pk).exists()
    return speaker if is_public else None


def quotations_in(articles: Iterable[int]) -> QuotationQuerySet[Quotation]:
    """The quotations in these articles (primary keys), as far as readers may see them; with article, source and speaker."""
    return _with_record(Quotation.objects.published().filter(article__in=articles))


def quotations_by(entities: Iterable[int]) -> QuotationQuerySet[Quotation]:
    """What these entities (primary keys), or those merged into them, said in articles that readers may see; newest first."""
    return _with_record(Quotation.objects.published().said_by(entities)).order_by(*_NEWEST)


def quotations_about(entities: Iterable[int]) -> QuotationQuerySet[Quotation]:
    """What others said in articles that readers may see and in which they name one of these entities; newest first."""
    pks = _with_merged(entities)
    named = Mention.objects.visible().filter(entity__in=pks).exclude(relation=Mention.Relation.NATIONALITY)
    within = named.filter(
        article=OuterRef("article"),
        paragraph=OuterRef("paragraph"),
        start__gte=OuterRef("start"),
        end__lte=OuterRef("end"),
    )
    others = Quotation.objects.published().filter(~Q(speaker__in=pks) | Q(speaker=None))
    found = others.filter(Exists(within), article__in=named.values("article"))
    return _with_record(found).order_by(*_NEWEST)


def days_of(quotations: QuotationQuerySet[Quotation]) -> list[tuple[int, dt.date | None]]:
    """(primary key, day of publication) of these quotations in their order: how many they are, of which years, and which are the
    first, for the cost of finding them once."""
    return list(quotations.values_list("pk", "article__published_on"))


def _with_merged(entities: Iterable[int]) -> set[int]:
    """These entities (primary keys) and those that were merged into them."""
    pks = set(entities)
    return pks | set(Entity.objects.filter(merged_into__in=pks).values_list("pk", flat=True))


def speaker_keys(articles: Iterable[int]) -> list[tuple[int, str]]:
    """(article, key of a public entity that is quoted in it), each once, of these articles (primary keys) of any state."""
    known = Quotation.objects.visible().filter(article__in=articles, speaker__isnull=False)
    rows = known.annotate(speaker_pk=Coalesce(F("speaker__merged_into"), F("speaker"))).order_by()
    said = set(rows.values_list("article", "speaker_pk"))
    keys = dict(_public({speaker for _, speaker in said}).values_list("pk", "key"))
    return sorted((article, keys[speaker]) for article, speaker in said if speaker in keys)


def speakers_in(articles: Iterable[int]) -> list[tuple[int, int]]:
    """(entity, count of quotations) of the public speakers in these articles, who said most first."""
    found = Quotation.objects.published().filter(article__in=articles, speaker__isnull=False)
    rows = found.annotate(speaker_pk=Coalesce(F("speaker__merged_into"), F("speaker"))).order_by()
    counts = list(rows.values_list("speaker_pk").annotate(said=Count("pk")).order_by("-said", "speaker_pk"))
    public = set(_public({speaker for speaker, _ in counts}).values_list("pk", flat=True))
    return [(speaker, said) for speaker, said in counts if speaker in public]


def _public(speakers: set[int]) -> QuerySet[Entity]:
    return public_entities().filter(pk__in=speakers)


def _with_record(quotations: QuotationQuerySet[Quotation]) -> QuotationQuerySet[Quotation]:
    return with_public_speaker(quotations).select_related("article__source", "speaker__merged_into")
