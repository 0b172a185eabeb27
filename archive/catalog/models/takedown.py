"""TakedownRequest ─< TakedownDecision: what readers ask of the archive about an article, and what was decided.

The name, the address and the words of whoever asked are personal data: they are erased some time after the decision. The
decisions stay, and hold none of them.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from archive.catalog.keys import new_key
from archive.catalog.models.record import Article
from archive.catalog.models.redaction import Redaction

MAX_TEXT_CHARS = 5_000


class TakedownRequest(models.Model):
    """A request, known to whoever made it by `reference`; `article_given` is what was typed where no article was found."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "تصحيح خطأ"
        REMOVAL = "removal", "سحب مقال"
        PERSONAL = "personal", "حجب بيانات شخصية"
        COPYRIGHT = "copyright", "حق نشر"

    class State(models.TextChoices):
        OPEN = "open", "ينتظر القرار"
        DECIDED = "decided", "حُسم"

    reference = models.CharField("الرقم المرجعي", max_length=32, unique=True, default=new_key, editable=False)
    article = models.ForeignKey(
        Article, models.SET_NULL, related_name="takedown_requests", null=True, blank=True, verbose_name="المقال"
    )
    article_given = models.CharField("ما كُتب عن المقال", max_length=500, blank=True)
    kind = models.CharField("النوع", max_length=10, choices=Kind)
    text = models.TextField("الطلب", max_length=MAX_TEXT_CHARS, blank=True)
    name = models.CharField("الاسم", max_length=150, blank=True)
    email = models.EmailField("البريد", blank=True)
    state = models.CharField("الحالة", max_length=7, choices=State, default=State.OPEN)
    received_at = models.DateTimeField("وصل", default=timezone.now)
    decided_at = models.DateTimeField("حُسم في", null=True, blank=True)
    erased_at = models.DateTimeField("مُحيت بياناته", null=True, blank=True)

    class Meta:
        verbose_name = "طلب تصحيح أو حجب"
        verbose_name_plural = "طلبات التصحيح والحجب"
        ordering = ("-received_at", "-pk")
        indexes = (models.Index(fields=("state", "received_at"), name="takedown_waiting"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=("open", "decided")), name="takedown_state_known"),
            models.CheckConstraint(
                condition=Q(kind__in=("correction", "removal", "personal", "copyright")), name="takedown_kind_known"
            ),
        )

    def __str__(self) -> str:
        return f"طلب {self.reference}"


class TakedownDecision(models.Model):
    """What somebody decided on a request, when and why. `answered_at`: when the sentence `answer` was mailed."""

    class Action(models.TextChoices):
        CORRECTED = "corrected", "صُحّح"
        WITHDRAWN = "withdrawn", "سُحب المقال"
        REDACTED = "redacted", "حُجب اسم"
        NOINDEX = "noindex", "أُبعد عن محركات البحث"
        REFUSED = "refused", "رُفض"

    request = models.ForeignKey(TakedownRequest, models.CASCADE, related_name="decisions", verbose_name="الطلب")
    action = models.CharField("القرار", max_length=9, choices=Action)
    reason = models.TextField("السبب", max_length=1000)
    article_key = models.CharField("مفتاح المقال", max_length=32, blank=True)
    redaction = models.ForeignKey(
        Redaction, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="الحجب"
    )
    decided_by = models.CharField("من", max_length=150)
    decided_at = models.DateTimeField("متى", default=timezone.now)
    answered_at = models.DateTimeField("أُجيب صاحبه", null=True, blank=True)

    class Meta:
        verbose_name = "قرار في طلب"
        verbose_name_plural = "سجل القرارات"
        ordering = ("-decided_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(action__in=("corrected", "withdrawn", "redacted", "noindex", "refused")),
                name="takedown_action_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_action_display()} ({self.request.reference})"
