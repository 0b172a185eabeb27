"""Feed ─< FeedFetch, Feed ─< FeedItem: the feeds that curators set up, the log of their fetches, and their items as imported.

Columns that curators set are editable; the others are written by `archive.ingest.feeds` alone, so that a fetch during an edit
is no conflict.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from archive.catalog.models import Batch, Source

MIN_INTERVAL_MINUTES, MAX_INTERVAL_MINUTES = 5, 7 * 24 * 60
MAX_ADDRESS_CHARS = 1000


class Feed(models.Model):
    """An RSS or Atom feed. `address` is in ASCII (punycode, percent-encoded), as it is fetched."""

    address = models.CharField("العنوان", max_length=MAX_ADDRESS_CHARS, unique=True)
    name = models.CharField("الاسم", max_length=200, blank=True, help_text="يُترك فارغًا ليُؤخذ من الخلاصة نفسها.")
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="feeds", verbose_name="المصدر",
        help_text="مصدر المقالات التي لا تذكر مصدرها؛ وبلا مصدر هنا يُؤخذ عنوان الخلاصة.",
    )  # fmt: skip
    namespace = models.CharField(
        "نطاق الأرقام", max_length=200, blank=True,
        help_text="لمواد بلا عنوان يعرّفها رقمها وحده. يُترك فارغًا في العادة.",
    )  # fmt: skip
    is_active = models.BooleanField("تُتابَع", default=True)
    interval_minutes = models.PositiveIntegerField(
        "كل كم دقيقة", default=30,
        validators=(MinValueValidator(MIN_INTERVAL_MINUTES), MaxValueValidator(MAX_INTERVAL_MINUTES)),
    )  # fmt: skip
    reads_pages = models.BooleanField(
        "جلب المقالات كاملة", default=True,
        help_text="حين لا تحمل الخلاصة إلا أول المقال: تُقرأ صفحته في موقع الخلاصة نفسه، إن سمح robots.txt.",
    )  # fmt: skip

    title = models.CharField("عنوان الخلاصة", max_length=300, blank=True, editable=False)
    moved_to = models.CharField("انتقلت إلى", max_length=MAX_ADDRESS_CHARS, blank=True, editable=False)
    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    content_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    last_fetched_at = models.DateTimeField("آخر جلب", null=True, editable=False)
    last_success_at = models.DateTimeField("آخر نجاح", null=True, editable=False)
    last_error = models.TextField("آخر خطأ", blank=True, editable=False)
    failures = models.PositiveIntegerField("إخفاقات متتالية", default=0, editable=False)
    next_fetch_at = models.DateTimeField("الجلب التالي", default=timezone.now, editable=False, db_index=True)
    waits_until = models.DateTimeField("طلب الموقع التمهل حتى", null=True, editable=False)
    articles_added = models.PositiveIntegerField("مقالات وردت", default=0, editable=False)
    created_at = models.DateTimeField("أضيفت", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "خلاصة"
        verbose_name_plural = "الخلاصات"
        ordering = ("name", "title", "address")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(interval_minutes__range=(MIN_INTERVAL_MINUTES, MAX_INTERVAL_MINUTES)),
                name="feed_interval_within_bounds",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.title or self.address


class FeedFetch(models.Model):
    """One run of one feed."""

    class Outcome(models.TextChoices):
        RUNNING = "running", "جارٍ"
        BROUGHT = "brought", "وردت مواد"
        NO_NEWS = "no_news", "لا جديد"
        FAILED = "failed", "تعذّر"
        INTERRUPTED = "interrupted", "انقطع"

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="fetches", verbose_name="الخلاصة")
    started_at = models.DateTimeField("بدأ", default=timezone.now)
    finished_at = models.DateTimeField("انتهى", null=True)
    outcome = models.CharField("النتيجة", max_length=12, choices=Outcome, default=Outcome.RUNNING)
    status = models.PositiveSmallIntegerField("رمز الخادم", null=True)
    size = models.PositiveIntegerField("الحجم", null=True, help_text="بايت")
    error = models.TextField("السبب", blank=True)
    notes = models.JSONField("ملاحظات", default=list)
    pages_read = models.PositiveIntegerField("صفحات قُرئت", default=0)
    batch = models.ForeignKey(
        Batch, models.SET_NULL, null=True, related_name="feed_fetches", verbose_name="دفعة الإدخال"
    )

    class Meta:
        verbose_name = "جلب خلاصة"
        verbose_name_plural = "سجل جلب الخلاصات"
        ordering = ("-started_at", "-pk")
        default_permissions = ()
        indexes = (models.Index(fields=("feed", "-started_at"), name="feed_fetch_latest"),)

    def __str__(self) -> str:
        return f"{self.feed}: {self.get_outcome_display()}"


class FeedItem(models.Model):
    """An item as it was last imported: its key, the digest of its record, and how far the page of its article is."""

    class Page(models.TextChoices):
        NONE = "", "لا تُطلب"
        WAITING = "waiting", "تنتظر"
        READ = "read", "قُرئت"
        REFUSED = "refused", "لا تُقرأ"

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="items", verbose_name="الخلاصة")
    import_key = models.CharField("المفتاح", max_length=300)
    digest = models.CharField(max_length=64)
    seen_at = models.DateTimeField("آخر ظهور", default=timezone.now)
    page = models.CharField("صفحة المقال", max_length=10, choices=Page, blank=True, default=Page.NONE)
    address = models.CharField("عنوان الصفحة", max_length=2000, blank=True)
    attempts = models.PositiveSmallIntegerField("المحاولات", default=0)
    next_attempt_at = models.DateTimeField("المحاولة التالية", default=timezone.now)
    reason = models.TextField("السبب", blank=True)

    class Meta:
        verbose_name = "مادة خلاصة"
        verbose_name_plural = "مواد الخلاصات"
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("feed", "import_key"), name="feed_item_known_once"),
            models.CheckConstraint(
                condition=models.Q(page__in=("", "waiting", "read", "refused")), name="feed_item_page_known"
            ),
        )
        indexes = (models.Index(fields=("feed", "page", "next_attempt_at"), name="feed_item_pages_due"),)

    def __str__(self) -> str:
        return self.import_key
