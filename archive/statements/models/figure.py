"""Figures: how many an article says there are, and of what."""

from django.db import models
from django.db.models import Q

from archive.catalog.models import Article, PrintedSpan, span_constraints
from archive.statements.querysets import FigureQuerySet


class Figure(PrintedSpan):
    """A figure printed at text[start:end] of a paragraph, with the phrase that says how exact it is and the noun behind it.

    `value` is None for a vague one or a span of two numbers, which have `low` and `high`; one that is «at least» or «at most» has
    a bound beside its value. `unit` is what is measured in (the singular, `%` for shares), `counted` the noun that is counted, in
    the singular where that is known; at least one of both is there. Who claims it is whoever says the quotation around it.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="figures", verbose_name="المقال")
    value = models.FloatField("القيمة", null=True, blank=True)
    low = models.FloatField("الحدّ الأدنى", null=True, blank=True)
    high = models.FloatField("الحدّ الأعلى", null=True, blank=True)
    approximate = models.BooleanField("تقريبي", default=False)
    unit = models.CharField("الوحدة", max_length=60, blank=True)
    counted = models.CharField("المعدود", max_length=100, blank=True)

    objects = FigureQuerySet.as_manager()

    class Meta(PrintedSpan.Meta):
        verbose_name = "رقم"
        verbose_name_plural = "أرقام"
        constraints = (
            models.UniqueConstraint(fields=("article", "paragraph", "start", "end"), name="figure_unique_in_place"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(low__isnull=False) | Q(high__isnull=False),
                name="figure_has_a_size",
            ),
            models.CheckConstraint(condition=~Q(unit="", counted=""), name="figure_is_of_something"),
            *span_constraints("figure"),
        )

    def __str__(self) -> str:
        return self.surface
