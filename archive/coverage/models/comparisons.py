"""The work of comparing: which articles were compared as what, keys to find candidates by, and lines that recur.

SentenceKey and PendingComparison have no foreign keys, as the outbox has none: they outlive a deleted article until they
are met.
"""

from django.db import models

from archive.catalog.models import Article


class ComparedText(models.Model):
    """An article that was compared, and as what: text, date, source and state, in one string.

    If the article's string differs today, it is due again. `keys` are those of its SentenceKey rows, `lines` the LineCount
    rows to which it was added, both as little-endian 64-bit integers.
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="compared_text")
    compared_as = models.CharField("قورن بوصفه", max_length=200)
    text_hash = models.BigIntegerField("بصمة النص المطوي", null=True, db_index=True)
    keys = models.BinaryField("مفاتيح الجمل", default=bytes)
    lines = models.BinaryField("الأسطر", default=bytes)

    class Meta:
        verbose_name = "نص قورن"
        verbose_name_plural = "نصوص قورنت"

    def __str__(self) -> str:
        return str(self.article_id)


class SentenceKey(models.Model):
    """One MinHash value of one sentence of an article: a band of the index in which candidates are looked up.

    `day` is the ordinal of the day of publication, null without one.
    """

    key = models.BigIntegerField("المفتاح")
    day = models.IntegerField("اليوم", null=True)
    article_pk = models.BigIntegerField("المقال")

    class Meta:
        verbose_name = "مفتاح جملة"
        verbose_name_plural = "مفاتيح الجمل"
        indexes = (models.Index(fields=("key", "day", "article_pk"), name="sentence_key_lookup"),)

    def __str__(self) -> str:
        return str(self.key)


class LineCount(models.Model):
    """How many texts of one outlet, no versions of one another, have a line. Those of several are boilerplate."""

    line = models.BigIntegerField("السطر", primary_key=True, help_text="بصمة السطر المطوي ومصدره")
    texts = models.PositiveIntegerField("النصوص")

    class Meta:
        verbose_name = "سطر متكرر"
        verbose_name_plural = "أسطر متكررة"

    def __str__(self) -> str:
        return str(self.line)


class PendingComparison(models.Model):
    """An article that is still to be compared."""

    article_pk = models.BigIntegerField("المقال", unique=True)

    class Meta:
        verbose_name = "مقارنة منتظرة"
        verbose_name_plural = "مقارنات منتظرة"
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.article_pk)
