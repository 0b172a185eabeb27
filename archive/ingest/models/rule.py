"""Rule: a curator's decision that lasts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from archive.catalog.models import Article, Source
from archive.entities.models import Entity


class RuleQuerySet(models.QuerySet["Rule"]):
    def active(self) -> "RuleQuerySet":
        """Rules that nobody has taken back."""
        return self.filter(undone_at=None)


class Rule(models.Model):
    """What a curator decided once for all that comes: imports and new readings apply it to what they read.

    A rule is about one article (`article_key`, which outlives a deletion), or about all that comes from `source`, or, with
    neither, about the whole archive. `text` is the printed form that it knows its cases by: a line, a paragraph, a name, a site,
    or the value that was accepted; `text_key` what its spellings share.
    """

    class Kind(models.TextChoices):
        SOURCE_LINE = "source_line", "سطر مصدر"
        SITE = "site", "موقع مصدر"
        BOILERPLATE = "boilerplate", "نص متكرر"
        NAME_FORM = "name_form", "صيغة اسم"
        TITLE = "title", "عنوان مولَّد مقبول"
        INFERRED_DATE = "inferred_date", "تاريخ مستنتج مقبول"
        UNKNOWN_DATE = "unknown_date", "تاريخ يبقى مجهولًا"
        UNKNOWN_SOURCE = "unknown_source", "مصدر يبقى مجهولًا"
        TEXT = "text", "نص يبقى كما ورد"
        COPY = "copy", "نسختان تبقيان"
        FAILURE = "failure", "ملف لا يُقرأ"

    kind = models.CharField("النوع", max_length=14, choices=Kind)
    text = models.TextField("النص", blank=True)
    text_key = models.CharField(max_length=64, blank=True, editable=False)
    """SHA-256 of the folded text; "" without one."""
    article_key = models.CharField("مفتاح المقال", max_length=300, blank=True, editable=False)
    """`Article.stored_key` of the one article that the rule is about; else ""."""
    source = models.ForeignKey(
        Source, models.CASCADE, related_name="rules", null=True, blank=True, verbose_name="لما يأتي من"
    )
    meant_source = models.ForeignKey(
        Source, models.CASCADE, related_name="+", null=True, blank=True, verbose_name="المصدر المقصود"
    )
    """What a source line or a site stands for."""
    entity = models.ForeignKey(
        Entity, models.CASCADE, related_name="rules", null=True, blank=True, verbose_name="العَلَم المقصود"
    )
    """What a name form denotes; without one, it is no name."""
    reason = models.CharField("السبب", max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, verbose_name="المشرف"
    )
    made_at = models.DateTimeField("متى", default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="تراجع عنها"
    )
    undone_at = models.DateTimeField("تُراجع عنها", null=True, blank=True)
    articles = models.ManyToManyField(Article, related_name="rules", blank=True, verbose_name="ما طُبّقت عليه")

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = "قاعدة"
        verbose_name_plural = "قواعد الأرشيف"
        ordering = ("-pk",)
        indexes = (models.Index(fields=("kind", "text_key"), condition=Q(undone_at=None), name="rule_by_text"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    kind__in=(
                        "source_line", "site", "boilerplate", "name_form", "title", "inferred_date", "unknown_date",
                        "unknown_source", "text", "copy", "failure",
                    )
                ),
                name="rule_kind_known",
            ),
            models.UniqueConstraint(
                fields=("kind", "text_key", "article_key", "source"),
                condition=Q(undone_at=None, source__isnull=False),
                name="rule_once_for_a_source",
            ),
            models.UniqueConstraint(
                fields=("kind", "text_key", "article_key"),
                condition=Q(undone_at=None, source=None),
                name="rule_once_for_all",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("source_line", "site")) | Q(meant_source__isnull=False),
                name="rule_names_its_source",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text or self.source or self.article_key}"[:200]

    @property
    def is_active(self) -> bool:
        return self.undone_at is None
