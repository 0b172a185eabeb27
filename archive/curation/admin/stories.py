"""Stories in the admin: a list that is searched by what their articles say, and a page where curators mend a story."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from archive import search
from archive.coverage.models import ChangedStory, FormerStoryKey, Story, StoryMember
from archive.coverage.services import story_rename
from archive.curation.admin.curated import CuratedAdmin, sees_redacted
from archive.curation.admin.form_values import REASON_FIELD
from archive.curation.admin.review_only import goes_with_another
from archive.curation.admin.story_page import decide, merge_page, page_context
from archive.curation.admin.story_queue import StoryQueue
from archive.curation.roles import MAY_MERGE_STORIES

ADDRESS = re.compile(r"/stories/([^/?#\s]+)")
MAX_FOUND_ARTICLES = 300
SIZES = {"2": (2, 2), "3-5": (3, 5), "6-10": (6, 10), "11": (11, None)}


class SizeFilter(admin.SimpleListFilter):
    title = "عدد المقالات"
    parameter_name = "articles"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("2", "مقالان"),
            ("3-5", "من 3 إلى 5"),
            ("6-10", "من 6 إلى 10"),
            ("11", "أكثر من 10"),
            ("1", "مقال واحد (تتمة)"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "1":
            return queryset.filter(size=1)
        least, most = SIZES.get(self.value() or "", (2, None))
        rows = queryset.filter(size__gte=least)
        return rows if most is None else rows.filter(size__lte=most)


class DecidedFilter(admin.SimpleListFilter):
    """Stories about which a curator decided something that stands."""

    title = "قرارات المحررين"
    parameter_name = "decided"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "فيها قرار"), ("no", "بلا قرار")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        changed = Exists(ChangedStory.objects.filter(key=OuterRef("key"), change__undone_at=None))
        return {"yes": queryset.filter(changed), "no": queryset.filter(~changed)}.get(self.value() or "", queryset)


@admin.register(Story)
class StoryAdmin(CuratedAdmin):
    """Stories with published articles. Nobody adds or deletes one: they are found, merged and split."""

    change_form_template = "admin/coverage/story/change_form.html"
    list_display = ("shown_title", "size", "first_day", "last_day")
    list_filter = (SizeFilter, DecidedFilter)
    date_hierarchy = "first_day"
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("key", "title")
    search_help_text = "كلمات من العنوان أو النص، أو مفتاح القصة أو عنوان صفحتها"
    fields = ("title", "key", "first_day", "last_day")
    readonly_fields = ("key", "first_day", "last_day")
    actions = ()
    formfield_overrides = {models.CharField: {"widget": forms.TextInput(attrs={"size": 80, "dir": "auto"})}}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        counted: Any = Story.objects.with_size().with_headline()
        rows: QuerySet[Any] = counted.filter(size__gte=1).order_by(*self.get_ordering(request))
        return rows

    def get_ordering(self, request: HttpRequest) -> Any:
        """The largest first, and of these the newest."""
        return ("-size", F("first_day").desc(nulls_last=True), "-pk")

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> tuple[Any, bool]:
        """By key or address, else by a curator's title, a headline, and what the archive's search finds in articles."""
        term = " ".join(search_term.replace("\x00", "").split())
        if not term:
            return queryset, False
        found = ADDRESS.search(term)
        key = found[1] if found else term
        former = FormerStoryKey.objects.filter(key=key).values("story")
        named = queryset.filter(Q(key=key) | Q(pk__in=former))
        if found or named.exists():
            return named, False
        return queryset.filter(Q(title__icontains=term) | Q(pk__in=_stories_of(term))), False

    @admin.display(description="القصة")
    def shown_title(self, story: Story) -> str:
        return str(story)

    @admin.display(description="المقالات", ordering="size")
    def size(self, story: Story) -> int:
        return story.size  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return goes_with_another(self, request)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The title as well, where it may say a name that is redacted from the user."""
        fields = super().get_readonly_fields(request, obj)
        return ("shown_title", *fields) if self._is_closed(request, obj) else fields

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if not self._is_closed(request, obj):
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": ("shown_title", "key", "first_day", "last_day")})]

    def _is_closed(self, request: HttpRequest, story: Any) -> bool:
        return bool(getattr(story, "is_closed", False)) and not sees_redacted(request.user)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<str:pk>/decide/", wrap(decide), name="coverage_story_decide"),
            path("queue/", wrap(StoryQueue(self).page), name="coverage_story_queue"),
            path("<str:pk>/merge/", wrap(merge_page), name="coverage_story_merge"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Story, form: Any, change: bool) -> None:
        if "title" in form.changed_data:
            story = Story.objects.get(pk=obj.pk)
            reason = request.POST.get(REASON_FIELD, "")
            story_rename(story=story, title=obj.title, by=request.user.get_username(), reason=reason)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        story = kwargs.get("obj")
        if story is not None:
            context |= page_context(request, story)
            context["may_change"] = self.has_change_permission(request, story)
            context["may_merge"] = context["may_change"] and request.user.has_perm(MAY_MERGE_STORIES)
            context |= {"title": context["headline"], "subtitle": None}
            context["media"] = context["media"] + context["choices_media"]
        return super().render_change_form(request, context, *args, **kwargs)


def _stories_of(term: str) -> set[int]:
    """The stories in whose articles the term is found, by headline or by the archive's own engine."""
    words = Q()
    for word in term.split()[:8]:
        words &= Q(article__title__icontains=word) | Q(article__generated_title__icontains=word)
    found = set(StoryMember.objects.filter(words).values_list("story", flat=True)[:MAX_FOUND_ARTICLES])
    try:
        pks: Sequence[int] = search.find(search.SearchRequest(q=term[:300], facets=()), MAX_FOUND_ARTICLES).pks
    except search.SearchUnavailableError:
        pks = ()
    return found | set(StoryMember.objects.filter(article__in=list(pks)).values_list("story", flat=True))
