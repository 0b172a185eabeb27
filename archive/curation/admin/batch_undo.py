"""The page that shows what undoing (or redoing) the batch of an import would do, and does it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from archive.catalog.jobs import is_working
from archive.catalog.models import Article, ArticleRevision, Batch, Job
from archive.curation import batch_undo
from archive.curation.admin.curated import is_key, may_see_drafts
from archive.curation.admin.labels import label_of
from archive.ingest.services import UndoRefusedError

TITLES = {False: "التراجع عن دفعة إدخال", True: "إعادة دفعة إدخال"}
REFUSED = "لا يُبدأ هذا الآن: الدفعة يُتراجع عنها أو تُعاد، أو سبق ذلك. حدّث الصفحة."


def may_undo(user: Any) -> bool:
    """Who undoes a batch sees the articles in it."""
    return bool(user.has_perm("catalog.undo_batch") and may_see_drafts(user))


@dataclass(frozen=True)
class TextRow:
    """An article whose text is taken back, with the labels of the fields, and the revision that shows it."""

    article: Article
    revision: ArticleRevision
    fields: str


@dataclass(frozen=True)
class StayRow:
    article: Article
    fields: str
    is_batch: bool
    who: str


def labelled(fields: Iterable[str]) -> str:
    return "، ".join(label_of(field) for field in fields)


@require_http_methods(["GET", "HEAD", "POST"])
def undo_page(request: HttpRequest, pk: str) -> HttpResponse:
    """GET shows; `?redo=1` the redoing. POST `undo` or `redo` does it."""
    if not may_undo(request.user):
        raise PermissionDenied
    batch = get_object_or_404(Batch, pk=pk if is_key(pk) else 0)
    if request.method == "POST":
        return _act(request, batch, is_redo="redo" in request.POST)
    job = batch_undo.waiting_job(batch)
    is_redo = "redo" in request.GET or batch.undo_state == Batch.UndoState.REDOING
    is_running = job is not None and job.state in (Job.State.QUEUED, Job.State.RUNNING)
    plan = batch_undo.plan(batch=batch, is_redo=is_redo)
    context = {
        **admin.site.each_context(request),
        "title": TITLES[is_redo],
        "opts": Batch._meta,
        "batch": batch,
        "plan": plan,
        "texts": [TextRow(row.article, row, labelled(fields)) for row, fields in plan.sample_texts],
        "stays": [StayRow(one.article, labelled(one.fields), one.by == "batch", one.who) for one in plan.sample_stays],
        "is_running": is_running,
        "job": job,
        "works": is_working(),
        "done": _done(batch, is_redo) if is_running else 0,
        "is_queued": plan.size > batch_undo.MAX_AT_ONCE,
        "is_refused": is_redo and batch.undo_state not in (Batch.UndoState.UNDONE, Batch.UndoState.REDOING),
    }
    context["total"] = plan.size + context["done"]
    return TemplateResponse(request, "admin/catalog/batch/undo.html", context)


def _done(batch: Batch, is_redo: bool) -> int:
    """Articles that the undoing wrote so far; of a redoing only those whose texts were taken back are still known."""
    cause = ArticleRevision.Cause.REDO if is_redo else ArticleRevision.Cause.UNDO
    since = {} if batch.undo_changed_at is None else {"replaced_at__gte": batch.undo_changed_at}
    texts = batch.revisions.filter(cause=cause, **since).count()
    return texts if is_redo else texts + batch.withdrawals.count()


def _act(request: HttpRequest, batch: Batch, *, is_redo: bool) -> HttpResponse:
    try:
        result = batch_undo.start(batch=batch, is_redo=is_redo, user=request.user)
    except UndoRefusedError:
        messages.error(request, REFUSED)
        return redirect("admin:catalog_batch_undo", batch.pk)
    if result is None:
        messages.info(request, "بدأ العمل في الخلفية؛ تُظهر هذه الصفحة كم بقي، ولك أن تغلقها.")
        return redirect(reverse("admin:catalog_batch_undo", args=[batch.pk]) + ("?redo=1" if is_redo else ""))
    what = "أُعيدت الدفعة" if is_redo else "تُراجع عن الدفعة"
    moved = "عاد إلى حاله" if is_redo else "سُحب"
    messages.success(
        request, f"{what}. {moved} من المقالات والبطاقات: {result.articles}؛ رُدّ من النصوص: {result.texts}."
    )
    return redirect("admin:catalog_batch_change", batch.pk)
