"""What a record said at an earlier time, next to what it says now; and putting that back, field by field.

What is put back goes through the record's own form, as if somebody had typed it: with its checks and permissions, through its
services, with a row in the history, and refused if the record changed since the page was opened.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from archive.catalog.models import Article, ArticleRevision
from archive.curation.admin.comparison import Comparison, Difference
from archive.curation.admin.curated import is_closed
from archive.curation.admin.edit_conflicts import PICK, SEEN_NOW
from archive.curation.admin.form_values import (
    REASON_FIELD,
    VERSION_FIELD,
    Fields,
    Row,
    stored_values,
    write_rows,
    write_stored,
)
from archive.curation.history import because, content_changes, version_before
from archive.curation.kept_versions import NEVER_RESTORED, Content, contents, record_of
from archive.curation.snapshots import snapshot
from archive.curation.versions import MINE, THEIRS, Version, plain, word_differences

CHANGED_MEANWHILE = "تغيّر السجل بعد أن فتحت هذه الصفحة، ولم يُستعد شيء. هذا ما فيه الآن؛ اختر من جديد."
NOTHING = "هذا ما يقوله السجل الآن أيضًا؛ لا شيء يُستعاد."


@require_http_methods(["GET", "HEAD", "POST"])
def kept_version(request: HttpRequest, entry: int) -> HttpResponse:
    """What a record said before the change of this row of the history. POST puts the chosen parts back."""
    told = get_object_or_404(LogEntry.objects.select_related("content_type", "user"), pk=entry)
    content = version_before(told)
    model = told.content_type.model_class() if told.content_type else None
    if content is None or model is None:
        raise Http404
    when = date_format(localtime(told.action_time), "DATETIME_FORMAT")
    title = f"ما كان قبل تغيير {told.user.get_username()} في {when}"
    return _page(request, model, str(told.object_id), content, title)


@require_http_methods(["GET", "HEAD", "POST"])
def revision_version(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for what an article said before an import changed it."""
    revision = get_object_or_404(ArticleRevision.objects.select_related("article"), pk=pk)
    text = revision.text
    rows = [{"pk": None, "role": role, "text": body} for role, body in text.paragraphs]
    content = Content(text.columns, {"paragraphs": rows})
    return _page(request, Article, str(revision.article.pk), content, f"النص {revision.number}، كما كان قبل الإدخال")


def _page(
    request: HttpRequest, model: type[models.Model], object_id: str, content: Content, title: str
) -> HttpResponse:
    pages: Any = admin.site._registry.get(model)
    if pages is None or not pages.has_view_or_change_permission(request):
        raise PermissionDenied
    row = pages.get_object(request, object_id)
    if row is None:
        raise Http404
    if not pages.has_view_or_change_permission(request, row) or is_closed(request.user, row):
        raise PermissionDenied
    return Restoration(pages, request, row, content, title).answer()


