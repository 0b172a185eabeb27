"""Article ─< Paragraph: what the paper printed."""

import calendar
import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import get_script_prefix

from archive.catalog.date_doubt import is_after_tomorrow
from archive.catalog.keys import new_key
from archive.catalog.models.accession import Batch, RawDocument
from archive.catalog.models.source import Source
from archive.catalog.querysets import ArticleQuerySet
from archive.text import language_tag

OWN_ANCESTOR = "لا يُقتطع مقال من نفسه ولا مما اقتُطع منه."


def check_language(value: str) -> None:
    """Raises ValidationError for what is no language tag in its usual letters (`archive.text.language_tag`)."""
    if language_tag(value) != value:
        raise ValidationError("رمز لغة مثل ar أو fr أو pt-BR (BCP 47).")


def iso_value(day: dt.date | None, precision: str) -> str | None:
    """A day in ISO form, as precise as it is known: `2024-06-20`, `2001-03`, `2023` or None."""
    return None if day is None else day.isoformat()[: {"month": 7, "year": 4}.get(precision, 10)]


class Article(models.Model):
    """One article (or a stub: the card of a related story) as printed, with its publication date and provenance."""

    class Kind(models.TextChoices):
        ARTICLE = "article", "مقال"
        STUB = "stub", "بطاقة"

    class State(models.TextChoices):
        PUBLISHED = "published", "منشور"
        DRAFT = "draft", "مسودة"
        EMBARGOED = "embargoed", "مؤجَّل إلى موعد"
        WITHDRAWN = "withdrawn", "مسحوب"

    class Precision(models.TextChoices):
        DAY = "day", "يوم"
        MONTH = "month", "شهر"
        YEAR = "year", "سنة"

    class Basis(models.TextChoices):
        STATED = "stated", "مذكور"
        INFERRED = "inferred", "مستنتج"

    key = models.CharField("المفتاح", max_length=32, unique=True, default=new_key, editable=False)
    kind = models.CharField("الصنف", max_length=10, choices=Kind, default=Kind.ARTICLE)
    state = models.CharField("الحالة", max_length=10, choices=State, default=State.PUBLISHED, db_index=True)
    withdrawal_reason = models.TextField(
        "سبب السحب المعلن",
        blank=True,
        max_length=1000,
        help_text="يقرؤه من يفتح عنوان المقال المسحوب، فلا تُذكر فيه أسماء؛ إن تُرك فارغًا قيل له إنه لا شيء هنا",
    )
    embargo_until = models.DateTimeField("يُنشر في", null=True, blank=True)
    """When the background process publishes an embargoed article. Empty for one that follows the article it was cut from."""
    noindex = models.BooleanField(
        "بعيد عن محركات البحث", default=False, help_text="يُقرأ هنا كغيره، ويُطلب من محركات البحث ألّا تفهرسه"
    )
    is_redacted = models.BooleanField("حُجب فيه اسم", default=False, editable=False)
    """Whether a redaction applies (`catalog.models.redaction`); then its original, and the name of its file, are for nobody but
    senior curators."""
    title = models.CharField("العنوان", max_length=1000, null=True, blank=True, help_text="فارغ إذا لم يُطبع عنوان")
    generated_title = models.CharField("عنوان مولَّد", max_length=300, blank=True, editable=False)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="articles", null=True, blank=True, verbose_name="المصدر"
    )
    author = models.CharField("الكاتب", max_length=300, blank=True)
    agency = models.CharField("الوكالة", max_length=200, blank=True)
    dateline = models.CharField("مكان الخبر", max_length=200, blank=True)
    cited = models.JSONField(
        "نقلًا عن", default=list, blank=True, help_text="وسائل الإعلام التي ينقل النص عنها، لا ناشره ولا وكالته"
    )
    photo_credit = models.CharField("مصدر الصورة", max_length=300, blank=True)
    language = models.CharField(
        "اللغة",
        max_length=35,
        blank=True,
        validators=[check_language],
        help_text="رمزها، مثل ar أو fr؛ فارغ إذا لم تُعرف",
    )
    section = models.CharField("القسم", max_length=200, blank=True)
    tags = models.JSONField("الوسوم", default=list, blank=True)
    tag_line = models.TextField("سطر الوسوم كما ورد", blank=True)
    url = models.URLField("الرابط", max_length=2000, blank=True)

    published_on = models.DateField("تاريخ النشر", null=True, blank=True, help_text="أول يوم في المدة المعروفة")
    published_precision = models.CharField("دقة التاريخ", max_length=5, choices=Precision, blank=True)
    published_basis = models.CharField("أساس التاريخ", max_length=8, choices=Basis, blank=True)
    published_evidence = models.CharField("شاهد التاريخ", max_length=500, blank=True)

    not_before = models.DateField(
        "لم يُنشر قبل", null=True, blank=True, help_text="لنص بلا تاريخ: يوم لا يمكن أن يكون نُشر قبله"
    )
    not_before_evidence = models.CharField("شاهد أبكر يوم", max_length=300, blank=True)

    parent = models.ForeignKey(
        "self", models.SET_NULL, related_name="children", null=True, blank=True, verbose_name="مقتطع من"
    )
    follows_parent = models.BooleanField(
        "يتبع ما اقتُطع منه", default=True, help_text="يُسحب مع ما اقتُطع منه ويعود معه، ما لم يقرر مشرف غير ذلك"
    )
    returns_to = models.CharField("يعود إلى", max_length=10, choices=State, blank=True, editable=False)
    """The state that it had before it followed its parent out of the public, and will have again; else empty."""
    raw_document = models.ForeignKey(
        RawDocument, models.PROTECT, related_name="articles", null=True, blank=True, verbose_name="الوثيقة الأصلية"
    )
    batch = models.ForeignKey(
        Batch, models.SET_NULL, related_name="articles", null=True, blank=True, verbose_name="الدفعة التي أضافته"
    )
    first_line = models.PositiveIntegerField("أول سطر في الأصل", null=True, blank=True)
    last_line = models.PositiveIntegerField("آخر سطر في الأصل", null=True, blank=True)
    import_key = models.CharField("مفتاح الإدخال", max_length=300, unique=True, null=True, editable=False)
    curated_fields = models.JSONField("ما ثبّته المحررون", default=list, blank=True, editable=False)
    """Names of the fields that a person set (`services.FIELD_COLUMNS`): imports leave these as they are."""
    content_hash = models.CharField("بصمة النص", max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField("أُضيف", auto_now_add=True)
    changed_at = models.DateTimeField("عُدّل", auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "مقال"
        verbose_name_plural = "المقالات"
        ordering = (models.F("published_on").desc(nulls_last=True), "-pk")
        indexes = (
            models.Index(fields=("state", "kind", "-published_on"), name="article_newest"),
            models.Index(fields=("source", "state"), name="article_by_source"),
            models.Index(fields=("not_before",), condition=Q(published_on=None), name="article_undated_after"),
            models.Index(fields=("embargo_until",), condition=Q(state="embargoed"), name="article_embargoes"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=("article", "stub")), name="article_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=("published", "draft", "embargoed", "withdrawn")), name="article_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="embargoed") | Q(embargo_until__isnull=False) | ~Q(returns_to=""),
                name="article_embargo_has_a_time",
                violation_error_message="المقال المؤجَّل يحتاج إلى موعد يُنشر فيه.",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="article_title_null_not_empty"),
            models.CheckConstraint(
                condition=Q(title__isnull=False) | ~Q(generated_title=""), name="article_has_some_title"
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True, published_precision="", published_basis="")
                | Q(
                    published_on__isnull=False,
                    published_precision__in=("day", "month", "year"),
                    published_basis__in=("stated", "inferred"),
                ),
                name="article_date_whole_or_absent",
                violation_error_message="التاريخ ودقته وأساسه تُملأ معًا أو تُترك معًا.",
            ),
            models.CheckConstraint(
                condition=~Q(published_basis="inferred") | ~Q(published_evidence=""),
                name="article_inferred_date_has_evidence",
                violation_error_message="التاريخ المستنتج يحتاج إلى شاهد يبيّن من أين استُنتج.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("pk")),
                name="article_not_cut_from_itself",
                violation_error_message=OWN_ANCESTOR,
            ),
        )

    def __str__(self) -> str:
        return self.display_title

    def get_absolute_url(self) -> str:
        return f"{get_script_prefix()}articles/{self.key}/"

    def clean(self) -> None:
        super().clean()
        if self.is_own_ancestor():
            raise ValidationError({"parent": OWN_ANCESTOR})

    def is_own_ancestor(self) -> bool:
        """Whether the article was cut from itself, at whatever remove. A query for each article above it."""
        above, seen = self.parent_id, set[int]()
        while above is not None and above != self.pk and above not in seen:
            seen.add(above)
            above = type(self)._base_manager.filter(pk=above).values_list("parent", flat=True).first()
        return above is not None

    @property
    def display_title(self) -> str:
        """The printed headline, else the generated one."""
        return self.title or self.generated_title

    @property
    def stored_key(self) -> str:
        """The key under which imports and exports know the article; `article:KEY` for one that no import brought."""
        return self.import_key or f"article:{self.key}"

    @property
    def document_name(self) -> str | None:
        """The file or address of the raw document, as readers may see it; None if there is none, or a name was redacted."""
        return self.raw_document.origin if self.raw_document and not self.is_redacted else None

    @property
    def title_generated(self) -> bool:
        return self.title is None

    @property
    def published_until(self) -> dt.date | None:
        """The last day of the interval given by the publication date and its precision."""
        first = self.published_on
        if first is None or self.published_precision == self.Precision.DAY:
            return first
        if self.published_precision == self.Precision.YEAR:
            return dt.date(first.year, 12, 31)
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])

    @property
    def published_value(self) -> str | None:
        """The publication date in ISO form, as precise as it is known: `2024-06-20`, `2001-03`, `2023` or None."""
        return iso_value(self.published_on, self.published_precision)

    @property
    def believed_value(self) -> str | None:
        """`published_value`, None if it is after tomorrow: what other dates may be computed from."""
        return None if is_after_tomorrow(self.published_on) else self.published_value


class Paragraph(models.Model):
    """One printed paragraph of an article, with its role."""

    class Role(models.TextChoices):
        LEDE = "lede", "مقدمة"
        PARAGRAPH = "paragraph", "فقرة"
        SUBHEAD = "subhead", "عنوان فرعي"
        CAPTION = "caption", "تعليق صورة"

    article = models.ForeignKey(Article, models.CASCADE, related_name="paragraphs", verbose_name="المقال")
    position = models.PositiveIntegerField("الموضع")
    role = models.CharField("الدور", max_length=10, choices=Role, default=Role.PARAGRAPH)
    text = models.TextField("النص")

    class Meta:
        verbose_name = "فقرة"
        verbose_name_plural = "الفقرات"
        ordering = ("article", "position")
        constraints = (
            models.UniqueConstraint(fields=("article", "position"), name="paragraph_position_unique"),
            models.CheckConstraint(
                condition=Q(role__in=("lede", "paragraph", "subhead", "caption")), name="paragraph_role_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="paragraph_text_not_empty"),
        )

    def __str__(self) -> str:
        return self.text[:60]
