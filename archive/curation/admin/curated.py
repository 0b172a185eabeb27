"""What all pages of models in the admin have in common: a history with old and new values, and no error for odd addresses."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.admin import helpers
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DataError, models
from django.http import HttpRequest, HttpResponse

from archive.catalog.models import Article
from archive.coverage.models import Story
from archive.curation.admin.edit_conflicts import EditConflicts
from archive.curation.admin.late_lists import LateLists
from archive.curation.admin.listing import Listing
from archive.curation.admin.partial_permissions import PartialPermissions
from archive.curation.admin.reasons import ReasonedChanges
from archive.curation.admin.reserved import ReservedDecisions
from archive.curation.admin.unsaved import UnsavedAdmin
from archive.curation.history import change_parts, changes_recorded, content_changes, version_keep
from archive.curation.kept_versions import Content, contents, is_kept
from archive.curation.roles import SEES_REDACTED

CLOSED = "حُجب اسم في هذا المقال؛ ما تغيّر يقرؤه القيّمون الأوائل وحدهم."
MAX_KEY = 2**63 - 1
"""The largest primary key that a database stores."""


def is_key(value: Any) -> bool:
    """Whether a value from a form may be a primary key."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) < 20 and int(text) <= MAX_KEY


def may_see_drafts(user: Any) -> bool:
    """Whether the user sees articles that are not published: those who see articles in the admin."""
    return user.has_perm("catalog.view_article") or user.has_perm("catalog.change_article")


def sees_redacted(user: Any) -> bool:
    """Whether the user may read what was printed where a name is redacted."""
    return bool(user.has_perm(SEES_REDACTED))


def is_closed(user: Any, row: models.Model | None) -> bool:
    """Whether what this record said earlier is kept from the user: it is a redacted article, belongs to one, or is the story of
    one."""
    if isinstance(row, Story):
        return row.members.filter(article__is_redacted=True).exists() and not sees_redacted(user)
    article = row if isinstance(row, Article) else getattr(row, "article", None)
    return isinstance(article, Article) and article.is_redacted and not sees_redacted(user)


class KeySelect(AutocompleteSelect):
    """A choice of a related row that shows no choice, rather than fail, for what is no primary key; empty, it shows its hint."""

    def __init__(self, *args: Any, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hint = hint

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-placeholder": self.hint} if self.hint else attrs

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, [one for one in value if not one or is_key(one)], attr)


class CuratedAdmin(ReasonedChanges, ReservedDecisions, PartialPermissions, EditConflicts, LateLists, UnsavedAdmin):
    """A model's pages in the admin, with history and checked parameters."""

    object_history_template = "admin/object_history.html"

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who and when alone, where what the record said earlier is kept from the user."""
        answer = super().history_view(request, object_id, extra_context)
        context = getattr(answer, "context_data", None)
        if context and is_closed(request.user, context["object"]):
            for entry in context["action_list"]:
                entry.change_message = CLOSED
            context |= {"is_closed": True, "added_by": None, "revisions": []}
        return answer

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Listing

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Filters with values that the database cannot take lead to the whole list, as Django does for unknown filters."""
        try:
            return super().get_changelist_instance(request)
        except (OverflowError, ValueError, ValidationError, DataError) as error:
            raise IncorrectLookupParameters(error) from error

    def response_action(self, request: HttpRequest, queryset: models.QuerySet[Any], *args: Any, **kwargs: Any) -> Any:
        """What is no primary key selects nothing."""
        post = request.POST.copy()
        selected = post.getlist(helpers.ACTION_CHECKBOX_NAME)
        post.setlist(helpers.ACTION_CHECKBOX_NAME, [value for value in selected if is_key(value)])
        request.POST = post  # type: ignore[assignment]
        if request.POST.get("action") in self.get_actions(request) and (page := self.late_page(request, queryset)):
            return page
        return super().response_action(request, queryset, *args, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The values given in the address, without keys of related rows that cannot be."""
        initial = super().get_changeform_initial_data(request)
        return {name: value for name, value in initial.items() if not self._is_related(name) or is_key(value)}

    def _is_related(self, name: str) -> bool:
        try:
            return isinstance(self.opts.get_field(name), models.ForeignKey)
        except FieldDoesNotExist:
            return False

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KeySelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes along with a deletion or stands in its way, without titles that the user may not see."""
        shown, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if protected and not may_see_drafts(request.user):
            protected = [f"{self.opts.verbose_name}: تُشير إليه سجلات أخرى ({len(protected)})"]
        return shown, counts, lacking, protected

    def get_paginator(self, request: HttpRequest, queryset: Any, *args: Any, **kwargs: Any) -> Any:
        """Django's page of a history begins with the oldest change; this one with the newest."""
        if getattr(queryset, "model", None) is LogEntry:
            queryset = queryset.order_by("-action_time", "-pk")
        return super().get_paginator(request, queryset, *args, **kwargs)

    def recorded(self, request: HttpRequest, rows: Iterable[models.Model]) -> Any:
        """A block whose changes to `rows` are written into the history, in one transaction."""
        return changes_recorded(request.user, rows)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row; before a save, what it says is kept for the history."""
        row = super().get_object(request, object_id, from_field)
        if row is not None and request.method == "POST":
            request.content_before = contents([row], with_many=True)[row.pk]  # type: ignore[attr-defined]
        return row

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """Django's structure, with old and new values of the row and of the rows below."""
        message = super().construct_change_message(request, form, formsets, add)
        before: Content | None = getattr(request, "content_before", None)
        if add or before is None or not hasattr(form, "instance"):  # the form of a new password has none
            return message
        stored = self.model._base_manager.get(pk=form.instance.pk)
        after = contents([stored], with_many=True)[stored.pk]
        values = content_changes(self.model, before, after)
        request.is_version_kept = is_kept(self.model, before, after)  # type: ignore[attr-defined]
        note = getattr(request, "change_note", "")
        return change_parts(values, note) if values else message

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """In Arabic letters, which can be searched for; with what the row said before, where that can be put back."""
        text = message if isinstance(message, str) else json.dumps(message, ensure_ascii=False)
        entry = super().log_change(request, obj, text)
        if getattr(request, "is_version_kept", False):
            version_keep(entry, request.content_before)  # type: ignore[attr-defined]
        return entry
