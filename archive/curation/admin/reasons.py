"""Why somebody changes something: an optional field of each form and of each action on a list, told in the history."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.models import DELETION, LogEntry
from django.http import HttpRequest

from archive.curation.admin.form_values import REASON_FIELD, ReasonField
from archive.curation.history import because, change_message


class ReasonedActionForm(ActionForm):
    """The choice of an action, and why."""

    change_reason = ReasonField(help_text="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[REASON_FIELD].widget.attrs |= {"size": 24, "placeholder": "اختياري، للتاريخ"}


class ReasonedChanges(admin.ModelAdmin):
    """Whatever a form or an action changes or deletes, by whichever service, has the reason that was typed."""

    action_form = ReasonedActionForm

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        with because(request.POST.get(REASON_FIELD, "")):
            return super().changelist_view(request, extra_context)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        with because(request.POST.get(REASON_FIELD, "")):
            return super().change_view(request, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        with because(request.POST.get(REASON_FIELD, "")):
            return super().delete_view(request, object_id, extra_context)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """With the reason; Django's row of the history says nothing but what was deleted."""
        if not request.POST.get(REASON_FIELD, "").strip():
            return super().log_deletions(request, queryset)
        user = request.user.pk
        assert user is not None
        return LogEntry.objects.log_actions(user, queryset, DELETION, change_message=change_message([]))
