"""Sources, raw documents and import batches in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.catalog.models import Article, Batch, RawDocument, Source, SplitDoubt
from archive.curation.admin.batch_undo import may_undo, undo_page
from archive.curation.admin.curated import CuratedAdmin, may_see_drafts, sees_redacted
from archive.curation.admin.failure_queue import FailureQueue
from archive.curation.admin.import_report import failures_shown, sentences_shown, uploads_shown
from archive.curation.admin.raw_text import MAX_SHOWN_CHARS, direction
from archive.curation.admin.review_only import goes_with_another
from archive.curation.import_sentences import place_name


@admin.register(Source)
class SourceAdmin(CuratedAdmin):
    list_display = ("name", "homepage", "article_count")
    search_fields = ("name",)
    ordering = ("name",)  # that of the model is lost where rows are counted
    readonly_fields = ("key",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).annotate(article_count=Count("articles"))

    @admin.display(description="المقالات", ordering="article_count")
    def article_count(self, source: Source) -> int:
        return source.article_count  # type: ignore[attr-defined]


class ReadOnlyAdmin(CuratedAdmin):
    """Deposited material can be viewed, never changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows that belong to an article go with it, and only so."""
        return goes_with_another(self, request)


class SplitFilter(admin.SimpleListFilter):
    """Documents that were cut into articles, or left whole, on weak grounds."""

    title = "التقسيم إلى مقالات"
    parameter_name = "split"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("uncertain", "غير مؤكد، يُراجع")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[RawDocument]) -> QuerySet[RawDocument]:
        if self.value() != "uncertain":
            return queryset
        return queryset.filter(split_doubts__in=SplitDoubt.objects.waiting()).distinct()


@admin.register(RawDocument)
class RawDocumentAdmin(ReadOnlyAdmin):
    list_display = ("origin", "media_type", "encoding", "accessioned_at", "batch")
    list_select_related = ("batch",)
    list_filter = (SplitFilter, "media_type", "encoding", "recognised_by")
    search_fields = ("origin", "sha256")
    fields = (
        "origin", "sha256", "media_type", "encoding", "recognised_by", "accessioned_at", "batch", "note_list", "printed_text",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[RawDocument]:
        """Without the bytes: a page of the list would hold a hundred documents in memory.

        Who may not see drafts sees documents of published articles alone; those from which a name was redacted are for senior
        curators.
        """
        documents = super().get_queryset(request).defer("content")
        if not sees_redacted(request.user):
            redacted = Article.objects.filter(is_redacted=True)
            documents = documents.exclude(articles__in=redacted).exclude(revisions__article__in=redacted)
        if may_see_drafts(request.user):
            return documents
        return (
            documents.filter(articles__state=Article.State.PUBLISHED)
            .exclude(articles__in=Article.objects.exclude(state=Article.State.PUBLISHED))
            .distinct()
        )

    @admin.display(description="ما أُصلح أو تُرك عند القراءة")
    def note_list(self, document: RawDocument) -> SafeString | str:
        return sentences_shown(document.notes)

    @admin.display(description="النص كما ورد")
    def printed_text(self, document: RawDocument) -> SafeString:
        printed = document.printed()[:MAX_SHOWN_CHARS]
        return format_html('<pre class="raw" dir="{}">{}</pre>', direction(document), printed)


NOTICES = {
    "kept_deleted": "محذوف لم يُضَف",
    "kept_undone": "تُراجع عنه مع دفعته، فبقي كذلك (يعود بإعادة تلك الدفعة من صفحتها)",
    "curated": "أُبقي كما ثبّته المحرر",
    "collision": "لم يُكتب فوق مقال آخر بالمفتاح نفسه",
    "repeated": "رقم ورد من قبل",
}
"""Kinds of notices of an import."""
STAGES = {
    "reading": "القراءة (ثانية)",
    "planning": "المقارنة بما في الأرشيف (ثانية)",
    "recognizing": "تعرّف الأسماء والتواريخ (ثانية معالج، في كل العمليات)",
    "waiting": "انتظار التعرّف (ثانية)",
    "writing": "الكتابة (ثانية)",
    "indexing": "الفهرسة بعد الكتابة (ثانية)",
    "wall": "المدة كلها (ثانية)",
    "rate": "سجلات في الثانية",
    "processes": "عمليات التعرّف",
}
"""Stages of an import, and what else was measured."""


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    change_form_template = "admin/catalog/batch/change_form.html"
    list_display = (
        "label", "started_at", "finished_at", "added", "updated", "unchanged", "stubs", "failed", "undo_state",
    )  # fmt: skip
    list_filter = ("started_at",)
    search_fields = ("label",)
    fields = (
        "label", "started_at", "finished_at", "added", "updated", "unchanged", "stubs", "failed", "upload_list", "failure_list",
        "warning_list", "notice_list", "difference_list", "article_list", "revision_list", "stage_list",
    )  # fmt: skip

    @admin.display(description="ما تعذّر إدخاله، وسببه")
    def failure_list(self, batch: Batch) -> SafeString | str:
        return failures_shown(batch)

    @admin.display(description="من المواد المرفوعة")
    def upload_list(self, batch: Batch) -> SafeString | str:
        return uploads_shown(batch)

    @admin.display(description="حيث يخالف السجل ما ثبّته محرر")
    def difference_list(self, batch: Batch) -> SafeString | str:
        return _counted("catalog_fielddifference", "batch", batch, batch.differences.count())

    @admin.display(description="مقالات أضافتها")
    def article_list(self, batch: Batch) -> SafeString | str:
        return _counted("catalog_article", "batch", batch, batch.articles.count())

    @admin.display(description="نصوص حلّت محلها أو رُدّت")
    def revision_list(self, batch: Batch) -> SafeString | str:
        return _counted("catalog_articlerevision", "replaced_by", batch, batch.revisions.count())

    def get_urls(self) -> list[URLPattern]:
        undoing = path("<str:pk>/undo/", self.admin_site.admin_view(undo_page), name="catalog_batch_undo")
        failures = path("queue/", self.admin_site.admin_view(FailureQueue(self).page), name="catalog_batch_queue")
        return [undoing, failures, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["may_undo"] = may_undo(request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="تنبيهات")
    def warning_list(self, batch: Batch) -> SafeString | str:
        return sentences_shown(batch.warnings)

    @admin.display(description="مراحل الإدخال")
    def stage_list(self, batch: Batch) -> SafeString | str:
        figures = batch.stages
        rows = [(STAGES[name], figures[name]) for name in STAGES if name in figures]
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: <bdi>{}</bdi></li>", rows)) if rows else "—"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Notices name articles that are deleted, withdrawn or drafts by their titles: not for those who may not see drafts."""
        names = super().get_fields(request, obj)
        return names if may_see_drafts(request.user) else [name for name in names if name != "notice_list"]

    @admin.display(description="ما تُرك على حاله")
    def notice_list(self, batch: Batch) -> SafeString | str:
        if not batch.notices:
            return "—"
        rows = ((NOTICES.get(row["kind"], row["kind"]), row["title"], place_name(row["name"])) for row in batch.notices)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {} <bdi>({})</bdi></li>", rows))


def _counted(page: str, field: str, batch: Batch, count: int) -> SafeString | str:
    """A count that leads to the list of the rows of a batch."""
    address = reverse(f"admin:{page}_changelist")
    return format_html('<a href="{}?{}__id__exact={}">{}</a>', address, field, batch.pk, count) if count else "—"
