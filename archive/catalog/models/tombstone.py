"""Tombstone: what a curator deleted stays deleted, whatever an import brings."""

from django.db import models
from django.utils import timezone

from archive.catalog.models.accession import RawDocument


class Tombstone(models.Model):
    """A deleted article, by the key of its import. While it stands, imports leave the record out and name it."""

    import_key = models.CharField("مفتاح الإدخال", max_length=300, unique=True, editable=False)
    title = models.CharField("العنوان", max_length=1000, blank=True)
    raw_document = models.ForeignKey(
        RawDocument, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="الوثيقة الأصلية"
    )
    deleted_at = models.DateTimeField("حُذف", default=timezone.now)

    class Meta:
        verbose_name = "مقال محذوف"
        verbose_name_plural = "المقالات المحذوفة"
        ordering = ("-deleted_at", "-pk")

    def __str__(self) -> str:
        return self.title or self.import_key
