"""Work that is still to be done: articles to index (OutboxEntry) and background jobs (Job)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class OutboxEntry(models.Model):
    """The index is out of date for this article. No foreign key: the row outlives a deleted article.

    Rows are indexed in the order of `priority`, then of their primary key; the clock plays no part.
    """

    class Priority(models.IntegerChoices):
        EDIT = 0, "تعديل"
        BULK = 10, "دفعة"
        REFUSED = 100, "رفضه المحرك"

    article_pk = models.BigIntegerField("المقال")
    priority = models.PositiveSmallIntegerField("الأولوية", choices=Priority, default=Priority.EDIT)
    created_at = models.DateTimeField("منذ", default=timezone.now)

    class Meta:
        verbose_name = "تحديث منتظر للفهرس"
        verbose_name_plural = "تحديثات منتظرة للفهرس"
        ordering = ("priority", "pk")
        indexes = (
            models.Index(fields=("priority", "id"), name="outbox_order"),
            models.Index(fields=("article_pk",), name="outbox_article"),
        )

    def __str__(self) -> str:
        return str(self.article_pk)


class Job(models.Model):
    """One call of a registered handler (`archive.catalog.jobs`) in the background process."""

    class State(models.TextChoices):
        QUEUED = "queued", "ينتظر"
        RUNNING = "running", "يعمل"
        DONE = "done", "تمّ"
        FAILED = "failed", "فشل"

    name = models.CharField("المهمة", max_length=100)
    key = models.CharField("مفتاح", max_length=200, blank=True, help_text="لا تنتظر مهمتان بمفتاح واحد")
    payload = models.JSONField("المعطيات", default=dict, blank=True)
    state = models.CharField("الحالة", max_length=10, choices=State, default=State.QUEUED)
    run_after = models.DateTimeField("لا تعمل قبل", default=timezone.now)
    attempts = models.PositiveIntegerField("المحاولات", default=0)
    error = models.TextField("الخطأ", blank=True)
    created_at = models.DateTimeField("أُضيفت", default=timezone.now)
    started_at = models.DateTimeField("بدأت", null=True, blank=True)
    finished_at = models.DateTimeField("انتهت", null=True, blank=True)

    class Meta:
        verbose_name = "مهمة"
        verbose_name_plural = "المهام"
        ordering = ("pk",)
        indexes = (models.Index(fields=("state", "run_after", "id"), name="job_due"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("queued", "running", "done", "failed")), name="job_state_known"
            ),
            models.UniqueConstraint(
                fields=("name", "key"), condition=Q(state="queued") & ~Q(key=""), name="job_key_queued_once"
            ),
        )

    def __str__(self) -> str:
        return self.name
