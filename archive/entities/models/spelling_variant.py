"""Pairs of printed words that may spell one name."""

from django.db import models
from django.db.models import F, Q


class SpellingVariant(models.Model):
    """Two printed words that may spell one name, proposed by spelling distance and similarity of context.

    The words are folded and in alphabetical order. In mode wide, a search for one finds a confirmed other, never a refused one.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "مقترح"
        CONFIRMED = "confirmed", "مؤكَّد"
        REFUSED = "refused", "مرفوض"

    one = models.CharField("الرسم الأول", max_length=100)
    other = models.CharField("الرسم الآخر", max_length=100)
    distance = models.FloatField("بُعد الرسم", default=0.0, help_text="0 تطابق؛ ما زاد على 0.8 بعيد")
    context_similarity = models.FloatField(
        "الصحبة", null=True, blank=True, help_text="من 0 إلى 1: كم يتشابه ما يجاورهما في المقالات"
    )
    state = models.CharField("الحال", max_length=10, choices=State, default=State.PROPOSED)
    changed_at = models.DateTimeField("عُدّل", auto_now=True, db_index=True)

    class Meta:
        verbose_name = "رسمان لاسم"
        verbose_name_plural = "رسوم الأسماء المقترحة"
        ordering = ("state", models.F("context_similarity").desc(nulls_last=True), "distance", "pk")
        constraints = (
            models.UniqueConstraint(fields=("one", "other"), name="spelling_variant_unique"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="spelling_variant_in_order"),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "confirmed", "refused")), name="spelling_variant_state_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.one} = {self.other}"
