"""The log of curators' decisions about stories, from which each can be undone."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html_join

from archive.coverage.models import StoryChange
from archive.coverage.selectors import change_articles, change_stories
from archive.curation.admin.curated import CuratedAdmin, may_see_drafts
from archive.curation.admin.story_page import take_back

MAX_LISTED = 50


class UndoneFilter(admin.SimpleListFilter):
    title = "التراجع"
    parameter_name = "undone"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> tuple[tuple[str, str], ...]:
        return ("no", "قائم"), ("yes", "تُراجع عنه")

    def queryset(self, request: HttpRequest, queryset: QuerySet[StoryChange]) -> QuerySet[StoryChange]:
        return queryset.filter(undone_at__isnull=self.value() == "no") if self.value() else queryset


@admin.register(StoryChange)
class StoryChangeAdmin(CuratedAdmin):
    list_display = ("kind", "label", "by", "reason", "made_at", "undone_at")
    list_filter = ("kind", UndoneFilter, "by")
    search_fields = ("label", "by", "reason", "=stories__key")
    fields = ("kind", "label", "reason", "shown_stories", "shown_articles", "by", "made_at", "undone_at")
    readonly_fields = fields
    actions = ("undo",)
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A record of what happened: nothing to save."""
        context = {**(extra_context or {}), "show_save": False, "show_save_and_continue": False}
        return super().change_view(request, object_id, form_url, context)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Headlines only for those who may see articles that readers do not see."""
        names = super().get_fields(request, obj)
        return names if may_see_drafts(request.user) else [name for name in names if name != "shown_articles"]

    @admin.display(description="القصص")
    def shown_stories(self, change: StoryChange) -> str:
        links = [(reverse("admin:coverage_story_change", args=[one.pk]), one.key) for one in change_stories(change)]
        return format_html_join("، ", '<a href="{}"><bdi>{}</bdi></a>', links) or "—"

    @admin.display(description="المقالات")
    def shown_articles(self, change: StoryChange) -> str:
        links = [
            (reverse("admin:catalog_article_change", args=[one.pk]), one.display_title)
            for one in change_articles(change)[:MAX_LISTED]
        ]
        return format_html_join("، ", '<a href="{}"><bdi>{}</bdi></a>', links) or "—"

    @admin.action(description="تراجع عن هذه القرارات، من الأحدث", permissions=["change"])
    def undo(self, request: HttpRequest, queryset: QuerySet[StoryChange]) -> None:
        for change in queryset.order_by("-pk"):
            take_back(request, change)
