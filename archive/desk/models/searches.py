"""SavedSearch ─< Find >─ Delivery: a search that a journalist keeps, what its alert found, and the mails that told of it.

Arrival is the archive's order of becoming public: what newness goes by (docs/alerts.md).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from archive.catalog.keys import new_key

MAX_SEARCH_NAME, MAX_SEARCH_NOTE = 200, 2_000


class Arrival(models.Model):
    """An article when readers could find it for the first time: it was public, and the index had it.

    Primary keys are the order of arrival. No foreign key: what was deleted leaves its row, and never arrives again.
    """

    article_pk = models.BigIntegerField("المقال", unique=True)
    recorded_at = models.DateTimeField("منذ", default=timezone.now)

    class Meta:
        verbose_name = "وصول مقال"
        verbose_name_plural = "وصول المقالات"
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.article_pk)


class SavedSearch(models.Model):
    """A search with a name and a note, and its alert: by mail at a rhythm, by a private feed, or both."""

    class Rhythm(models.TextChoices):
        NONE = "none", "بلا بريد"
        INSTANT = "instant", "حال وصوله"
        DAILY = "daily", "كل يوم"
        WEEKLY = "weekly", "كل أسبوع"

    class Weekday(models.IntegerChoices):
        """As `datetime.weekday` counts."""

        SATURDAY = 5, "السبت"
        SUNDAY = 6, "الأحد"
        MONDAY = 0, "الاثنين"
        TUESDAY = 1, "الثلاثاء"
        WEDNESDAY = 2, "الأربعاء"
        THURSDAY = 3, "الخميس"
        FRIDAY = 4, "الجمعة"

    key = models.CharField("المفتاح", max_length=32, unique=True, default=new_key, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches", verbose_name="صاحبه"
    )
    name = models.CharField("الاسم", max_length=MAX_SEARCH_NAME)
    note = models.TextField("ملاحظة", max_length=MAX_SEARCH_NOTE, blank=True)
    query = models.TextField("معالم البحث", blank=True, editable=False)
    """The canonical query string, as addresses of the search have it; "" finds everything."""
    created_at = models.DateTimeField("حُفظ", default=timezone.now, editable=False)
    seen_arrival = models.BigIntegerField(default=0, editable=False)
    """The last arrival when the owner opened the search; what arrived later is new to him."""
    rhythm = models.CharField("إيقاع البريد", max_length=10, choices=Rhythm, default=Rhythm.NONE)
    hour = models.PositiveSmallIntegerField("الساعة", default=7)
    weekday = models.PositiveSmallIntegerField("اليوم", choices=Weekday, default=Weekday.SUNDAY)
    """Both in the archive's time zone."""
    watched_from = models.BigIntegerField(null=True, editable=False)
    """The last arrival when the alert began: it finds what arrived later. None while there is neither mail nor feed."""
    mails_after = models.BigIntegerField(default=0, editable=False)
    """The last Find when mail was chosen: those before it were for the feed alone."""
    mailed_at = models.DateTimeField("آخر موعد للبريد", default=timezone.now, editable=False)
    feed_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    """Of the token in the private feed's address (`secret_tokens`), which is shown once. None without a feed."""

    class Meta:
        verbose_name = "بحث محفوظ"
        verbose_name_plural = "أبحاث محفوظة"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="saved_search_has_a_name"),
            models.CheckConstraint(
                condition=Q(rhythm__in=("none", "instant", "daily", "weekly")), name="saved_search_rhythm_known"
            ),
            models.CheckConstraint(condition=Q(hour__lte=23, weekday__lte=6), name="saved_search_hour_and_day_exist"),
            models.CheckConstraint(
                condition=Q(rhythm="none", feed_digest=None, watched_from=None)
                | Q(~Q(rhythm="none") | Q(feed_digest__isnull=False), watched_from__isnull=False),
                name="saved_search_watched_for_mail_or_feed",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def has_feed(self) -> bool:
        return self.feed_digest is not None

    @property
    def has_mail(self) -> bool:
        return self.rhythm != self.Rhythm.NONE


class Delivery(models.Model):
    """A mail of an alert: decided and stored with its articles, then sent, then marked as sent.

    Whoever is killed while sending leaves it waiting, and it is sent again under the same Message-ID.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "تنتظر"
        SENT = "sent", "أُرسلت"
        EMPTY = "empty", "أُلغيت: سُحب كل ما فيها"

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="deliveries", verbose_name="البحث")
    message_id = models.CharField("Message-ID", max_length=300, unique=True)
    state = models.CharField("الحالة", max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField("تقررت", default=timezone.now)
    recipient = models.CharField("إلى", max_length=320, blank=True)
    attempts = models.PositiveIntegerField("المحاولات", default=0)
    next_attempt_at = models.DateTimeField("المحاولة التالية", default=timezone.now)
    error = models.TextField("آخر خطأ", blank=True)
    sent_at = models.DateTimeField("أُرسلت", null=True, blank=True)

    class Meta:
        verbose_name = "رسالة تنبيه"
        verbose_name_plural = "رسائل التنبيه"
        ordering = ("-pk",)
        indexes = (models.Index(fields=("state", "next_attempt_at"), name="delivery_due"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=("waiting", "sent", "empty")), name="delivery_state_known"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="delivery_sent_at_some_time",
            ),
            models.UniqueConstraint(
                fields=("search",), condition=Q(state="waiting"), name="delivery_one_waits_per_search"
            ),
        )

    def __str__(self) -> str:
        return self.message_id


class Find(models.Model):
    """An article that an alert found, once ever; `delivery` is the mail that told of it, if one did."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="finds", verbose_name="البحث")
    article_pk = models.BigIntegerField("المقال")
    found_at = models.DateTimeField("وُجد", default=timezone.now)
    delivery = models.ForeignKey(
        Delivery, models.SET_NULL, related_name="finds", null=True, blank=True, verbose_name="الرسالة"
    )

    class Meta:
        verbose_name = "ما وجده تنبيه"
        verbose_name_plural = "ما وجدته التنبيهات"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("search", "article_pk"), name="find_once_ever"),)

    def __str__(self) -> str:
        return str(self.article_pk)
