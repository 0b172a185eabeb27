"""Dates mentioned in articles."""

from django.db import models
from django.db.models import F, Q

from archive.catalog.models import Article, PrintedSpan, span_constraints
from archive.chronology.querysets import DateMentionQuerySet


class DateMention(PrintedSpan):
    """A date printed in an article: its value, the days of that interval, and how it was read.

    `value` and `end_value` are ISO dates of the same `precision`, the second only for spans. `doubt` names a contradiction
    in print.
    """

    class Basis(models.TextChoices):
        STATED = "stated", "مذكور"
        RESOLVED = "resolved", "محلول"
        COMPUTED = "computed", "محسوب"

    class Precision(models.TextChoices):
        DAY = "day", "يوم"
        MONTH = "month", "شهر"
        YEAR = "year", "سنة"

    class Doubt(models.TextChoices):
        WEEKDAY = "weekday", "اسم اليوم لا يوافق التاريخ"
        CALENDAR = "calendar", "التقويمان لا يتفقان"

    article = models.ForeignKey(Article, models.CASCADE, related_name="dates", verbose_name="المقال")
    value = models.CharField("القيمة", max_length=10)
    end_value = models.CharField("نهاية المدة", max_length=10, blank=True)
    first = models.DateField("من يوم")
    last = models.DateField("إلى يوم")
    precision = models.CharField("الدقة", max_length=5, choices=Precision)
    basis = models.CharField("الأساس", max_length=8, choices=Basis)
    doubt = models.CharField("الشك", max_length=8, choices=Doubt, blank=True)
    decision = models.CharField(
        "قرار المشرف",
        max_length=9,
        choices=[(PrintedSpan.Decision.CONFIRMED, "مثبت"), (PrintedSpan.Decision.REFUSED, "مرفوض")],
        blank=True,
        db_index=True,
    )

    objects = DateMentionQuerySet.as_manager()

    class Meta(PrintedSpan.Meta):
        verbose_name = "تاريخ مذكور"
        verbose_name_plural = "تواريخ مذكورة"
        constraints = (
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="date_mention_interval_ordered"),
            *span_constraints("date_mention"),
        )

    def __str__(self) -> str:
        return f"{self.surface} = {self.value}"
