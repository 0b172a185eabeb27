"""The work of finding stories: articles as they were read, their rare terms to find candidates by, counts of terms by day.

StoryKey, DayTerms and PendingStory have no foreign keys, as the outbox has none.
"""

from django.db import models

from archive.catalog.models import Article


class StoryReading(models.Model):
    """An article as it was read for stories. If `read_as` differs today, it is due again. `day` is null without a known day.

    `is_settled` is false as long as articles of the days after it may still come: its place is looked at again then.
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="story_reading")
    read_as = models.CharField("قُرئ بوصفه", max_length=220)
    day = models.IntegerField("اليوم", null=True)
    days = models.CharField("أيام مذكورة", max_length=100, blank=True)
    terms = models.BinaryField("الكلمات", default=bytes)
    is_settled = models.BooleanField("استقر", default=False)

    class Meta:
        verbose_name = "مقال قُرئ للقصص"
        verbose_name_plural = "مقالات قُرئت للقصص"

    def __str__(self) -> str:
        return str(self.article_id)


class StoryKey(models.Model):
    """One of the rarest terms of an article, with the ordinal of its day."""

    term = models.BigIntegerField("الكلمة")
    day = models.IntegerField("اليوم")
    article_pk = models.BigIntegerField("المقال")

    class Meta:
        verbose_name = "كلمة نادرة"
        verbose_name_plural = "كلمات نادرة"
        indexes = (
            models.Index(fields=("term", "day", "article_pk"), name="story_key_lookup"),
            models.Index(fields=("article_pk",), name="story_key_article"),
        )

    def __str__(self) -> str:
        return str(self.term)


class DayTerms(models.Model):
    """How many articles of a day (ordinal) have each term: sorted terms and their counts, as little-endian numbers."""

    day = models.IntegerField("اليوم", primary_key=True)
    articles = models.PositiveIntegerField("المقالات", default=0)
    terms = models.BinaryField("الكلمات", default=bytes)
    counts = models.BinaryField("أعدادها", default=bytes)

    class Meta:
        verbose_name = "كلمات يوم"
        verbose_name_plural = "كلمات الأيام"

    def __str__(self) -> str:
        return str(self.day)


class PendingStory(models.Model):
    """An article whose story is still to be found. All that wait are read before the first is placed."""

    article_pk = models.BigIntegerField("المقال", unique=True)
    is_read = models.BooleanField("قُرئ", default=False)

    class Meta:
        verbose_name = "قصة منتظرة"
        verbose_name_plural = "قصص منتظرة"
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.article_pk)
