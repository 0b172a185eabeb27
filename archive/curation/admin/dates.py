"""Dates recognised in articles: curators confirm, refuse or correct them, or take a decision back."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.chronology import services
from archive.chronology.models import DateMention
from archive.curation.admin.date_queue import DateQueue
from archive.curation.admin.review_only import ReviewOnlyAdmin


class DateMentionForm(forms.ModelForm):
    """Only the value can be corrected; the other fields record what is printed and how it was resolved."""

    class Meta:
        model = DateMention
        fields = ("value", "end_value")
        help_texts = {
            "value": "2024-06-20 أو 2024-06 أو 2024، بقدر ما يُعرف.",
            "end_value": "آخر المدة بالدقة نفسها؛ فارغ إن لم تكن مدة.",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        value, end_value = cleaned.get("value", ""), cleaned.get("end_value", "")
        try:
            services.check_value(value, end_value)
        except ValueError:
            raise ValidationError("ليس هذا تاريخًا، أو آخر المدة قبل أولها أو بدقة أخرى.") from None
        return cleaned


@admin.register(DateMention)
class DateMentionAdmin(ReviewOnlyAdmin):
    form = DateMentionForm
    list_display = ("surface", "value", "end_value", "basis", "doubt", "decision", "article_title")
    list_filter = ("decision", "doubt", "basis", "precision")
    search_fields = ("surface", "=value", "=article__key")
    list_select_related = ("article",)
    list_per_page = 50
    show_full_result_count = False
    ordering = ("-pk",)
    readonly_fields = ("passage", "basis", "precision", "doubt", "decision", "article_title")
    fields = ("passage", "value", "end_value", "precision", "basis", "doubt", "decision", "article_title")
    actions = ("confirm", "refuse", "reopen")
    change_list_template = "admin/decided_list.html"

    def get_urls(self) -> list[URLPattern]:
        queue = path("queue/", self.admin_site.admin_view(DateQueue(self).page), name="chronology_datemention_queue")
        return [queue, *super().get_urls()]

    @admin.display(description="المقال", ordering="article")
    def article_title(self, date: DateMention) -> SafeString:
        return format_html('<a href="{}">{}</a>', date.article.get_absolute_url(), date.article.display_title)

    @admin.display(description="في النص")
    def passage(self, date: DateMention) -> SafeString:
        text = date.context()
        return format_html("{}<mark>{}</mark>{}", text[: date.start], text[date.start : date.end], text[date.end :])

    @admin.action(description="إثبات التواريخ المحددة", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[DateMention]) -> None:
        self._decide(request, queryset, DateMention.Decision.CONFIRMED)

    @admin.action(description="رفض التواريخ المحددة: ليست تواريخ", permissions=["change"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[DateMention]) -> None:
        self._decide(request, queryset, DateMention.Decision.REFUSED)

    @admin.action(description="إلغاء القرار وقراءتها من جديد", permissions=["change"])
    def reopen(self, request: HttpRequest, queryset: QuerySet[DateMention]) -> None:
        self._decide(request, queryset, "")

    def _decide(self, request: HttpRequest, queryset: QuerySet[DateMention], decision: str) -> None:
        """With "" the decisions made before are withdrawn."""
        dates = list(queryset)
        with self.recorded(request, dates):
            if decision:
                services.dates_decide(dates=dates, decision=decision)
            else:
                services.dates_reopen(dates=dates)
        messages.success(request, f"عدد التواريخ: {len(dates)}.")

    def save_model(self, request: HttpRequest, obj: DateMention, form: Any, change: bool) -> None:
        services.date_correct(date=obj, value=obj.value, end_value=obj.end_value)
