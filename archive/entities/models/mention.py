"""Mentions: where articles print an entity."""

from django.db import models
from django.db.models import Q

from archive.catalog.models import Article, PrintedSpan, PrintedSpanQuerySet, span_constraints
from archive.entities.confidence import MIN_CONFIDENCE
from archive.entities.models.entity import Entity


class MentionQuerySet(PrintedSpanQuerySet["Mention"]):
    def visible(self) -> "MentionQuerySet":
        """Mentions that readers see: certain enough, and of an entity that was not refused."""
        return self.filter(confidence__gte=MIN_CONFIDENCE).exclude(entity__state=Entity.State.REFUSED)

    def suggested(self) -> "MentionQuerySet":
        """Mentions that await a curator's decision."""
        uncertain = self.filter(confidence__lt=MIN_CONFIDENCE, decision="")
        return uncertain.exclude(entity__state=Entity.State.REFUSED)


class Mention(PrintedSpan):
    """A span of an article's text that denotes an entity; `witness` recognised it, with `confidence` between 0 and 1."""

    class Relation(models.TextChoices):
        NAME = "name", "اسم"
        NATIONALITY = "nationality", "نسبة"
        METONYM = "metonym", "كناية"
        COREFERENCE = "coreference", "إحالة"

    class Witness(models.TextChoices):
        AUTHORITY = "authority", "ملف الأعلام"
        RULE = "rule", "قاعدة"
        TAGGER = "tagger", "المتعرّف"
        ARTICLE = "article", "المقال نفسه"

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions", verbose_name="المقال")
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="mentions", verbose_name="العَلَم")
    relation = models.CharField("العلاقة", max_length=12, choices=Relation, default=Relation.NAME)
    witness = models.CharField("الشاهد", max_length=10, choices=Witness, default=Witness.AUTHORITY)
    confidence = models.FloatField("الثقة", default=1.0)

    objects = MentionQuerySet.as_manager()

    class Meta(PrintedSpan.Meta):
        verbose_name = "ذِكر"
        verbose_name_plural = "مواضع الذِّكر"
        indexes = (
            models.Index(fields=("entity", "article"), name="mention_by_entity"),
            models.Index(
                fields=("entity", "surface", "article"),
                condition=Q(confidence__lt=MIN_CONFIDENCE, decision=""),
                name="mention_waiting",
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("article", "entity", "paragraph", "start"), name="mention_unique_in_place"),
            models.CheckConstraint(
                condition=Q(relation__in=("name", "nationality", "metonym", "coreference")),
                name="mention_relation_known",
            ),
            models.CheckConstraint(
                condition=Q(witness__in=("authority", "rule", "tagger", "article")), name="mention_witness_known"
            ),
            models.CheckConstraint(condition=Q(confidence__range=(0, 1)), name="mention_confidence_is_a_share"),
            *span_constraints("mention"),
        )

    def __str__(self) -> str:
        return self.surface
