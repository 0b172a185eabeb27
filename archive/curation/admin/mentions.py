"""Mentions of entities: curators decide the doubtful ones, each shown in its sentence."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.curation.admin.mention_queue import MentionQueue
from archive.curation.admin.review_only import ReviewOnlyAdmin
from archive.entities import services
from archive.entities.models import MIN_CONFIDENCE, Mention
from archive.statements.services import speakers_follow_mentions

CONTEXT_CHARS = 60
"""Characters shown on either side of the name in the list."""


class DecisionFilter(admin.SimpleListFilter):
    title = "الحال"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("decided", "قُرّر فيها"), ("counting", "تُعدّ"), ("all", "الكل")]

    def choices(self, changelist: Any) -> Any:
        """The default lists mentions that wait for a decision."""
        link = changelist.get_query_string(remove=[self.parameter_name])
        yield {"selected": self.value() is None, "query_string": link, "display": "تنتظر قرارًا"}
        for value, title in self.lookup_choices:
            link = changelist.get_query_string({"standing": value})
            yield {"selected": self.value() == value, "query_string": link, "display": title}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Mention]) -> QuerySet[Mention]:
        match self.value():
            case "all":
                return queryset
            case "decided":
                return queryset.exclude(decision="")
            case "counting":
                return queryset.filter(confidence__gte=MIN_CONFIDENCE)
        return queryset.filter(confidence__lt=MIN_CONFIDENCE, decision="", entity__state__in=("known", "candidate"))


@admin.register(Mention)
class MentionAdmin(ReviewOnlyAdmin):
    list_display = ("passage", "entity", "confidence_percent", "article_title")
    list_filter = (DecisionFilter, "entity__type", "witness")
    search_fields = ("=surface", "entity__name")
    autocomplete_fields = ("entity",)
    list_select_related = ("article", "entity")
    list_per_page = 25
    show_full_result_count = False
    ordering = ("-confidence", "-pk")
    fields = ("passage", "entity", "relation", "witness", "confidence", "decision", "article_title")
    readonly_fields = ("passage", "relation", "witness", "confidence", "decision", "article_title")
    actions = ("confirm", "refuse")
    change_list_template = "admin/decided_list.html"

    def get_urls(self) -> list[URLPattern]:
        queue = path("queue/", self.admin_site.admin_view(MentionQueue(self).page), name="entities_mention_queue")
        return [queue, *super().get_urls()]

    @admin.display(description="في النص", ordering="surface")
    def passage(self, mention: Mention) -> SafeString:
        text = mention.context()
        before, after = (
            text[max(0, mention.start - CONTEXT_CHARS) : mention.start],
            text[mention.end : mention.end + CONTEXT_CHARS],
        )
        return format_html("<bdi>…{}<mark>{}</mark>{}…</bdi>", before, text[mention.start : mention.end], after)

    @admin.display(description="الثقة", ordering="confidence")
    def confidence_percent(self, mention: Mention) -> str:
        return f"{mention.confidence:.0%}"

    @admin.display(description="المقال", ordering="article")
    def article_title(self, mention: Mention) -> SafeString:
        return format_html('<a href="{}">{}</a>', mention.article.get_absolute_url(), mention.article.display_title)

    @admin.action(description="تأكيد: هو المقصود", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Mention]) -> None:
        count = self._decide(request, queryset, services.mentions_confirm)
        messages.success(request, f"أُكّدت مواضع عددها {count}؛ تُعدّ من الآن.")

    @admin.action(description="رفض: ليس المقصود", permissions=["change"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[Mention]) -> None:
        count = self._decide(request, queryset, services.mentions_refuse)
        messages.success(request, f"رُفضت مواضع عددها {count}؛ لا تُعدّ، ولا تُقرأ كذلك ثانية.")

    def _decide(self, request: HttpRequest, queryset: QuerySet[Mention], decide: Any) -> int:
        rows = list(queryset)
        with self.recorded(request, rows):
            count: int = decide(mentions=rows)
            speakers_follow_mentions({row.pk for row in rows})
        return count

    def save_model(self, request: HttpRequest, obj: Mention, form: Any, change: bool) -> None:
        services.mention_correct(mention=obj, entity=obj.entity)
        speakers_follow_mentions([obj.pk])
