"""Upload ─< UploadFile, Upload ─< UploadRow: files that a curator handed in, and what loading them would do, record by record."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from archive.catalog.models import Article, Batch


class Upload(models.Model):
    """Files handed in together, with what was said about them. The files lie in the data folder (`upload_files`)."""

    class State(models.TextChoices):
        PREVIEWING = "previewing", "تُقرأ للمعاينة"
        READY = "ready", "تنتظر التحميل"
        LOADING = "loading", "تُحمَّل"
        LOADED = "loaded", "حُمّلت"
        DISCARDED = "discarded", "أُهملت"

    label = models.CharField("الوصف", max_length=300)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, verbose_name="رفعها"
    )
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="حمّلها"
    )
    uploaded_at = models.DateTimeField("رُفعت", default=timezone.now)
    changed_at = models.DateTimeField("آخر تغيير", auto_now=True, db_index=True)
    state = models.CharField("الحالة", max_length=10, choices=State, default=State.PREVIEWING)
    source = models.CharField("المصدر", max_length=200, blank=True)
    namespace = models.CharField("نطاق الأرقام", max_length=200, blank=True)
    left_out = models.JSONField("ما استُثني", default=list, blank=True)
    """SHA-256 of documents that are not to be loaded."""
    attempt = models.PositiveIntegerField("رقم المعاينة", default=1)
    """Counts previews: rows of earlier ones are on their way out, and a preview that was overtaken changes nothing."""
    done = models.PositiveBigIntegerField("قُرئ", default=0)
    total = models.PositiveBigIntegerField("من", default=0)
    """Bytes while the preview is made, records while the files are loaded."""
    reading = models.CharField("يُقرأ الآن", max_length=300, blank=True)
    counts = models.JSONField("أعداد المعاينة", default=dict, blank=True)
    failures = models.JSONField("ما تعذّر", default=list, blank=True)
    notices = models.JSONField("ما يُترك على حاله", default=list, blank=True)
    checkpoint = models.JSONField("ما حُمّل حتى الآن", default=dict, blank=True)
    """Documents written and their counts, kept in the transaction of each write: where a killed load goes on."""
    trouble = models.TextField("ما حال دون ذلك", blank=True)
    batch = models.ForeignKey(
        Batch, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="الدفعة الأخيرة"
    )
    batches = models.ManyToManyField(Batch, related_name="uploads", blank=True, verbose_name="الدفعات")

    class Meta:
        verbose_name = "رفع"
        verbose_name_plural = "المواد المرفوعة"
        ordering = ("-uploaded_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("previewing", "ready", "loading", "loaded", "discarded")),
                name="upload_state_known",
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def is_at_work(self) -> bool:
        """Whether it waits for the background process or is being worked on."""
        return self.state in (self.State.PREVIEWING, self.State.LOADING)


class UploadFile(models.Model):
    """One file of an upload: its name as shown, and what was said about this file alone."""

    class State(models.TextChoices):
        WAITING = "waiting", "ينتظر"
        LOADED = "loaded", "حُمّل"
        FAILED = "failed", "تعذّر"

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="files", verbose_name="الرفع")
    position = models.PositiveIntegerField("الموضع")
    name = models.CharField("الاسم", max_length=255)
    size = models.PositiveBigIntegerField("الحجم")
    format = models.CharField("الصيغة", max_length=10, default="auto")
    columns = models.JSONField("الأعمدة", default=dict, blank=True)
    """Headings by field, where a curator chose; an empty heading means that the field is not read."""
    tables = models.JSONField("الجداول", default=list, blank=True)
    """Of each sheet its name, its headings and the columns that would be read: `readers.table.SheetColumns`."""
    state = models.CharField("الحالة", max_length=8, choices=State, default=State.WAITING)

    class Meta:
        verbose_name = "ملف مرفوع"
        verbose_name_plural = "ملفات مرفوعة"
        ordering = ("upload", "position")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("upload", "position"), name="upload_file_position_unique"),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "loaded", "failed")), name="upload_file_state_known"
            ),
        )

    def __str__(self) -> str:
        return self.name


class UploadRow(models.Model):
    """One record in the preview of an upload: what it reads as, and what loading would do with it."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rows")
    attempt = models.PositiveIntegerField()
    document = models.PositiveIntegerField()
    """Counts the documents of the preview from 1, `place` the records of a document from 0."""
    place = models.PositiveIntegerField()
    parent = models.PositiveIntegerField(null=True)
    """The place of the record from which it was cut."""
    name = models.CharField(max_length=1000)
    sha256 = models.CharField(max_length=64)
    verdict = models.CharField(max_length=12)
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=1000, blank=True)
    has_own_title = models.BooleanField(default=True)
    date = models.CharField(max_length=10, blank=True)
    date_basis = models.CharField(max_length=8, blank=True)
    date_evidence = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=300, blank=True)
    opening = models.CharField(max_length=400, blank=True)
    paragraphs = models.PositiveIntegerField(default=0)
    article = models.ForeignKey(Article, models.SET_NULL, related_name="+", null=True)
    """The article that has the record's key."""
    same_text = models.ForeignKey(Article, models.SET_NULL, related_name="+", null=True)
    """Another article of the same text under another key."""
    changed = models.JSONField(default=list)
    """Fields of the article that an update would change."""
    curated = models.JSONField(default=list)
    is_kept_undone = models.BooleanField(default=False)
    """Whether its article was withdrawn, or its text taken back, when a batch was undone, and stays so."""
    warnings = models.JSONField(default=list)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("upload", "attempt", "document", "place"), name="upload_row_place_unique"),
        )
        indexes = (models.Index(fields=("upload", "attempt", "verdict", "document"), name="upload_row_verdict"),)

    def __str__(self) -> str:
        return self.title or self.name
