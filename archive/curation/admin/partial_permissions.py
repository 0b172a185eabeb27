"""A save that a user may do only in part is refused as a whole: never «saved» with half of it left out.

Rows below a record (paragraphs, name forms) have permissions of their own. Who lacks them sees these rows without inputs; a form
that comes back with changes to them, made by hand or opened when its user still had the right, changes nothing.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from archive.curation.admin.comparison import shown_rows
from archive.curation.admin.form_values import compared_fields, posted_rows, posted_values, shown


class PartialPermissions(admin.ModelAdmin):
    """Change forms that are refused if they change rows below that their user may not change."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        return self.refusal_page(request, object_id) or super().changeform_view(
            request, object_id, form_url, extra_context
        )

    def refusal_page(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        """The page for a form that changes what its user may not; None if he may."""
        refused = list(self._refused_inlines(request, object_id)) if request.method == "POST" else []
        return self._refusal_page(request, refused) if refused else None

    def _refused_inlines(self, request: HttpRequest, object_id: str | None) -> Iterator[Any]:
        row = self.get_object(request, unquote(object_id)) if object_id else None
        for kind in self.inlines:
            inline: Any = kind(self.model, self.admin_site)
            stored = {one.pk: one.text for one in self.stored_rows(request, inline, row)} if row else {}  # type: ignore[attr-defined]
            posted = posted_rows(request.POST, inline.accessor, inline.compared)
            is_changed = any(one.pk in stored and stored[one.pk] != one.text for one in posted)
            is_added = any(one.pk not in stored for one in posted)
            is_deleted = any(
                name.startswith(f"{inline.accessor}-") and name.endswith("-DELETE") and value
                for name, value in request.POST.items()
            )
            if (
                (is_changed and not inline.has_change_permission(request, row))
                or (is_added and not inline.has_add_permission(request, row))
                or (is_deleted and not inline.has_delete_permission(request, row))
            ):
                yield inline

    def _refusal_page(self, request: HttpRequest, refused: list[Any]) -> HttpResponse:
        """What was typed, so that somebody else can save it."""
        fields = compared_fields(super().get_form(request, None))
        posted = {name: field for name, field in fields.items() if name in request.POST}
        values = posted_values(posted, request.POST)
        typed = [
            (str(posted[name].label or name), shown(posted[name], value)) for name, value in values.items() if value
        ]
        for inline in refused:
            rows = posted_rows(request.POST, inline.accessor, inline.compared)
            typed += [(str(inline.model._meta.verbose_name_plural), shown_rows(inline, rows))]
        context = {
            **self.admin_site.each_context(request),
            "title": "لا يُحفظ بعضه دون بعض",
            "opts": self.opts,
            "typed": typed,
            "lacking": "، ".join(str(inline.model._meta.verbose_name_plural) for inline in refused),
        }
        return TemplateResponse(request, "admin/edit_gone.html", context, status=403)
