"""The queue of inputs that could not be loaded: one row for each input and reason, whatever imports tried it.

What will never load is a rule: the same input with the same reason is not listed again. Files that are kept are tried again.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from archive.catalog.models import Batch
from archive.curation.admin.decision_queue import (
    ROWS_PER_PAGE,
    Choice,
    DecisionQueue,
    DecisionRefusedError,
    Done,
    Row,
    Waiting,
)
from archive.curation.group_decisions import GroupChangedError
from archive.curation.import_sentences import in_arabic, place_name
from archive.curation.rule_decisions import rule_make, rules_take_back
from archive.ingest.models import Rule, Upload
from archive.ingest.rule_services import text_key
from archive.ingest.upload_services import has_files, upload_retry

MAX_BATCHES = 300
"""The newest with failures, which the queue looks at."""


@dataclass
class _Failure:
    """An input and the reason, with the batches that tried it, newest first."""

    name: str
    reason: str
    batches: list[Batch] = field(default_factory=list)

    @property
    def said(self) -> str:
        return f"{self.name}: {self.reason}"

    @property
    def key(self) -> str:
        return hashlib.sha256(self.said.encode("utf-8", "surrogatepass")).hexdigest()


class FailureQueue(DecisionQueue):
    name = "failure-queue"
    title = "ما تعذّر إدخاله"
    accept_label, refuse_label, answer_label, left_label = "أعد المحاولة", "يُترك", "السبب:", ""

    def may_decide(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("ingest.add_upload") and request.user.has_perm("ingest.change_rule"))

    def waiting(self, request: HttpRequest, skipped: frozenset[str]) -> Waiting:
        found = failures_waiting()
        left = [one for one in found if one.key not in skipped]
        return Waiting([_row(one) for one in left[:ROWS_PER_PAGE]], len(found), 0, len(found) - len(left))

    def decide(self, request: HttpRequest, chosen: Choice) -> Done:
        failure = next((one for one in failures_waiting() if one.key == chosen.key), None)
        if failure is None or _seen(failure) != chosen.seen:
            raise GroupChangedError
        if chosen.decision == "refuse":
            rule = rule_make(user=request.user, kind=Rule.Kind.FAILURE, text=failure.said)
            return Done(f"{failure.name}: {self.refuse_label}", {"rules": [rule.pk]})
        upload = _kept_upload(failure)
        if chosen.decision != "accept" or upload is None or not upload_retry(upload=upload):
            raise DecisionRefusedError("لم تبقَ ملفاته هنا لتُعاد المحاولة؛ ارفعه من جديد.")
        return Done(f"{failure.name}: {self.accept_label}", {})

    def undo(self, request: HttpRequest, token: Any) -> None:
        if "rules" not in token:
            raise DecisionRefusedError("أُعيدت المحاولة، ولا يُتراجع عنها من هنا؛ تجدها في المواد المرفوعة.")
        rules_take_back(user=request.user, pks=token["rules"])


def failures_waiting() -> list[_Failure]:
    """The inputs of the newest imports that nobody has settled; what most imports tried comes first.

    Files that are being tried again wait for the outcome.
    """
    found: dict[tuple[str, str], _Failure] = {}
    rows = Batch.objects.filter(failed__gt=0, undo_state="").exclude(failures=[])
    retried = Upload.objects.filter(state__in=(Upload.State.PREVIEWING, Upload.State.READY, Upload.State.LOADING))
    batches = rows.exclude(uploads__in=retried).order_by("-pk")[:MAX_BATCHES]
    for batch in batches:
        for row in batch.failures:
            name, reason = row.get("name", ""), row.get("reason", "")
            found.setdefault((name, reason), _Failure(name, reason)).batches.append(batch)
    settled = set(Rule.objects.active().filter(kind=Rule.Kind.FAILURE).values_list("text_key", flat=True))
    left = [one for one in found.values() if text_key(one.said) not in settled]
    return sorted(left, key=lambda one: (-len(one.batches), -one.batches[0].pk))


def _kept_upload(failure: _Failure) -> Upload | None:
    uploads = Upload.objects.filter(batches__in=failure.batches, state=Upload.State.LOADED).order_by("-pk")
    return next((upload for upload in uploads.distinct() if has_files(upload)), None)


def _seen(failure: _Failure) -> str:
    return f"{len(failure.batches)}:{failure.batches[0].pk}"


def _row(failure: _Failure) -> Row:
    latest = failure.batches[0]
    times = f"في دفعات عددها {len(failure.batches)}، آخرها " if len(failure.batches) > 1 else ""
    return Row(
        key=failure.key, seen=_seen(failure), form=place_name(failure.name), kind="", answer=in_arabic(failure.reason),
        note=f"{times}{latest.label}", articles=0, spans=0, evidence=[], can_change=False,
        places=reverse("admin:catalog_batch_change", args=[latest.pk]),
        accept=FailureQueue.accept_label if _kept_upload(failure) else "",
    )  # fmt: skip
