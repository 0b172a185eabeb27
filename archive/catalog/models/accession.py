"""RawDocument >─ Batch: the bytes as they came in, and the import run that brought them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

_TEXTS = ("text/", "message/")
REPORT_FIELDS = (
    "finished_at", "added", "updated", "unchanged", "stubs", "failed", "failures", "warnings", "notices", "stages",
)  # fmt: skip
"""Columns of a batch that its import writes when it ends. The others may have changed meanwhile: it can be undone before."""


class Batch(models.Model):
    """One run of an import: counts of its records, and inputs that could not be read."""

    class UndoState(models.TextChoices):
        UNDOING = "undoing", "يُتراجع عنها"
        UNDONE = "undone", "تُراجع عنها"
        REDOING = "redoing", "تُعاد"

    label = models.CharField("الوصف", max_length=300)
    started_at = models.DateTimeField("بدأت", default=timezone.now)
    finished_at = models.DateTimeField("انتهت", null=True, blank=True)
    added = models.PositiveIntegerField("أُضيف", default=0)
    updated = models.PositiveIntegerField("حُدّث", default=0)
    unchanged = models.PositiveIntegerField("لم يتغير", default=0)
    stubs = models.PositiveIntegerField("بطاقات", default=0)
    failed = models.PositiveIntegerField("تعذّر", default=0)
    failures = models.JSONField("الأخطاء", default=list, blank=True)
    warnings = models.JSONField("تنبيهات", default=list, blank=True)
    notices = models.JSONField("ما تُرك على حاله", default=list, blank=True)
    stages = models.JSONField("مراحل الإدخال", default=dict, blank=True, editable=False)
    """Seconds of each stage, of the whole (`wall`), records a second (`rate`) and the number of processes (`ingest.stages`)."""
    undo_state = models.CharField("التراجع", max_length=8, choices=UndoState, blank=True, editable=False)
    """Empty for a batch that stands."""
    undo_changed_at = models.DateTimeField("منذ", null=True, editable=False)

    class Meta:
        verbose_name = "دفعة إدخال"
        verbose_name_plural = "دفعات الإدخال"
        ordering = ("-started_at", "-pk")
        permissions = (("undo_batch", "التراجع عن دفعة إدخال وإعادتها"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(undo_state__in=("", "undoing", "undone", "redoing")), name="batch_undo_state_known"
            ),
        )

    def __str__(self) -> str:
        return self.label


UNCERTAIN_SPLIT = "uncertain split"
"""Notes of documents that were cut into articles, or left whole, on weak grounds begin so."""


class RawDocument(models.Model):
    """The bytes as they came in, never changed: a whole file, or one line of a file of records."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    content = models.BinaryField("المحتوى")
    origin = models.CharField("المنشأ", max_length=1000, help_text="اسم الملف أو العنوان، لا مسار الخادم")
    media_type = models.CharField("النوع", max_length=100, default="text/plain")
    encoding = models.CharField("الترميز", max_length=40, default="utf-8")
    accessioned_at = models.DateTimeField("تاريخ الإيداع", default=timezone.now)
    recognised_by = models.CharField(
        "تعرّف على نصه", max_length=100, blank=True, help_text="البرنامج الذي استخرج النص من صورة (OCR)"
    )
    notes = models.JSONField("ملاحظات القراءة", default=list, blank=True, help_text="ما أُصلح أو تُرك عند القراءة")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="documents", null=True, verbose_name="الدفعة")

    class Meta:
        verbose_name = "وثيقة أصلية"
        verbose_name_plural = "الوثائق الأصلية"
        constraints = (models.CheckConstraint(condition=~Q(sha256=""), name="raw_document_sha256_not_empty"),)

    def __str__(self) -> str:
        return self.origin

    @property
    def is_text(self) -> bool:
        return self.media_type.startswith(_TEXTS) or self.media_type.endswith(("+xml", "/json"))

    def printed(self) -> str:
        """The bytes decoded with the encoding of the import; for a file that is no text, a sentence with its size."""
        if self.is_text:
            return bytes(self.content).decode(self.encoding, errors="replace")
        return f"ملف لا يُقرأ نصًا ({self.media_type}، حجمه {len(self.content):,} بايت)"
