"""Older texts of articles in the admin: each can be read, and compared word by word with any other and with the text of today."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from archive.catalog.models import Article, ArticleRevision, Paragraph, RevisionText, iso_value
from archive.catalog.services import FIELD_COLUMNS, revision_set_hidden, texts_read
from archive.curation.admin.accessions import ReadOnlyAdmin
from archive.curation.admin.comparison import Parts
from archive.curation.admin.curated import is_key, may_see_drafts, sees_redacted
from archive.curation.admin.labels import label_of
from archive.curation.history import history_add
from archive.curation.snapshots import shown_value
from archive.curation.versions import word_differences

TODAY = "today"
MAX_LISTED = 50


@dataclass(frozen=True)
class ComparedField:
    label: str
    one: Parts
    other: Parts


@dataclass(frozen=True)
class RevisionRow:
    """A revision with the labels of the fields that the change after it wrote."""

    revision: ArticleRevision
    fields: str


def article_revisions(article: Article) -> list[RevisionRow]:
    """The newest MAX_LISTED revisions of an article."""
    rows = article.revisions.defer("packed").select_related("batch", "replaced_by").order_by("-number")[:MAX_LISTED]
    return [RevisionRow(row, "، ".join(label_of(name) for name in row.written)) for row in rows]


def shown_fields(text: RevisionText) -> dict[str, str]:
    """The fields of a text as a curator reads them, by name."""
    return {field: _shown(text, field, columns) for field, columns in FIELD_COLUMNS.items()}


def _shown(text: RevisionText, field: str, columns: tuple[str, ...]) -> str:
    values = text.columns
    match field:
        case "paragraphs":
            roles = dict(Paragraph.Role.choices)
            return "\n\n".join(
                body if role == Paragraph.Role.PARAGRAPH else f"[{roles.get(role, role)}] {body}"
                for role, body in text.paragraphs
            )
        case "source":
            return text.source_name
        case "published":
            day = Article._meta.get_field("published_on").to_python(values["published_on"])
            return iso_value(day, values["published_precision"]) or ""
        case _:
            return shown_value(Article, columns[0], values.get(columns[0]))


def compared(one: RevisionText, other: RevisionText) -> tuple[list[ComparedField], list[tuple[str, str]]]:
    """The fields that differ, each word by word, with the text in any case; and (label, value) of those that agree."""
    left, right = shown_fields(one), shown_fields(other)
    fields = [field for field in left if left[field] != right[field] or field == "paragraphs"]
    differing = [ComparedField(label_of(field), *word_differences(left[field], right[field])) for field in fields]
    return differing, [(label_of(field), value) for field, value in left.items() if value and field not in fields]


@admin.register(ArticleRevision)
class ArticleRevisionAdmin(ReadOnlyAdmin):
    list_display = ("article_link", "number", "made_at", "batch", "replaced_at", "cause", "replaced_by", "is_hidden")
    list_filter = ("cause", "is_hidden", "replaced_by")
    list_select_related = ("article", "batch", "replaced_by")
    list_display_links = ("number",)
    search_fields = ("article__title", "article__key")
    change_form_template = "admin/catalog/articlerevision/change_form.html"
    fields = (
        "article_link", "number", "made_at", "batch_link", "original_link", "replaced_at", "cause", "replaced_by_link",
        "is_hidden",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleRevision]:
        """Nothing for those who may not see drafts: an article here may be one."""
        rows = super().get_queryset(request).select_related("article")
        if not sees_redacted(request.user):
            rows = rows.exclude(article__is_redacted=True)
        return rows if may_see_drafts(request.user) else rows.none()

    def get_urls(self) -> list[URLPattern]:
        hiding = path("<str:pk>/hide/", self.admin_site.admin_view(hide), name="catalog_articlerevision_hide")
        return [hiding, *super().get_urls()]

    @admin.display(description="المقال")
    def article_link(self, revision: ArticleRevision) -> SafeString:
        address = reverse("admin:catalog_article_change", args=[revision.article.pk])
        return format_html('<a href="{}">{}</a>', address, revision.article.display_title)

    @admin.display(description="جاءت به دفعة")
    def batch_link(self, revision: ArticleRevision) -> SafeString | str:
        return batch_link(revision.batch)

    @admin.display(description="حلّت محله دفعة")
    def replaced_by_link(self, revision: ArticleRevision) -> SafeString | str:
        return batch_link(revision.replaced_by)

    @admin.display(description="الأصل الذي قُرئ منه")
    def original_link(self, revision: ArticleRevision) -> SafeString | str:
        if revision.raw_document is None:
            return "—"
        address = reverse("admin:catalog_rawdocument_change", args=[revision.raw_document.pk])
        return format_html('<a href="{}">{}</a>', address, revision.raw_document.origin)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        revision = kwargs.get("obj")
        if revision is not None:
            numbers = list(revision.article.revisions.order_by("number").values_list("number", flat=True))
            asked = request.GET.get("with", TODAY)
            other = revision.article.revisions.filter(number=int(asked)).first() if asked in map(str, numbers) else None
            text = other.text if other else texts_read([revision.article.pk])[revision.article.pk]
            context["differing"], context["agreeing"] = compared(revision.text, text)
            context["other"], context["numbers"] = other, [one for one in numbers if one != revision.number]
            context["may_hide"] = request.user.has_perm("catalog.change_articlerevision")
        return super().render_change_form(request, context, *args, **kwargs)


def batch_link(batch: Any) -> SafeString | str:
    if batch is None:
        return "—"
    return format_html('<a href="{}"><bdi>{}</bdi></a>', reverse("admin:catalog_batch_change", args=[batch.pk]), batch)


@require_POST
def hide(request: HttpRequest, pk: str) -> HttpResponse:
    """POST `hidden` (1 or 0): keep an older text from readers, or show it again."""
    if not (request.user.has_perm("catalog.change_articlerevision") and may_see_drafts(request.user)):
        raise PermissionDenied
    revision = get_object_or_404(ArticleRevision.objects.select_related("article"), pk=pk if is_key(pk) else 0)
    is_hidden = request.POST.get("hidden") == "1"
    revision_set_hidden(revision=revision, is_hidden=is_hidden)
    said = "حُجب النص السابق عن القراء" if is_hidden else "أُتيح النص السابق للقراء"
    history_add(request.user, [revision.article, revision], f"{said} (رقم {revision.number}).")
    messages.success(request, f"{said}.")
    return redirect("admin:catalog_articlerevision_change", revision.pk)
