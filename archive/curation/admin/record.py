"""The record in the curators' admin: articles beside their raw documents, sources, batches."""

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.catalog.models import Article, Batch, Paragraph, RawDocument, Source
from archive.curation import services

_STRING = re.compile(r'("(?:[^"\\]|\\.)*"?)')
"""A string in JSON, perhaps cut off at the end."""
LONGEST_RAW = 60_000
"""Characters of a raw document that are shown beside an article; the rest is in the document itself."""


class ParagraphForm(forms.ModelForm):
    class Meta:
        model = Paragraph
        fields = ("position", "role", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "cols": 70, "dir": "auto"})}


class ParagraphFormSet(forms.BaseInlineFormSet):
    def validate_unique(self) -> None:
        """Positions only order the paragraphs here; they are numbered anew when the article is saved."""

    def ordered(self) -> list[tuple[str, str]]:
        """(role, text) of the paragraphs that stay, in the order of their positions as typed."""
        kept = [
            (form.cleaned_data["position"], number, form.cleaned_data["role"], form.cleaned_data["text"].strip())
            for number, form in enumerate(self.forms)
            if form.cleaned_data and not form.cleaned_data.get("DELETE") and form.cleaned_data.get("text", "").strip()
        ]
        return [(role, text) for _, _, role, text in sorted(kept)]


class ParagraphInline(admin.TabularInline):
    model = Paragraph
    form = ParagraphForm
    formset = ParagraphFormSet
    extra = 1


