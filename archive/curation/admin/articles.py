"""Articles in the curators' admin, next to their raw documents."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import models
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.catalog.models import Article, Paragraph
from archive.catalog.selectors import redacted_originals
from archive.catalog.services import ParagraphText, articles_following
from archive.coverage.selectors import story_of
from archive.curation import services
from archive.curation.admin.article_forms import (
    MAX_WHOLE_PARAGRAPHS,
    ArticleForm,
    ParagraphFormSet,
    ParagraphInline,
    TextPart,
    text_part,
)
from archive.curation.admin.article_queues import OddTextQueue, PublicationDateQueue, TitleQueue
from archive.curation.admin.article_rules import make_rule, may_make_rules, rule_lines
from archive.curation.admin.article_states import ArticleStates
from archive.curation.admin.copy_queue import CopyQueue
from archive.curation.admin.curated import CuratedAdmin, may_see_drafts, sees_redacted
from archive.curation.admin.curated_fields import curated_fields, decide
from archive.curation.admin.edit_conflicts import EditConflictError
from archive.curation.admin.form_values import REASON_FIELD, VERSION_FIELD, compared_fields
from archive.curation.admin.label_filters import AgencyFilter, SectionFilter, TagFilter
from archive.curation.admin.publisher_queue import PublisherQueue
from archive.curation.admin.raw_text import direction, numbered_lines
from archive.curation.admin.revisions import article_revisions
from archive.curation.admin.text_versions import keep_apart, refused_pairs, text_versions
from archive.curation.roles import MAY_REDACT
from archive.curation.versions import Version

CORRECTION_FIELD = "public_correction"
ARTICLE_QUEUES = {
    queue.slug: queue for queue in (TitleQueue, PublicationDateQueue, PublisherQueue, OddTextQueue, CopyQueue)
}
"""By the last part of the address."""
ADDRESS = re.compile(r"^\S*/articles/([^/?#\s.]+)")
MAX_LISTED = 100
"""Articles cut from one that its page lists."""


@admin.register(Article)
class ArticleAdmin(ArticleStates, CuratedAdmin):
    form = ArticleForm
    inlines = (ParagraphInline,)
    change_form_template = "admin/catalog/article/change_form.html"
    list_display = ("display_title", "source", "published_value", "published_basis", "kind", "state")
    list_filter = (
        "state", "kind", "published_basis", "published_precision", "language",
        AgencyFilter, SectionFilter, TagFilter, "source",
    )  # fmt: skip
    list_select_related = ("source",)
    list_per_page = 50
    search_fields = ("title", "generated_title", "key", "=import_key", "=url")
    autocomplete_fields = ("source", "parent")
    readonly_fields = ("key", "raw_document_link", "first_line", "last_line", "tag_line", "created_at", "changed_at")
    actions = ("publish", "withdraw", "embargo", "put_back_to_draft")
    fieldsets = (
        (None, {"fields": ("title", "kind", "source", "author", "section", "tags", "url", "language")}),
        ("الإتاحة للقراء", {"fields": ("state", "embargo_until", "withdrawal_reason", "noindex")}),
        ("مصادر الخبر", {"fields": ("agency", "dateline", "cited", "photo_credit")}),
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
                    "key", "raw_document_link", "first_line", "last_line", "parent", "follows_parent",
                    "tag_line", "created_at", "changed_at",
                ),
                "classes": ("collapse",),
            },
        ),
    )  # fmt: skip
    formfield_overrides = {models.CharField: {"widget": forms.TextInput(attrs={"size": 80, "dir": "auto"})}}

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        """The address of an article's page finds that article."""
        found = ADDRESS.search(search_term)
        return super().get_search_results(request, queryset, found[1] if found else search_term)

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
        if article.is_redacted:
            return "محفوظة؛ حُجب اسم مما فيها، ويفتحها قيّم أول"
        address = reverse("admin:catalog_rawdocument_change", args=[document.pk])
        return format_html('<a href="{}">{}</a>', address, document.origin)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """With the correction to tell readers of, next to the reason, for those who may change the article."""
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is not None and self.has_change_permission(request, obj):
            place = next(n for n, (_, one) in enumerate(fieldsets) if REASON_FIELD in one["fields"])
            fieldsets[place] = ("هذا التعديل", {"fields": (REASON_FIELD, CORRECTION_FIELD)})
        return fieldsets

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Not in one transaction, unlike Django's: names are recognised before the write lock is taken (`article_revise`).

        The version of the form is checked before, and once more when the lock is held.
        """
        if refused := self.refusal_page(request, object_id):
            return refused
        is_edited = request.method == "POST" and object_id is not None
        if is_edited and (page := self.conflict_page(request, str(object_id))):
            return page
        try:
            return self._changeform_view(request, object_id, form_url, extra_context)
        except EditConflictError:
            return self.conflict_page(request, str(object_id)) or self._changeform_view(
                request, object_id, form_url, extra_context
            )

    def _changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        return super()._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]

    def get_urls(self) -> list[URLPattern]:
        decision = path("<str:pk>/field/", self.admin_site.admin_view(decide), name="catalog_article_field")
        apart = path("<str:pk>/versions/", self.admin_site.admin_view(keep_apart), name="catalog_article_versions")
        queue = path("queue/<slug:slug>/", self.admin_site.admin_view(self.queue_page), name="catalog_article_queue")
        rule = path("<str:pk>/rule/", self.admin_site.admin_view(make_rule), name="catalog_article_rule")
        return [decision, apart, queue, rule, *super().get_urls()]

    def queue_page(self, request: HttpRequest, slug: str) -> HttpResponse:
        """A queue of decisions about articles. 404 for an unknown one."""
        if (queue := ARTICLE_QUEUES.get(slug)) is None:
            raise Http404
        return queue(self).page(request)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """With what imports did, which is kept by batch and revision and not copied into the history."""
        article = self.get_object(request, unquote(object_id))
        imports = {"added_by": article.batch, "revisions": article_revisions(article)} if article is not None else {}
        return super().history_view(request, object_id, {**(extra_context or {}), **imports})

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Nothing: `save_related` saves the article with its paragraphs."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The fields alone where the text is not the user's to edit, or is unchanged; else all together, in one transaction."""
        article: Article = form.instance
        formset = next((formset for formset in formsets if isinstance(formset, ParagraphFormSet)), None)
        for one in formsets:
            one.new_objects, one.changed_objects, one.deleted_objects = [], [], []
        is_decided = change and "state" in form.changed_data
        following = articles_following(pks=[article.pk], state=article.state) if is_decided else []
        stored = list(article.paragraphs.order_by("position").values_list("role", "text")) if change else []
        revised = (
            _revised(stored, formset, text_part(request)) if formset and ParagraphInline.is_edited(request) else stored
        )
        if revised != stored or not change:
            article.generated_title = ""

        def check() -> None:
            if change:
                self._check_version(request, form)
                if stored != list(article.paragraphs.order_by("position").values_list("role", "text")):
                    raise EditConflictError

        services.article_revise(
            article=article,
            paragraphs=None if change and revised == stored else revised,
            fields=[name for name in form.changed_data if name != CORRECTION_FIELD] if change else None,
            check=check,
            user=request.user,
        )
        if change and (correction := form.cleaned_data.get(CORRECTION_FIELD, "").strip()):
            services.correction_publish(article=article, text=correction, user=request.user)
        self.tell_following(request, following, article.state)

    def _check_version(self, request: HttpRequest, form: Any) -> None:
        """Raises EditConflictError if somebody saved the article after the form was compared with it."""
        stored = Article.objects.select_for_update().get(pk=form.instance.pk)
        seen = Version.read(form.cleaned_data.get(VERSION_FIELD, ""))
        if seen and not seen.agrees(self.version_of(request, stored, compared_fields(type(form)))):
            raise EditConflictError

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes along with long articles is counted, not listed."""
        articles = list(objs)
        paragraphs = Paragraph.objects.filter(article__in=articles)
        if paragraphs.count() <= MAX_WHOLE_PARAGRAPHS:
            return super().get_deleted_objects(articles, request)
        lacking = set() if ParagraphInline.is_edited(request) else {Paragraph._meta.verbose_name}
        counts = {self.opts.verbose_name_plural: len(articles), Paragraph._meta.verbose_name_plural: paragraphs.count()}
        return [str(article) for article in articles], counts, lacking, []

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        services.articles_delete(articles=[obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        services.articles_delete(articles=queryset)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = kwargs.get("obj")
        if article is not None:
            context["part"] = text_part(request)
            context["corrections"] = article.corrections.all() if may_see_drafts(request.user) else []
            context["cut"] = article.children.order_by("kind", F("first_line").asc(nulls_first=True), "pk")[:MAX_LISTED]
            context["curated_fields"] = curated_fields(article)
            context["rule_lines"] = rule_lines(article) if may_make_rules(request.user) else []
            context["text_versions"], context["kept_apart"] = text_versions(article), refused_pairs(article)
            context["revisions"] = article_revisions(article) if may_see_drafts(request.user) else []
            context["story_of"] = story_of(article) if request.user.has_perm("coverage.view_story") else None
            context["may_decide"] = request.user.has_perm("catalog.change_article")
            context["may_redact"] = request.user.has_perm(MAY_REDACT)
            if article.is_redacted and not sees_redacted(request.user):
                context["curated_fields"], context["revisions"], context["corrections"] = [], [], []
        if article is not None and article.raw_document is not None and _may_see_original(request, article):
            context["raw_document"] = article.raw_document
            context["raw_lines"] = numbered_lines(article)
            context["raw_direction"] = direction(article.raw_document)
        return super().render_change_form(request, context, *args, **kwargs)


def _may_see_original(request: HttpRequest, article: Article) -> bool:
    return sees_redacted(request.user) or not redacted_originals([article.raw_document_id or 0])


def _revised(stored: Sequence[ParagraphText], formset: ParagraphFormSet, part: TextPart | None) -> list[ParagraphText]:
    """The whole text, with the part that was edited in its place."""
    if part is None:
        return formset.ordered()
    return [*stored[: part.first], *formset.ordered(), *stored[part.end :]]
