"""What the pages of the admin show of the history."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.contrib.admin.models import LogEntry

from archive.curation.history import recorded_note, recorded_reason, recorded_values
from archive.curation.models import KeptVersion
from archive.curation.word_changes import word_changes

register = template.Library()
register.filter("recorded_values", recorded_values)
register.filter("recorded_note", recorded_note)
register.filter("recorded_reason", recorded_reason)
register.simple_tag(word_changes, name="word_changes")


@register.simple_tag
def kept_entries(entries: Iterable[LogEntry]) -> set[int]:
    """The primary keys of those rows of the history that have an earlier version to put back; one query."""
    return set(KeptVersion.objects.filter(entry__in=[entry.pk for entry in entries]).values_list("pk", flat=True))


@register.simple_tag(takes_context=True)
def own_history(context: dict[str, Any], limit: int) -> list[LogEntry]:
    """The user's latest changes of records that he may still see."""
    request = context["request"]
    entries = LogEntry.objects.filter(user=request.user).select_related("content_type", "user")[: limit * 5]
    return [entry for entry in entries if _may_see(request.user, entry)][:limit]


def _may_see(user: Any, entry: LogEntry) -> bool:
    kind = entry.content_type
    return kind is not None and any(
        user.has_perm(f"{kind.app_label}.{action}_{kind.model}") for action in ("view", "change")
    )
