"""Feeds in the admin: set up by their addresses, their health at a glance, the log of their fetches.

Nothing is fetched within a request: a new feed and «اجلب الآن» wait for the background process.
"""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.catalog.jobs import is_working
from archive.curation import services
from archive.curation.admin.curated import CuratedAdmin
from archive.curation.history import history_add
from archive.ingest.feed_services import (
    address_shown,
    feed_address_clean,
    feed_health,
    feed_label,
    feed_refused_pages,
    feed_waiting_pages,
)
from archive.ingest.models import Feed

NEAR_DAYS = {-1: "أمس", 0: "اليوم", 1: "غدًا"}
ASKED = "طُلب جلبها الآن."
MAX_ERROR_CHARS = 120
MAX_FETCHES = 20


class AddressField(forms.CharField):
    """A web address: shown with its Arabic letters, cleaned to the form in which it is fetched. Only its form is checked."""

    def prepare_value(self, value: Any) -> Any:
        return address_shown(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        try:
            return feed_address_clean(text) if text else ""
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), self.prepare_value(data)))


class FeedForm(forms.ModelForm):
    address = AddressField(
        label="العنوان",
        max_length=1000,
        widget=forms.TextInput(attrs={"size": 60, "dir": "ltr", "inputmode": "url", "autocomplete": "off"}),
        help_text="عنوان ملف RSS أو Atom، مثل https://news.example/rss. يُجلب بعد الحفظ، في الخلفية.",
    )

    class Meta:
        model = Feed
        fields = ("address", "name", "source", "is_active", "interval_minutes", "reads_pages", "namespace")
        widgets = {
            "name": forms.TextInput(attrs={"size": 60, "dir": "auto"}),
            "namespace": forms.TextInput(attrs={"dir": "auto"}),
        }


@admin.register(Feed)
class FeedAdmin(CuratedAdmin):
    form = FeedForm
    change_form_template = "admin/ingest/feed/change_form.html"
    list_display = ("label", "health", "last_success", "next_fetch", "articles_added")
    list_filter = ("is_active",)
    search_fields = ("name", "title", "address")
    autocomplete_fields = ("source",)
    actions = ("fetch_now", "follow_move")
    fieldsets = (
        (None, {"fields": ("address", "name", "source", "is_active", "interval_minutes", "reads_pages")}),
        ("خيارات أخرى", {"fields": ("namespace",), "classes": ("collapse",)}),
    )

    @admin.display(description="الخلاصة", ordering="name")
    def label(self, feed: Feed) -> str:
        return feed_label(feed)

    @admin.display(description="الحال")
    def health(self, feed: Feed) -> SafeString:
        """The state, and the last error below it: narrow screens show the first columns alone."""
        state, error = feed_health(feed), feed.last_error[:MAX_ERROR_CHARS]
        said = format_html('<div class="health-error">{}</div>', error) if error else ""
        return format_html('<span class="health health--{}">{}</span>{}', state.level, state.label, said)

    @admin.display(description="آخر نجاح", ordering="last_success_at")
    def last_success(self, feed: Feed) -> str | None:
        return moment(feed.last_success_at)

    @admin.display(description="الجلب التالي", ordering="next_fetch_at")
    def next_fetch(self, feed: Feed) -> str | None:
        return next_fetch(feed)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {"title": "الخلاصات", **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.act_view)
        return [path("<int:pk>/act/", view, name="ingest_feed_act"), *super().get_urls()]

    def act_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """POST `fetch` has the feed fetched, `move` takes the address that it moved to; both return to its page."""
        feed = get_object_or_404(Feed, pk=pk)
        if request.method != "POST" or not self.has_change_permission(request, feed):
            raise PermissionDenied
        act = self._move if "move" in request.POST else self._fetch
        act(request, [feed])
        return redirect("admin:ingest_feed_change", pk)

    @admin.action(description="اجلب الآن", permissions=["change"])
    def fetch_now(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        self._fetch(request, list(queryset))

    @admin.action(description="اعتماد العنوان الذي انتقلت إليه", permissions=["change"])
    def follow_move(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        self._move(request, list(queryset))

    def _move(self, request: HttpRequest, feeds: list[Feed]) -> None:
        with self.recorded(request, feeds):
            moved = sum(services.feed_follow_move(feed=feed) for feed in feeds)
        if moved:
            messages.success(request, f"اعتُمد العنوان الجديد (العدد: {moved}).")
        if moved < len(feeds):
            messages.info(request, f"لم تنتقل، أو لغيرها عنوانها الجديد (العدد: {len(feeds) - moved}).")

    def _fetch(self, request: HttpRequest, feeds: list[Feed]) -> None:
        asked = []
        for feed in feeds:
            try:
                services.feed_fetch_queue(feed=feed)
            except ValueError as error:
                messages.warning(request, f"{feed_label(feed)}: {error}")
            else:
                asked.append(feed)
        history_add(request.user, asked, ASKED)
        if not asked:
            return
        if is_working():
            messages.success(request, f"تُجلب في الخلفية خلال لحظات (العدد: {len(asked)}). أعد فتح الصفحة لترى النتيجة.")
        else:
            messages.warning(request, "العملية الخلفية متوقفة؛ تُجلب حين تُشغَّل بالأمر manage.py work.")

    def save_model(self, request: HttpRequest, obj: Feed, form: Any, change: bool) -> None:
        services.feed_save(feed=obj)

    def render_change_form(  # noqa: PLR0917 (what Django passes)
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None:
            context |= feed_report(obj) | {"may_fetch": self.has_change_permission(request, obj)}
        return super().render_change_form(request, context, add, change, form_url, obj)


def moment(at: dt.datetime | None) -> str | None:
    """A time near now, shortly: «اليوم 14:05»."""
    if at is None:
        return None
    at, today = timezone.localtime(at), timezone.localdate()
    day = NEAR_DAYS.get((at.date() - today).days) or date_format(at, "j F Y")
    return f"{day} {at:%H:%M}"


def next_fetch(feed: Feed) -> str | None:
    if not feed.is_active:
        return None
    return moment(feed.next_fetch_at) if feed.next_fetch_at > timezone.now() else "حان وقته"


def feed_report(feed: Feed) -> dict[str, Any]:
    """How a feed is, its latest fetches with their batches, and articles of which only the announcement is there."""
    return {
        "feed": feed,
        "health": feed_health(feed),
        "last_success": moment(feed.last_success_at),
        "next_fetch": next_fetch(feed),
        "moved_to": address_shown(feed.moved_to),
        "fetches": list(feed.fetches.select_related("batch")[:MAX_FETCHES]),
        "waiting": feed_waiting_pages(feed),
        "refused": [(item, address_shown(item.address)) for item in feed_refused_pages(feed)],
    }
