"""Corrections that readers are told: listed, reworded, taken from readers again."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.catalog.models import Correction
from archive.curation.admin.curated import CuratedAdmin, may_see_drafts, sees_redacted


@admin.register(Correction)
class CorrectionAdmin(CuratedAdmin):
    list_display = ("text", "article_link", "made_on", "is_public")
    list_filter = ("is_public",)
    list_select_related = ("article",)
    search_fields = ("text", "article__title")
    autocomplete_fields = ("article",)
    date_hierarchy = "made_on"
    actions = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        """Nothing for those who may not see drafts: an article here may be one. What a redacted article said is
        for senior curators."""
        rows = super().get_queryset(request)
        if not sees_redacted(request.user):
            rows = rows.exclude(article__is_redacted=True)
        return rows if may_see_drafts(request.user) else rows.none()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A correction stays with its article."""
        return ("article_link" if obj else "article", "text", "made_on", "is_public")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), "article_link")

    @admin.display(description="المقال")
    def article_link(self, correction: Correction) -> SafeString:
        address = reverse("admin:catalog_article_change", args=[correction.article.pk])
        return format_html('<a href="{}">{}</a>', address, correction.article.display_title)
