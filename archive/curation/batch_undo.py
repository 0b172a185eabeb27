"""Undoing and redoing batches of imports: at once where they are small, else as a job of the background process.

Each article that changes gets a row in its history, in the transaction of the change. A job that dies is run again and does
what is left.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from archive.catalog.jobs import check_stop, job_add
from archive.catalog.models import Article, Batch, Job
from archive.curation.history import history_add
from archive.curation.services import FOLLOWED
from archive.ingest.services import UndoPlan, UndoRefusedError, UndoResult, batch_redo, batch_undo, batch_undo_plan

JOB = "undo_batch"
MAX_AT_ONCE = 200
"""Articles that are written within a request."""
UNDONE, REDONE = "تُراجع عن دفعة الإدخال", "أُعيدت دفعة الإدخال"
UNCHANGED = ("", "[]")
"""Messages of saves that changed nothing."""


def plan(*, batch: Batch, is_redo: bool) -> UndoPlan:
    return batch_undo_plan(batch=batch, is_redo=is_redo, edited=edited)


def edited(batch: Batch) -> Mapping[int, str]:
    """Who changed articles since a batch began, the last one for each: user names by primary key of the article."""
    kind = ContentType.objects.get_for_model(Article)
    rows = LogEntry.objects.filter(content_type=kind, action_time__gte=batch.started_at).exclude(
        Q(change_message__startswith=UNDONE) | Q(change_message__startswith=REDONE)
        | Q(change_message__in=UNCHANGED) | Q(change_message__contains=FOLLOWED)
    )  # fmt: skip
    values = rows.order_by("action_time", "pk").values_list("object_id", "user__username")
    return {int(pk): str(name) for pk, name in values if pk and pk.isdecimal()}


def start(*, batch: Batch, is_redo: bool, user: Any) -> UndoResult | None:
    """Undo a batch, or redo it; None if the background process will. Raises UndoRefusedError."""
    if plan(batch=batch, is_redo=is_redo).size <= MAX_AT_ONCE:
        return _run(batch, is_redo, user)
    with transaction.atomic():
        state = Batch.objects.select_for_update().values_list("undo_state", flat=True).get(pk=batch.pk)
        if state in _refused(is_redo):
            raise UndoRefusedError(state)
        job = job_add(name=JOB, payload={"batch": batch.pk, "is_redo": is_redo, "user": user.pk}, key=str(batch.pk))
        if job.payload["is_redo"] != is_redo:  # the opposite is waiting for its turn
            raise UndoRefusedError(state)
    return None


def _refused(is_redo: bool) -> Sequence[str]:
    return ("", Batch.UndoState.UNDOING) if is_redo else (Batch.UndoState.REDOING,)


def waiting_job(batch: Batch) -> Job | None:
    """The job that undoes or redoes this batch, waiting or running; else the last one, if it failed."""
    jobs = Job.objects.filter(name=JOB, key=str(batch.pk)).order_by("-pk")
    last = jobs.first()
    return last if last is not None and last.state != Job.State.DONE else None


def undo_batch_job(payload: dict[str, Any]) -> None:
    batch = Batch.objects.filter(pk=payload["batch"]).first()
    if batch is not None:
        user = get_user_model()._default_manager.filter(pk=payload["user"]).first()
        # where another run did it, nothing is left; tried again later, this one would do what nobody asks for
        with suppress(UndoRefusedError):
            _run(batch, bool(payload["is_redo"]), user, lambda _: check_stop())


def _run(batch: Batch, is_redo: bool, user: Any, report: Callable[[int], object] = lambda _: None) -> UndoResult:
    note = f"{REDONE if is_redo else UNDONE} «{batch}»."

    def record(articles: Sequence[Article]) -> None:
        if user is not None:
            history_add(user, articles, note)

    act = batch_redo if is_redo else batch_undo
    result = act(batch=batch, edited=edited, record=record, report=report)
    if user is not None:
        history_add(user, [batch], f"{note} مقالات وبطاقات: {result.articles}، نصوص: {result.texts}.")
    return result
