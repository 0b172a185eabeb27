"""SplitDoubt: lines of a raw document that may or may not be an article of their own."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from archive.catalog.models.accession import Batch, RawDocument
from archive.catalog.models.record import Article
from archive.catalog.querysets import SplitDoubtQuerySet


class SplitDoubt(models.Model):
    """A place at which a document was cut into articles, or left whole, on weak grounds; a curator settles it once.

    `article` is the text around the lines, `part` the article that was cut from it (`is_cut`), or the card of its headline.
    `lines` are [place, text, number]: place before, doubtful or after, number that of the line in a text file, else null.
    """

    class State(models.TextChoices):
        OPEN = "open", "ينتظر القرار"
        RIGHT = "right", "صحيح كما قُسّم"
        SPLIT = "split", "فُصل مقالين"
        JOINED = "joined", "جُمع في مقال"

    article = models.ForeignKey(Article, models.CASCADE, related_name="split_doubts", verbose_name="المقال")
    part = models.ForeignKey(
        Article, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="المقال المقتطع"
    )
    is_cut = models.BooleanField("فُصل مقالًا آخر")
    is_card = models.BooleanField("عنوانه بطاقة", default=False, editable=False)
    """Whether `part` was a card before it became an article, and becomes one again if both are joined."""
    opening = models.CharField("بصمة أول سطر", max_length=64, editable=False)
    """SHA-256 of the first doubtful line: the same place of the same article is doubted once, whatever version is read."""
    lines = models.JSONField("الأسطر", default=list, editable=False)
    raw_document = models.ForeignKey(
        RawDocument, models.PROTECT, related_name="split_doubts", verbose_name="الوثيقة الأصلية"
    )
    batch = models.ForeignKey(Batch, models.SET_NULL, related_name="+", null=True, verbose_name="الدفعة")
    state = models.CharField("الحالة", max_length=6, choices=State, default=State.OPEN)
    noted_at = models.DateTimeField("لوحظ", default=timezone.now)

    objects = SplitDoubtQuerySet.as_manager()

    class Meta:
        verbose_name = "تقسيم غير مؤكد"
        verbose_name_plural = "تقسيمات غير مؤكدة"
        ordering = ("-noted_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("article", "opening"), name="split_doubt_once_per_place"),
            models.CheckConstraint(
                condition=Q(state__in=("open", "right", "split", "joined")), name="split_doubt_state_known"
            ),
        )

    def __str__(self) -> str:
        return next((text for place, text, _ in self.lines if place == "doubtful"), "")[:120]

    @property
    def doubtful(self) -> list[str]:
        """The texts of the lines in doubt."""
        return [text for place, text, _ in self.lines if place == "doubtful"]
