"""Filters on quotations and figures."""

from collections.abc import Iterable
from typing import Self

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from archive.catalog.models import PrintedSpanQuerySet, Span
from archive.entities.models import Entity
from archive.statements.confidence import MIN_CONFIDENCE


class QuotationQuerySet(PrintedSpanQuerySet[Span]):
    def visible(self) -> Self:
        """The quotations that readers see and searches find: certain enough or confirmed, and refused by no curator."""
        return self.filter(Q(confidence__gte=MIN_CONFIDENCE) | Q(decision="confirmed")).exclude(decision="refused")

    def suggested(self) -> Self:
        """The quotations that await a curator's decision."""
        return self.filter(confidence__lt=MIN_CONFIDENCE, decision="")

    def published(self) -> Self:
        """The visible quotations of articles that readers may see."""
        return self.visible().filter(article__state="published")

    def said_by(self, entities: Iterable[int]) -> Self:
        """The quotations of these entities (primary keys) and of those that were merged into them."""
        pks = set(entities)
        # Merges are read first: with an «or» over the join no database uses the index by speaker.
        merged = Entity.objects.filter(merged_into__in=pks).order_by().values_list("pk", flat=True)
        return self.filter(speaker__in=pks | set(merged)).exclude(speaker__state=Entity.State.REFUSED)

    def with_speaker(self) -> Self:
        """With `speaker_pk`, the primary key of the entity that the speaker is today, after merges; None if unknown."""
        return self.annotate(speaker_pk=Coalesce(F("speaker__merged_into"), F("speaker")))


class FigureQuerySet(PrintedSpanQuerySet[Span]):
    def visible(self) -> Self:
        """The figures that no curator refused."""
        return self.exclude(decision="refused")

    def published(self) -> Self:
        """The visible figures of articles that readers may see."""
        return self.visible().filter(article__state="published")
