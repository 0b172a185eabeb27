"""Collision: a record that bears the key of an article and reads as another one."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from archive.catalog.models.accession import Batch, RawDocument
from archive.catalog.models.record import Article


class Collision(models.Model):
    """A record held back from an import: its key is that of `article`, its title another one, its words under half the same.

    `record` is the record as read, so that a decision needs no reader; the raw document is kept with it.
    """

    class State(models.TextChoices):
        OPEN = "open", "ينتظر القرار"
        REVISION = "revision", "قُبل نسخة أحدث من المقال"
        OWN = "own", "أُضيف مقالًا مستقلًا"
        REFUSED = "refused", "رُفض"
        UNDONE = "undone", "تُراجع عن دفعته"

    import_key = models.CharField("مفتاح الإدخال", max_length=300, editable=False)
    article = models.ForeignKey(Article, models.CASCADE, related_name="collisions", verbose_name="المقال القائم")
    raw_document = models.ForeignKey(RawDocument, models.PROTECT, related_name="+", verbose_name="الوثيقة الأصلية")
    title = models.CharField("عنوان السجل", max_length=1000, blank=True)
    record = models.JSONField("السجل", default=dict, editable=False)
    batch = models.ForeignKey(Batch, models.SET_NULL, related_name="collisions", null=True, verbose_name="الدفعة")
    state = models.CharField("الحالة", max_length=8, choices=State, default=State.OPEN)
    own_article = models.ForeignKey(
        Article, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="المقال المضاف"
    )
    noted_at = models.DateTimeField("لوحظ", default=timezone.now)

    class Meta:
        verbose_name = "سجل يصادم مقالًا"
        verbose_name_plural = "سجلات تصادم مقالات"
        ordering = ("-noted_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("import_key", "raw_document"), name="collision_once_per_line"),
            models.CheckConstraint(
                condition=Q(state__in=("open", "revision", "own", "refused", "undone")), name="collision_state_known"
            ),
        )

    def __str__(self) -> str:
        return self.title or self.import_key
