"""Redaction >─< Article: a name that is replaced in what articles say, as a rule that imports and new readings keep to.

The stored text of a redacted article is the redacted one, so that nothing that reads it has to know of redactions. What it said
instead is kept beside it (UnredactedText), for the day on which the redaction is undone.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from archive.catalog.models.record import Article

DEFAULT_REPLACEMENT = "(حُذف الاسم)"
MAX_FORMS, MAX_FORM_CHARS = 40, 200


class Redaction(models.Model):
    """Printed forms of one name and what stands in their place; in force until `undone_at`.

    `forms` are names as printed; what may be attached to them is found by `archive.text.names.name_spans`. `str()` tells no
    name: it is in logs that others read.
    """

    forms = models.JSONField("صيغ الاسم", default=list)
    replacement = models.CharField("ما يحل محله", max_length=100, default=DEFAULT_REPLACEMENT)
    reason = models.TextField("سبب الحجب", max_length=1000, help_text="يقرؤه القيّمون وحدهم")
    public_note = models.TextField(
        "ملاحظة معلنة", max_length=500, blank=True, help_text="يقرؤها من يقرأ المقال، فلا يُذكر فيها الاسم"
    )
    made_by = models.CharField("حجبه", max_length=150, editable=False)
    made_at = models.DateTimeField("حُجب في", default=timezone.now, editable=False)
    undone_by = models.CharField("تراجع عنه", max_length=150, blank=True, editable=False)
    undone_at = models.DateTimeField("تُراجع عنه في", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "حجب اسم"
        verbose_name_plural = "أسماء محجوبة"
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(replacement=""), name="redaction_replacement_not_empty"),
            models.CheckConstraint(condition=~Q(reason=""), name="redaction_reason_not_empty"),
        )

    def __str__(self) -> str:
        return f"حجب اسم، رقم {self.pk}"


class RedactedEntity(models.Model):
    """An entity, by its key, that replaced places named: the redacted articles mention it no more, under whatever name."""

    redaction = models.ForeignKey(Redaction, models.CASCADE, related_name="entities", verbose_name="الحجب")
    key = models.CharField("مفتاح العَلَم", max_length=32, db_index=True)

    class Meta:
        verbose_name = "عَلَم محجوب"
        verbose_name_plural = "أعلام محجوبة"
        constraints = (models.UniqueConstraint(fields=("redaction", "key"), name="redacted_entity_once"),)

    def __str__(self) -> str:
        return self.key


class RedactedArticle(models.Model):
    """An article to which a redaction applies. `import_key` outlives it: a deleted article that an import adds again is
    redacted from the start."""

    redaction = models.ForeignKey(Redaction, models.CASCADE, related_name="articles", verbose_name="الحجب")
    article = models.ForeignKey(Article, models.SET_NULL, related_name="redactions", null=True, verbose_name="المقال")
    import_key = models.CharField("مفتاح الإدخال", max_length=300, editable=False)
    places = models.PositiveIntegerField("المواضع", default=0)
    """How many were replaced when the redaction was made."""
    mentions = models.JSONField("قرارات أسماء", default=list, editable=False)
    """Decided mentions of the redacted entities, which return when the redaction is undone."""
    quotations = models.JSONField("قرارات اقتباسات", default=list, editable=False)
    """Decided quotations that the redaction changes; these return, too."""

    class Meta:
        verbose_name = "مقال حُجب فيه اسم"
        verbose_name_plural = "مقالات حُجبت فيها أسماء"
        indexes = (models.Index(fields=("import_key",), name="redacted_by_import_key"),)
        constraints = (models.UniqueConstraint(fields=("redaction", "import_key"), name="redacted_article_once"),)

    def __str__(self) -> str:
        return f"{self.redaction} ({self.pk})"


class UnredactedText(models.Model):
    """What pieces of a redacted article said. `pieces` has, for each place (a column, or `paragraphs`), pairs of the redacted
    and the original text, in order."""

    article_key = models.CharField("مفتاح المقال", max_length=32, unique=True)
    pieces = models.JSONField("النص الأصلي", default=dict)

    class Meta:
        verbose_name = "نص قبل حجب"
        verbose_name_plural = "نصوص قبل حجب"

    def __str__(self) -> str:
        return self.article_key