class TagsField(forms.Field):
    """Tags typed as a list separated by commas of either script."""

    widget = forms.TextInput(attrs={"size": 80, "dir": "auto"})

    def prepare_value(self, value: Any) -> Any:
        return "، ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list):
            return value
        return list(dict.fromkeys(tag.strip() for tag in (value or "").replace(",", "،").split("،") if tag.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != (initial or [])


class ArticleForm(forms.ModelForm):
    tags = TagsField(label="الوسوم", required=False, help_text="تفصل بينها فاصلة")


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    form = ArticleForm
    inlines = (ParagraphInline,)
    change_form_template = "admin/catalog/article/change_form.html"
    list_display = ("display_title", "source", "published_value", "published_basis", "kind", "state")
    list_filter = ("state", "kind", "published_basis", "published_precision", "source")
    list_select_related = ("source",)
    list_per_page = 50
    search_fields = ("title", "generated_title", "key", "=import_key")
    autocomplete_fields = ("source",)
    raw_id_fields = ("parent",)
    readonly_fields = ("key", "raw_document_link", "first_line", "last_line", "tag_line", "created_at", "changed_at")
    actions = ("publish", "withdraw", "put_back_to_draft")
    fieldsets = (
        (None, {"fields": ("title", "state", "kind", "source", "author", "agency", "dateline", "section", "tags", "url")}),
        (
            "تاريخ النشر",
            {
                "fields": (
                    "published_on", "published_precision", "published_basis", "published_evidence",
                    "not_before", "not_before_evidence",
                )
            },
        ),
        (
            "المنشأ",
            {
                "fields": (
                    "key", "raw_document_link", "first_line", "last_line", "parent", "tag_line", "created_at", "changed_at",
                ),
                "classes": ("collapse",),
            },
        ),
    )  # fmt: skip
    formfield_overrides = {models.CharField: {"widget": forms.TextInput(attrs={"size": 80, "dir": "auto"})}}

    @admin.display(description="العنوان", ordering="title")
    def display_title(self, article: Article) -> str:
        return article.display_title

    @admin.display(description="التاريخ", ordering="published_on")
    def published_value(self, article: Article) -> str | None:
        return article.published_value

    @admin.display(description="الوثيقة الأصلية")
    def raw_document_link(self, article: Article) -> SafeString | str:
        document = article.raw_document
        if document is None:
            return "—"
        return format_html('<a href="/admin/catalog/rawdocument/{}/change/">{}</a>', document.pk, document.origin)

    @admin.action(description="نشر المقالات المحددة")
    def publish(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._set_state(request, queryset, Article.State.PUBLISHED)

    @admin.action(description="سحب المقالات المحددة")
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._set_state(request, queryset, Article.State.WITHDRAWN)

    @admin.action(description="إعادة المقالات المحددة إلى المسودات")
    def put_back_to_draft(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._set_state(request, queryset, Article.State.DRAFT)

    def _set_state(self, request: HttpRequest, queryset: QuerySet[Article], state: Article.State) -> None:
        count = services.articles_set_state(articles=queryset, state=state)
        messages.success(request, f"الحالة الآن «{state.label}» (عدد المقالات: {count}).")

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """The article is saved with its paragraphs, in `save_related`; a new one needs its row for that."""
        if not change:
            obj.generated_title = obj.generated_title or "[…]"
            obj.save()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        form.save_m2m()
        paragraphs = [formset for formset in formsets if isinstance(formset, ParagraphFormSet)]
        for formset in paragraphs:
            formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
            form.instance.generated_title = ""
            services.article_revise(article=form.instance, paragraphs=formset.ordered())

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        services.articles_delete(articles=[obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        services.articles_delete(articles=queryset)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = kwargs.get("obj")
        if article is not None and article.raw_document is not None:
            context["raw_document"] = article.raw_document
            context["raw_lines"] = _numbered_lines(article)
            context["raw_direction"] = _direction(article.raw_document)
        return super().render_change_form(request, context, *args, **kwargs)


def _numbered_lines(article: Article) -> list[tuple[int, str, bool]]:
    """(number, text, belongs to this article) of the raw document's lines."""
    assert article.raw_document is not None
    first, last = article.first_line or 0, article.last_line or 0
    lines = article.raw_document.printed()[:LONGEST_RAW].splitlines()
    if article.raw_document.media_type == "application/json":
        lines = [_with_strings_apart(line) for line in lines]
    return [(number, line, first <= number <= last) for number, line in enumerate(lines, 1)]


def _with_strings_apart(line: str) -> SafeString:
    """JSON as HTML, each string isolated: else the marks between two Arabic ones would be shown as if they were theirs."""
    parts = _STRING.split(line)
    return format_html_join("", "{}", ((format_html("<bdi>{}</bdi>", p) if n % 2 else p,) for n, p in enumerate(parts)))


def _direction(document: RawDocument) -> str:
    """Text is shown in the direction of its words; what programs write (JSON, tables, markup) reads from the left."""
    return "auto" if document.media_type == "text/plain" else "ltr"


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ("name", "homepage", "article_count")
    search_fields = ("name",)
    readonly_fields = ("key",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).annotate(article_count=Count("articles"))

    @admin.display(description="المقالات", ordering="article_count")
    def article_count(self, source: Source) -> int:
        return source.article_count  # type: ignore[attr-defined]


class ReadOnlyAdmin(admin.ModelAdmin):
    """What was deposited is looked at, never changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(RawDocument)
class RawDocumentAdmin(ReadOnlyAdmin):
    list_display = ("origin", "media_type", "encoding", "accessioned_at", "batch")
    list_select_related = ("batch",)
    list_filter = ("media_type", "encoding")
    search_fields = ("origin", "sha256")
    fields = ("origin", "sha256", "media_type", "encoding", "accessioned_at", "batch", "printed_text")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RawDocument]:
        """Without the bytes, which a page of the list would hold in memory by the hundred."""
        return super().get_queryset(request).defer("content")

    @admin.display(description="النص كما ورد")
    def printed_text(self, document: RawDocument) -> SafeString:
        printed = document.printed()[:LONGEST_RAW]
        return format_html('<pre class="raw" dir="{}">{}</pre>', _direction(document), printed)


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    list_display = ("label", "started_at", "finished_at", "added", "updated", "unchanged", "stubs", "failed")
    list_filter = ("started_at",)
    search_fields = ("label",)
    fields = (
        "label", "started_at", "finished_at", "added", "updated", "unchanged", "stubs", "failed", "failure_list",
    )  # fmt: skip

    @admin.display(description="ما تعذّر إدخاله، وسببه")
    def failure_list(self, batch: Batch) -> SafeString | str:
        if not batch.failures:
            return "—"
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((str(row),) for row in batch.failures)))
