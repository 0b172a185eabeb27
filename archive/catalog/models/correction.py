"""Correction: what the archive tells readers that it corrected in an article."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from archive.catalog.models.record import Article

MAX_CORRECTION_CHARS = 1_000


class Correction(models.Model):
    """A sentence or two on the page of the article, with its day, as long as it is public."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections", verbose_name="المقال")
    text = models.TextField(
        "التصحيح", max_length=MAX_CORRECTION_CHARS, help_text="يقرؤه القراء على صفحة المقال: ما كان، وما صار"
    )
    made_on = models.DateField("التاريخ", default=timezone.localdate)
    is_public = models.BooleanField("معلن للقراء", default=True)

    class Meta:
        verbose_name = "تصحيح معلن"
        verbose_name_plural = "التصحيحات المعلنة"
        ordering = ("-made_on", "-pk")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="correction_text_not_empty"),)

    def __str__(self) -> str:
        return self.text
