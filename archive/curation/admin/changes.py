"""What colleagues did, the latest first: by person, day and kind of record. Read only, and only what the user may see."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.catalog.models import Article, PrintedSpan
from archive.coverage.models import Story
from archive.curation.admin.accessions import ReadOnlyAdmin
from archive.curation.admin.curated import may_see_drafts, sees_redacted
from archive.curation.history import recorded_note, recorded_reason, recorded_values
from archive.curation.models import RecordedChange

MAX_SUMMARY_CHARS = 160


def day_address(day: dt.date, **filters: Any) -> str:
    """The list of one day."""
    parts = {"action_time__year": day.year, "action_time__month": day.month, "action_time__day": day.day}
    return f"{reverse('admin:curation_recordedchange_changelist')}?{urlencode({**filters, **parts})}"


def kinds_seen(request: HttpRequest) -> list[ContentType]:
    """The kinds of records whose pages the user may see; none for those who may not see drafts, as titles are shown."""
    if not may_see_drafts(request.user):
        return []
    seen = [
        model for model, pages in admin.site._registry.items()
        if model is not RecordedChange and pages.has_view_or_change_permission(request)
    ]  # fmt: skip
    return list(ContentType.objects.get_for_models(*seen).values())


def _closed(kinds: list[ContentType]) -> Q:
    """Rows that tell of redacted articles, or of what belongs to one; also those of mentions, dates and quotations that are gone,
    as they may be gone because of a redaction."""
    found = Q(pk__in=[])
    for kind in kinds:
        model = kind.model_class()
        if model is Story:
            told = Story.objects.filter(members__article__is_redacted=True).annotate(text_key=Cast("pk", CharField()))
            found |= Q(content_type=kind, object_id__in=told.order_by().values("text_key"))
            continue
        fields = {field.name: field.related_model for field in model._meta.fields} if model else {}
        if model is None or (model is not Article and fields.get("article") is not Article):
            continue
        is_redacted = "is_redacted" if model is Article else "article__is_redacted"
        keys = model._base_manager.annotate(text_key=Cast("pk", CharField())).order_by().values("text_key")
        closed = Q(object_id__in=keys.filter(**{is_redacted: True}))
        if issubclass(model, PrintedSpan):
            closed = ~Q(object_id__in=keys.filter(**{is_redacted: False}))
        found |= Q(content_type=kind) & closed
    return found


class KindFilter(admin.SimpleListFilter):
    title = "السجل"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Kinds of which something was changed."""
        changed = set(RecordedChange.objects.order_by().values_list("content_type", flat=True).distinct())
        seen = ((str(kind.pk), str(kind.name)) for kind in kinds_seen(request) if kind.pk in changed)
        return sorted(seen, key=lambda one: one[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[RecordedChange]) -> QuerySet[RecordedChange]:
        value = self.value() or ""
        return queryset.filter(content_type=int(value)) if value.isdecimal() and len(value) < 10 else queryset


@admin.register(RecordedChange)
class RecordedChangeAdmin(ReadOnlyAdmin):
    list_display = ("record", "summary", "user", "action_time", "reason")
    list_display_links = ("action_time",)  # the first column leads to the record
    list_filter = (("user", admin.RelatedOnlyFieldListFilter), KindFilter)
    list_select_related = ("user", "content_type")
    date_hierarchy = "action_time"
    search_fields = ("object_repr", "change_message")
    list_per_page = 50
    show_full_result_count = False
    fields = ("record", "kind", "what")
    actions = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[RecordedChange]:
        """Without those of redacted articles and what belongs to them, for those who may not read what was printed there."""
        kinds = kinds_seen(request)
        rows = super().get_queryset(request).filter(content_type__in=kinds)
        if sees_redacted(request.user) or not Article.objects.filter(is_redacted=True).exists():
            return rows
        return rows.exclude(_closed(kinds))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {"title": "تغييرات الزملاء", **(extra_context or {})})

    @admin.display(description="ما تغيّر")
    def record(self, change: RecordedChange) -> SafeString:
        """A link to its history, as long as it is there."""
        kind = change.content_type
        model = kind.model_class() if kind else None
        if kind is None or model is None or change.is_deletion() or model not in admin.site._registry:
            return format_html("<bdi>{}</bdi>", change.object_repr)
        address = reverse(f"admin:{kind.app_label}_{kind.model}_history", args=[change.object_id])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address, change.object_repr)

    @admin.display(description="السجل")
    def kind(self, change: RecordedChange) -> str:
        return str(change.content_type.name) if change.content_type else ""

    @admin.display(description="ما جرى")
    def summary(self, change: RecordedChange) -> str:
        """The note, or the names of the fields."""
        if change.is_addition():
            return "أُضيف"
        if change.is_deletion():
            return "حُذف"
        fields = "، ".join(dict.fromkeys(label for label, _, _ in recorded_values(change)))
        said = recorded_note(change) or fields or change.get_change_message()
        return said if len(said) <= MAX_SUMMARY_CHARS else f"{said[:MAX_SUMMARY_CHARS]}…"

    @admin.display(description="السبب")
    def reason(self, change: RecordedChange) -> str:
        return recorded_reason(change)

    @admin.display(description="ما جرى")
    def what(self, change: RecordedChange) -> SafeString:
        kept = {change.pk} if hasattr(change, "kept") else set()
        return render_to_string("admin/recorded_change.html", {"action": change, "kept": kept})