class Restoration:
    """One record with an earlier content of it, and what somebody chose to put back."""

    def __init__(self, pages: Any, request: HttpRequest, row: models.Model, content: Content, title: str) -> None:
        self._pages, self._request, self._row, self._title = pages, request, row, title
        self._content = content
        left = NEVER_RESTORED.get(row._meta.label_lower, frozenset())
        fields: Fields = pages._fields(request, row)
        self._data = QueryDict(mutable=True)
        for name, field in fields.items():
            write_stored(self._data, field, name, row)
        known = {name: value for name, value in content.fields.items() if name in fields and name not in left}
        earlier = record_of(type(row), known)
        for name in known:
            write_stored(self._data, fields[name], name, earlier)
        self._rows = self._rows_below(content)
        self._now: Version = pages.version_of(request, row, fields)
        base = Version.of(stored_values(fields, row), {})
        self._comparison = Comparison(self._data, row, fields=fields, rows=self._rows, base=base)

    def _rows_below(self, content: Content) -> dict[str, tuple[list[Row], list[Row], Any]]:
        """Earlier and present rows of each inline; rows that this user may not change stay as they are."""
        editable = {inline.accessor for inline in self._pages._inlines(self._request, self._row)}
        found = {}
        for inline in self._pages.get_inline_instances(self._request, self._row):
            stored = self._pages.stored_rows(self._request, inline, self._row)
            if inline.accessor in editable and inline.accessor in content.rows:
                standing = {one.pk for one in stored}
                by_text = {one.values["text"]: one.pk for one in stored}
                earlier = []
                for values in content.rows[inline.accessor]:
                    kept = {name: plain(values.get(name)) for name in inline.compared}
                    pk = str(values["pk"]) if str(values["pk"]) in standing else by_text.get(kept["text"])
                    earlier.append(Row(pk, kept))
                found[inline.accessor] = (earlier, stored, inline)
            else:
                write_rows(self._data, inline.accessor, stored, stored)
        return found

    def answer(self) -> HttpResponse:
        request = self._request
        if request.method != "POST":
            return self._shown()
        if not self._pages.has_change_permission(request, self._row):
            raise PermissionDenied
        seen = Version.read(request.POST.get(SEEN_NOW, ""))
        if seen is None or not seen.agrees(self._now):
            messages.warning(request, CHANGED_MEANWHILE)
            return redirect(request.path)
        picks = {one.name: request.POST.get(PICK + one.name, "") for one in self._comparison.differences}
        if not all(pick in (MINE, THEIRS) for pick in picks.values()):
            return self._shown(is_incomplete=True)
        return self._put_back(picks, request.POST.get(REASON_FIELD, ""))

    def _put_back(self, picks: dict[str, str], reason: str) -> HttpResponse:
        request, pk = self._request, str(self._row.pk)
        if MINE not in picks.values():
            messages.info(request, "لم تختر شيئًا من القديم؛ لم يتغير شيء.")
            return redirect(self._address("history"))
        self._comparison.complete(self._data, picks)
        self._data[VERSION_FIELD], self._data[REASON_FIELD] = self._now.token(), reason
        request.POST = self._data  # type: ignore[assignment]
        request.change_note = f"استُعيد {self._title}."  # type: ignore[attr-defined]
        with because(reason):
            answer: HttpResponse = self._pages.changeform_view(request, pk, self._address("change"))
        if isinstance(answer, HttpResponseRedirect):
            return redirect(self._address("history"))
        if answer.status_code == 409:
            messages.warning(request, CHANGED_MEANWHILE)
            return redirect(request.path)
        return answer

    def _address(self, page: str) -> str:
        kind = self._row._meta
        return reverse(f"admin:{kind.app_label}_{kind.model_name}_{page}", args=[self._row.pk])

    def _shown(self, *, is_incomplete: bool = False) -> HttpResponse:
        picked = self._request.POST
        may_change = self._pages.has_change_permission(self._request, self._row)
        differences = self._comparison.differences if may_change else self._read_only()
        context = {
            **self._pages.admin_site.each_context(self._request),
            "title": self._title,
            "opts": self._pages.opts,
            "original": self._row,
            "differences": [(one, picked.get(PICK + one.name) or MINE) for one in differences],
            "nothing": NOTHING,
            "keeps_state": self._row._meta.label_lower in NEVER_RESTORED,
            "seen_now": self._now.token(),
            "is_incomplete": is_incomplete,
            "may_change": may_change,
        }
        return TemplateResponse(self._request, "admin/kept_version.html", context)

    def _read_only(self) -> list[Difference]:
        """What differs, for those whose form has no fields."""
        model = type(self._row)
        now = contents([self._row])[self._row.pk]
        names = self._content.fields.keys() & now.fields.keys()
        earlier = snapshot(record_of(model, self._content.fields))
        changes = content_changes(
            model,
            Content({name: earlier[name] for name in names}, self._content.rows),
            Content({name: now.fields[name] for name in names}, now.rows if self._content.rows else {}),
        )
        return [Difference("", label, *word_differences(old, new), MINE) for label, old, new in changes]
