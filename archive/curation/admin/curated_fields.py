"""What curators set of an imported article, next to what its record says: on the article's page, and as a queue."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from archive.catalog.models import Article, FieldDifference
from archive.catalog.services import FIELD_COLUMNS
from archive.curation import services
from archive.curation.admin.accessions import ReadOnlyAdmin
from archive.curation.admin.curated import is_key, may_see_drafts, sees_redacted
from archive.curation.admin.difference_queue import DifferenceQueue
from archive.curation.admin.labels import label_of
from archive.curation.versions import word_differences

MAX_SHOWN_CHARS, MAX_LISTED_CHARS = 300, 120
DECISIONS = {"record": "أُخذت قيمة السجل في حقل «{}».", "keep": "أُبقيت قيمة المحرر في حقل «{}»."}


@dataclass(frozen=True)
class CuratedField:
    """A field with the curator's value and the record's, None if that is not known; `is_open`: waits for a decision."""

    name: str
    label: str
    curated: str
    record: str | None
    is_open: bool


def curated_fields(article: Article) -> list[CuratedField]:
    if not article.curated_fields:
        return []
    curated, record = services.article_field_values(article=article)
    waiting = set(article.differences.filter(state=FieldDifference.State.OPEN).values_list("field", flat=True))
    return [
        CuratedField(
            name=name,
            label=label_of(name),
            curated=_short(curated[name]),
            record=None if record is None else _short(record[name]),
            is_open=name in waiting,
        )
        for name in article.curated_fields
        if name in FIELD_COLUMNS
    ]


def _short(value: str) -> str:
    return value if len(value) <= MAX_SHOWN_CHARS else f"{value[:MAX_SHOWN_CHARS]}…"


@require_POST
def decide(request: HttpRequest, pk: str) -> HttpResponse:
    """POST `field` and `decision` (record or keep) from the page of an article."""
    if not request.user.has_perm("catalog.change_article"):
        raise PermissionDenied
    article = get_object_or_404(Article, pk=pk if is_key(pk) else 0)
    field, decision = request.POST.get("field", ""), request.POST.get("decision", "")
    if field not in article.curated_fields or decision not in DECISIONS:
        raise Http404
    _decide(request, article, field, decision)
    return redirect("admin:catalog_article_change", article.pk)


def _decide(request: HttpRequest, article: Article, field: str, decision: str) -> bool:
    if _carried_out(request, article, field, decision):
        messages.success(request, DECISIONS[decision].format(label_of(field)))
        return True
    messages.error(request, "تعذّرت قراءة الأصل المحفوظ؛ لم يتغير شيء.")
    return False


def _carried_out(request: HttpRequest, article: Article, field: str, decision: str) -> bool:
    note = DECISIONS[decision].format(label_of(field))
    return services.article_field_decide(article=article, field=field, decision=decision, user=request.user, note=note)


class FieldFilter(admin.SimpleListFilter):
    """By field, under its Arabic name."""

    title = "الحقل"
    parameter_name = "field"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, label_of(name)) for name in FIELD_COLUMNS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[FieldDifference]) -> QuerySet[FieldDifference]:
        return queryset.filter(field=self.value()) if self.value() else queryset


@admin.register(FieldDifference)
class FieldDifferenceAdmin(ReadOnlyAdmin):
    list_display = ("article_link", "field_label", "opening", "state", "noted_at", "batch")
    list_display_links = ("opening",)  # the first column leads to the article
    list_filter = ("state", FieldFilter, "batch")
    list_select_related = ("article", "batch")
    search_fields = ("article__title", "record_value")
    fields = ("article_link", "field_label", "both_values", "texts", "state", "noted_at", "batch")
    actions = ("take_record", "keep")

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(DifferenceQueue(self).page)
        return [path("queue/", page, name="catalog_fielddifference_queue"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[FieldDifference]:
        """Nothing for those who may not see drafts: an article here may be one. What a redacted article said is for senior
        curators."""
        rows = super().get_queryset(request)
        if not sees_redacted(request.user):
            rows = rows.exclude(article__is_redacted=True)
        return rows if may_see_drafts(request.user) else rows.none()

    @admin.display(description="المقال")
    def article_link(self, difference: FieldDifference) -> SafeString:
        address = reverse("admin:catalog_article_change", args=[difference.article.pk])
        return format_html('<a href="{}">{}</a>', address, difference.article.display_title)

    @admin.display(description="الحقل", ordering="field")
    def field_label(self, difference: FieldDifference) -> str:
        return label_of(difference.field)

    @admin.display(description="قيمة السجل", ordering="record_value")
    def opening(self, difference: FieldDifference) -> str:
        return difference.record_value[:MAX_LISTED_CHARS]

    @admin.display(description="القيمتان")
    def both_values(self, difference: FieldDifference) -> SafeString:
        """The curator's value and the record's, next to each other, word by word."""
        curated = services.article_field_values(article=difference.article)[0].get(difference.field, "")
        one, other = word_differences(curated, difference.record_value)
        return render_to_string("admin/compared_sides.html", {"one": one, "other": other})

    @admin.display(description="نصّا المقال")
    def texts(self, difference: FieldDifference) -> SafeString:
        """The text before the import that brought the record, and the text of today."""
        article = difference.article
        links = [(reverse("admin:catalog_article_change", args=[article.pk]), "النص الآن")]
        before = article.revisions.filter(replaced_by=difference.batch).first() if difference.batch else None
        if before is not None:
            links.insert(
                0, (reverse("admin:catalog_articlerevision_change", args=[before.pk]), "النص قبل الدفعة، مقارنًا")
            )
        return format_html_join(" · ", '<a href="{}">{}</a>', links)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("catalog.change_article"))

    @admin.action(description="أخذ قيمة السجل في الخلافات المحددة", permissions=["decide"])
    def take_record(self, request: HttpRequest, queryset: QuerySet[FieldDifference]) -> None:
        self._decide_all(request, queryset, "record")

    @admin.action(description="إبقاء قيمة المحرر في الخلافات المحددة", permissions=["decide"])
    def keep(self, request: HttpRequest, queryset: QuerySet[FieldDifference]) -> None:
        self._decide_all(request, queryset, "keep")

    def _decide_all(self, request: HttpRequest, queryset: QuerySet[FieldDifference], decision: str) -> None:
        rows = list(queryset.select_related("article"))
        decided = [row for row in rows if _carried_out(request, row.article, row.field, decision)]
        messages.success(request, f"حُسم {len(decided)} من {len(rows)}.")
