"""Quotations read in articles: curators decide the uncertain ones, and say who spoke."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from archive.curation.admin.quotation_queue import QuotationQueue
from archive.curation.admin.review_only import ReviewOnlyAdmin
from archive.statements import services
from archive.statements.models import Quotation

MAX_SHOWN_CHARS = 120


@admin.register(Quotation)
class QuotationAdmin(ReviewOnlyAdmin):
    list_display = ("said", "speaker_name", "type", "confidence_percent", "decision", "article_title")
    list_filter = ("decision", "type", "speaker_basis")
    search_fields = ("surface", "speaker_name", "=article__key")
    autocomplete_fields = ("speaker",)
    list_select_related = ("article",)
    list_per_page = 25
    show_full_result_count = False
    ordering = ("-pk",)
    fields = (
        "passage",
        "speaker",
        "speaker_name",
        "speaker_basis",
        "type",
        "cue",
        "confidence",
        "decision",
        "article_title",
    )
    readonly_fields = ("passage", "speaker_basis", "type", "cue", "confidence", "decision", "article_title")
    actions = ("confirm", "refuse")
    change_list_template = "admin/decided_list.html"

    def get_urls(self) -> list[URLPattern]:
        queue = path("queue/", self.admin_site.admin_view(QuotationQueue(self).page), name="statements_quotation_queue")
        return [queue, *super().get_urls()]

    @admin.display(description="ما قيل", ordering="surface")
    def said(self, quotation: Quotation) -> str:
        return Truncator(quotation.surface).chars(MAX_SHOWN_CHARS)

    @admin.display(description="الثقة", ordering="confidence")
    def confidence_percent(self, quotation: Quotation) -> str:
        return f"{quotation.confidence:.0%}"

    @admin.display(description="المقال", ordering="article")
    def article_title(self, quotation: Quotation) -> SafeString:
        return format_html('<a href="{}">{}</a>', quotation.article.get_absolute_url(), quotation.article.display_title)

    @admin.display(description="في النص")
    def passage(self, quotation: Quotation) -> SafeString:
        text = quotation.context()
        first, last = quotation.start, quotation.end
        return format_html("{}<mark>{}</mark>{}", text[:first], text[first:last], text[last:])

    @admin.action(description="تأكيد: قيل كما قُرئ", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Quotation]) -> None:
        self._decide(request, queryset, Quotation.Decision.CONFIRMED)

    @admin.action(description="رفض: ليس اقتباسًا", permissions=["change"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[Quotation]) -> None:
        self._decide(request, queryset, Quotation.Decision.REFUSED)

    def _decide(self, request: HttpRequest, queryset: QuerySet[Quotation], decision: str) -> None:
        rows = list(queryset)
        with self.recorded(request, rows):
            services.quotations_decide(quotations=rows, decision=decision)
        messages.success(request, f"عدد الاقتباسات: {len(rows)}.")

    def save_model(self, request: HttpRequest, obj: Quotation, form: Any, change: bool) -> None:
        """A name that is typed stands where no entity is chosen; an entity that is chosen anew gives its own."""
        name = "" if "speaker" in form.changed_data and "speaker_name" not in form.changed_data else obj.speaker_name
        services.quotation_correct_speaker(quotation=obj, speaker=obj.speaker, name=name)
