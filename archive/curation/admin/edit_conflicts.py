"""Two who edit one row: the later save is refused, with both versions side by side, and nothing typed is lost.

A change form carries the version that it shows. When it comes back and the stored row has another, a page shows what
differs, word by word; for each field the user takes his own value or the stored one, and saves that. The state is offered
from the form only where its user changed it: a form opened before a withdrawal never publishes the article again.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from archive.curation.admin.comparison import Comparison, shown_rows
from archive.curation.admin.form_values import (
    OWN_FIELDS,
    REASON_FIELD,
    VERSION_FIELD,
    Fields,
    ReasonField,
    Row,
    VersionField,
    compared_fields,
    posted_rows,
    posted_values,
    shown,
    stored_values,
)
from archive.curation.versions import MINE, THEIRS, Version, plain

RESOLVED, SEEN_NOW, PICK = "_resolved", "seen_now", "pick-"


class EditConflictError(Exception):
    """The row was changed after the form was checked, and before it was saved."""


class EditConflicts(admin.ModelAdmin):
    """Change forms that carry their version, and a page of differences for those that come back late."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is not None and self.has_change_permission(request, obj):
            if self._is_editable(request, obj, fieldsets):
                fieldsets.append((None, {"fields": (REASON_FIELD,)}))
            fieldsets.append((None, {"fields": (VERSION_FIELD,), "classes": ("hidden",)}))
        return fieldsets

    def _is_editable(self, request: HttpRequest, row: Any, fieldsets: Any) -> bool:
        return bool(set(flatten_fieldsets(fieldsets)) - set(self.get_readonly_fields(request, row)))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        names = kwargs.get("fields")
        if not names or VERSION_FIELD not in names:
            return super().get_form(request, obj, change=change, **kwargs)
        kwargs["fields"] = [name for name in names if name not in OWN_FIELDS]
        form = super().get_form(request, obj, change=change, **kwargs)
        token = self.version_of(request, obj, compared_fields(form)).token()
        own: dict[str, Any] = {VERSION_FIELD: VersionField(required=False, initial=token)}
        if REASON_FIELD in names:
            own[REASON_FIELD] = ReasonField()
        return type(form.__name__, (form,), own)

    def _fields(self, request: HttpRequest, row: Any) -> Fields:
        names = flatten_fieldsets(super().get_fieldsets(request, row))
        return compared_fields(super().get_form(request, row, change=row is not None, fields=names))

    def version_of(self, request: HttpRequest, row: Any, fields: Fields) -> Version:
        """The version of the stored row that this user may edit."""
        below = {inline.accessor: self.stored_rows(request, inline, row) for inline in self._inlines(request, row)}
        texts = {prefix: [one.text for one in rows] for prefix, rows in below.items()}
        return Version.of(stored_values(fields, row), texts)

    def _inlines(self, request: HttpRequest, row: Any) -> Iterator[Any]:
        """The kinds of rows below that this user may edit."""
        for inline in self.get_inline_instances(request, row):
            if inline.has_change_permission(request, row):
                yield inline

    def stored_rows(self, request: HttpRequest, inline: Any, row: Any) -> list[Row]:
        """The rows below that the form shows, in their order."""
        below = inline.get_queryset(request).filter(**{inline.related_name: row}).order_by(*inline.stored_order)
        stored = below.values_list("pk", *inline.compared)
        return [Row(str(pk), dict(zip(inline.compared, map(plain, values), strict=True))) for pk, *values in stored]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """In one transaction with the check, so that nobody saves between."""
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            page = self.conflict_page(request, object_id)
            return page or super().changeform_view(request, object_id, form_url, extra_context)

    def conflict_page(self, request: HttpRequest, object_id: str) -> HttpResponse | None:
        """The page of differences; None if the form is up to date, or has been completed from what the user chose."""
        row = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, row):
            return None
        if row is None:
            return self._gone_page(request, object_id)
        type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
        fields = self._fields(request, row)
        now = self.version_of(request, row, fields)
        base = Version.read(request.POST.get(VERSION_FIELD, ""))
        is_stale = self._knows_gone_rows(request, row)
        if base is not None and base.agrees(now) and RESOLVED not in request.POST:
            # another part of the text was saved meanwhile, which replaces all rows: only their keys are out of date
            return self._compared(request, row, fields, base, now, is_agreed=True) if is_stale else None
        if base is None and not is_stale and not self._publishes_again(request, row):
            return None
        return self._compared(request, row, fields, base, now)

    def _publishes_again(self, request: HttpRequest, row: Any) -> bool:
        """Whether a form would publish what is withdrawn or embargoed; one without a version does not know that it is."""
        state = getattr(row, "state", "")
        return state in ("withdrawn", "embargoed") and request.POST.get("state", state) != state

    def _knows_gone_rows(self, request: HttpRequest, row: Any) -> bool:
        """Whether the form has keys of rows below that are there no more."""
        for inline in self._inlines(request, row):
            stored = {one.pk for one in self.stored_rows(request, inline, row)}
            posted = posted_rows(request.POST, inline.accessor, inline.compared)
            if any(one.pk and one.pk not in stored for one in posted):
                return True
        return False

    def _compared(
        self,
        request: HttpRequest,
        row: Any,
        fields: Fields,
        base: Version | None,
        now: Version,
        *,
        is_agreed: bool = False,
    ) -> HttpResponse | None:
        post = request.POST
        rows = {
            inline.accessor: (
                posted_rows(post, inline.accessor, inline.compared),
                self.stored_rows(request, inline, row),
                inline,
            )
            for inline in self._inlines(request, row)
            if f"{inline.accessor}-TOTAL_FORMS" in post
        }
        comparison = Comparison(post, row, fields=fields, rows=rows, base=base)
        found = comparison.differences
        picks = {one.name: post.get(PICK + one.name, "") if one.is_choice else THEIRS for one in found}
        seen = Version.read(post.get(SEEN_NOW, ""))
        is_current = RESOLVED in post and seen is not None and seen.agrees(now)
        if is_agreed:
            picks = dict.fromkeys(picks, MINE)
        elif found and not (is_current and all(pick in (MINE, THEIRS) for pick in picks.values())):
            shown_picks = [(one, (picks[one.name] if is_current else "") or one.offered) for one in found]
            return self._page(
                request, row, {"differences": shown_picks, "seen_now": now.token(), "is_incomplete": is_current}
            )
        data = post.copy()
        for key in [key for key in data if key.startswith(PICK) or key in (RESOLVED, SEEN_NOW)]:
            del data[key]
        comparison.complete(data, picks)
        data[VERSION_FIELD] = now.token()
        request.POST = data  # type: ignore[assignment]
        return None

    def _page(self, request: HttpRequest, row: Any, context: dict[str, Any]) -> HttpResponse:
        own = (RESOLVED, SEEN_NOW, "csrfmiddlewaretoken")
        kept = [(name, value) for name, values in request.POST.lists() for value in values]
        kind = ContentType.objects.get_for_model(row)
        entries = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).select_related("user")
        context |= {
            **self.admin_site.each_context(request),
            "title": "عدّله غيرك بعد أن فتحته",
            "opts": self.opts,
            "original": row,
            "kept": [(name, value) for name, value in kept if not name.startswith(PICK) and name not in own],
            "last_change": entries.first(),
        }
        return TemplateResponse(request, "admin/edit_conflict.html", context, status=409)

    def _gone_page(self, request: HttpRequest, object_id: str) -> HttpResponse | None:
        """What was typed into a form whose row was deleted or merged into another meanwhile."""
        fields = {name: field for name, field in self._fields(request, None).items() if name in request.POST}
        values = posted_values(fields, request.POST)
        typed = [
            (str(fields[name].label or name), shown(fields[name], value)) for name, value in values.items() if value
        ]
        inlines: Iterable[Any] = self.get_inline_instances(request, None)
        for inline in inlines:
            rows = posted_rows(request.POST, inline.accessor, inline.compared)
            typed += [(str(inline.model._meta.verbose_name_plural), shown_rows(inline, rows))] if rows else []
        if not typed:
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "لم يبق في الأرشيف ما عدّلته",
            "opts": self.opts,
            "typed": typed,
            "successor": self.successor(unquote(object_id)),
        }
        return TemplateResponse(request, "admin/edit_gone.html", context, status=409)

    def successor(self, object_id: str) -> models.Model | None:
        """The row that took the place of one that is gone."""
        return None
