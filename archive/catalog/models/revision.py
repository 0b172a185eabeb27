"""ArticleRevision: an older text of one article. (A *version* is another outlet's copy.)

A revision is written whenever an import, or the undoing or redoing of one, replaces what an article says; the article itself
is the newest text. What curators change by hand is in the history of the admin.
"""

import json
import zlib
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from archive.catalog.models.accession import Batch, RawDocument
from archive.catalog.models.record import Article


@dataclass(frozen=True, slots=True)
class RevisionText:
    """The columns of an article as JSON holds them (dates in ISO form, keys of related rows), the name of its source, the fields
    that curators had set, and the paragraphs (role, text)."""

    columns: dict[str, Any]
    source_name: str
    curated_fields: tuple[str, ...]
    paragraphs: tuple[tuple[str, str], ...]

    def packed(self) -> bytes:
        parts = [self.columns, self.source_name, self.curated_fields, self.paragraphs]
        return zlib.compress(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode())

    @classmethod
    def unpacked(cls, packed: bytes) -> "RevisionText":
        columns, source_name, curated_fields, paragraphs = json.loads(zlib.decompress(packed))
        return cls(columns, source_name, tuple(curated_fields), tuple((role, text) for role, text in paragraphs))


class ArticleRevision(models.Model):
    """The text `number` (from 1) of an article, and the change that put the next one in its place.

    `written` has a digest for each field that the change wrote, so that it can be told later whether somebody else wrote the
    field since. `taken_back` names those of them that are no longer there because the batch was undone (or redone).
    """

    class Cause(models.TextChoices):
        IMPORT = "import", "إدخال"
        DECISION = "decision", "قبول سجل متصادم"
        REREAD = "reread", "قراءة الأصل من جديد"
        UNDO = "undo", "تراجع عن دفعة"
        REDO = "redo", "إعادة دفعة"

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions", verbose_name="المقال")
    number = models.PositiveIntegerField("الرقم")
    batch = models.ForeignKey(
        Batch, models.SET_NULL, related_name="+", null=True, verbose_name="الدفعة التي جاءت بهذا النص"
    )
    made_at = models.DateTimeField("جاء هذا النص", null=True)
    raw_document = models.ForeignKey(
        RawDocument, models.PROTECT, related_name="revisions", null=True, verbose_name="الوثيقة الأصلية"
    )
    packed = models.BinaryField("المحتوى")
    cause = models.CharField("ما حلّ محله", max_length=8, choices=Cause, default=Cause.IMPORT)
    replaced_by = models.ForeignKey(
        Batch, models.SET_NULL, related_name="revisions", null=True, verbose_name="الدفعة التي حلّت محله"
    )
    replaced_at = models.DateTimeField("حلّ محله غيره", default=timezone.now)
    """Equals the article's `changed_at` as long as nobody changed the article since."""
    written = models.JSONField("الحقول المكتوبة", default=dict)
    taken_back = models.JSONField("الحقول المردودة", default=list)
    is_open = models.BooleanField("يمكن التراجع عنه", default=True)
    """Whether a field of the change is not taken back yet."""
    is_hidden = models.BooleanField("محجوب عن القراء", default=False)

    class Meta:
        verbose_name = "نص سابق"
        verbose_name_plural = "النصوص السابقة"
        ordering = ("article", "-number")
        indexes = (models.Index(fields=("replaced_by", "is_open", "cause"), name="revision_by_batch"),)
        constraints = (
            models.UniqueConstraint(fields=("article", "number"), name="revision_number_unique"),
            models.CheckConstraint(
                condition=Q(cause__in=("import", "decision", "reread", "undo", "redo")), name="revision_cause_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.article} ({self.number})"

    @cached_property
    def text(self) -> RevisionText:
        return RevisionText.unpacked(bytes(self.packed))


class BatchWithdrawal(models.Model):
    """An article that undoing its batch withdrew, and the state to which redoing the batch returns it."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="batch_withdrawal", verbose_name="المقال")
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="withdrawals", verbose_name="الدفعة")
    state = models.CharField("الحالة قبل السحب", max_length=10, choices=Article.State)
    returns_to = models.CharField("كان يعود إلى", max_length=10, choices=Article.State, blank=True)

    class Meta:
        verbose_name = "مقال سُحب مع دفعته"
        verbose_name_plural = "مقالات سُحبت مع دفعاتها"

    def __str__(self) -> str:
        return str(self.article)
