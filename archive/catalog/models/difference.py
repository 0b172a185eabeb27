"""FieldDifference: a record says otherwise than a curator."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from archive.catalog.models.accession import Batch
from archive.catalog.models.record import Article


class FieldDifference(models.Model):
    """The value of a record that an import did not write, because a curator had set that field (`Article.curated_fields`).

    It is open until a curator takes the record's value (the row is deleted then) or keeps the other.
    """

    class State(models.TextChoices):
        OPEN = "open", "ينتظر القرار"
        KEPT = "kept", "أُبقيت قيمة المحرر"

    article = models.ForeignKey(Article, models.CASCADE, related_name="differences", verbose_name="المقال")
    field = models.CharField("الحقل", max_length=20)
    record_value = models.TextField("قيمة السجل", help_text="كما تُعرض")
    batch = models.ForeignKey(
        Batch, models.SET_NULL, related_name="differences", null=True, blank=True, verbose_name="الدفعة"
    )
    state = models.CharField("الحالة", max_length=5, choices=State, default=State.OPEN)
    noted_at = models.DateTimeField("لوحظ", default=timezone.now)

    class Meta:
        verbose_name = "خلاف بين سجل ومحرر"
        verbose_name_plural = "خلافات السجلات والمحررين"
        ordering = ("-noted_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("article", "field"), name="difference_once_per_field"),
            models.CheckConstraint(condition=Q(state__in=("open", "kept")), name="difference_state_known"),
        )

    def __str__(self) -> str:
        return f"{self.article}: {self.field}"
