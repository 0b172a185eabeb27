"""Actions on rows that changed after their list was opened are not carried out before the user has seen what they are now.

Each row of a list carries its version and the time; what is chosen over all pages is compared with the history since then.
Programs that send no versions are taken at their word.
"""

import time
from datetime import UTC, datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin import helpers
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.curation.versions import row_digest

SEEN = "seen"
MAX_SHOWN = 50


def seen_field(row: models.Model) -> SafeString:
    """A hidden field with the version of a row."""
    return format_html('<input type="hidden" name="{}" value="{}">', SEEN, _seen(row))


def _seen(row: models.Model) -> str:
    return f"{row.pk}:{row_digest(row)}:{time.time():.0f}"


class LateLists(admin.ModelAdmin):
    """Lists that carry the versions of their rows, and a page for actions on rows that changed since."""

    def action_checkbox(self, obj: models.Model) -> SafeString:
        return format_html("{}{}", super().action_checkbox(obj), seen_field(obj))

    def late_page(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponse | None:
        """The page that shows which of the chosen rows changed since their list was opened; None if none did."""
        seen = dict(part.split(":", 1) for part in request.POST.getlist(SEEN) if ":" in part)
        chosen = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
        is_across = request.POST.get("select_across", "0") not in ("0", "")
        if not seen:
            return None
        rows = {
            str(row.pk): row for row in self.model._default_manager.filter(pk__in=[pk for pk in chosen if pk in seen])
        }
        changed = [row for pk, row in rows.items() if row_digest(row) != seen[pk].partition(":")[0]]
        gone = [pk for pk in chosen if pk in seen and pk not in rows]
        if is_across:
            changed += self._changed_since(queryset, min(seen.values(), key=_time), rows)
        if not changed and not gone:
            return None
        hidden = (helpers.ACTION_CHECKBOX_NAME, SEEN, "csrfmiddlewaretoken")
        late = {row.pk for row in changed}
        context = {
            **self.admin_site.each_context(request),
            "title": "تغيّر بعض ما اخترته",
            "opts": self.opts,
            "rows": [
                (row, seen_field(row), self._described(row), self._last_change(row)) for row in changed[:MAX_SHOWN]
            ],
            "more": max(0, len(changed) - MAX_SHOWN),
            "unchanged": [(row, seen_field(row)) for row in rows.values() if row.pk not in late],
            "gone": len(gone),
            "action": dict(self.get_action_choices(request)).get(request.POST.get("action", ""), ""),
            "checkbox": helpers.ACTION_CHECKBOX_NAME,
            "kept": [(name, v) for name, values in request.POST.lists() if name not in hidden for v in values],
        }
        return TemplateResponse(request, "admin/late_list.html", context, status=409)

    def _changed_since(self, queryset: models.QuerySet[Any], seen: str, known: dict[str, Any]) -> list[Any]:
        kind = ContentType.objects.get_for_model(self.model)
        since = datetime.fromtimestamp(_time(seen), UTC)
        pks = LogEntry.objects.filter(content_type=kind, action_time__gt=since).values_list("object_id", flat=True)
        return list(queryset.filter(pk__in={pk for pk in pks if pk and pk not in known}))

    def _described(self, row: models.Model) -> str:
        """What the row is now: its state, where it has one."""
        display = getattr(row, "get_state_display", None) or getattr(row, "get_decision_display", None)
        return str(display()) if display else ""

    def _last_change(self, row: models.Model) -> LogEntry | None:
        kind = ContentType.objects.get_for_model(row)
        return LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).select_related("user").first()


def _time(seen: str) -> int:
    text = seen.rpartition(":")[2]
    return int(text) if text.isdecimal() and len(text) < 11 else 0
