"""Loading an upload: its import, in the background process, which goes on where it stood if it was killed.

The transaction of each write also keeps how many documents were written and their counts. A later run reads the files again,
passes over as many documents, and ends with the counts of an undisturbed run.
"""

from collections import Counter
from typing import Any

from django.db import transaction

from archive.ingest.import_plan import ImportPlan
from archive.ingest.models import Upload, UploadFile
from archive.ingest.record import Failure
from archive.ingest.services import ImportSummary, Resumption, paths_import
from archive.ingest.uploads.counting import counts_dump, counts_load, summary_counts
from archive.ingest.uploads.files import files_remove, inputs
from archive.ingest.uploads.preview import MAX_STORED, rows_remove
from archive.ingest.uploads.progress import Progress


class LoadStoppedError(RuntimeError):
    """The database was damaged, full or locked for too long: the job is tried again, and goes on where it stood."""


def upload_load(payload: dict[str, Any]) -> None:
    """The job: load the files that wait, unless that is done. May run again after a crash."""
    upload = Upload.objects.select_related("batch").filter(pk=payload["pk"], state=Upload.State.LOADING).first()
    if upload is None or upload.batch is None:
        return
    files = list(upload.files.filter(state=UploadFile.State.WAITING))
    progress = Progress(upload)
    stored = upload.checkpoint
    try:
        summary = paths_import(
            paths=inputs(files),
            source=upload.source,
            namespace=upload.namespace,
            leave_out={each["sha256"] for each in upload.left_out},
            resume=Resumption(upload.batch, stored.get("documents", 0), counts_load(stored)),
            written=lambda plan: _keep(upload.pk, plan),
            announce=progress.announce,
            report=progress.report,
        )
    except Exception as error:
        Upload.objects.filter(pk=upload.pk).update(trouble=f"{type(error).__name__}: {error}"[:1000])
        raise
    if summary.is_stopped:
        Upload.objects.filter(pk=upload.pk).update(trouble=summary.failures[-1].reason[:1000])
        raise LoadStoppedError(summary.failures[-1].reason)
    _finish(upload, files, summary)


def _keep(pk: int, plan: ImportPlan) -> None:
    """Add what was written to the checkpoint, in the transaction of the write if there is one."""
    stored = Upload.objects.values_list("checkpoint", flat=True).get(pk=pk)
    counts = counts_load(stored)
    counts.add(plan.counts)
    kinds = Counter(stored.get("kinds", {})) + Counter(notice.kind for notice in plan.counts.notices)
    kept = counts_dump(counts, kinds) | {"documents": stored.get("documents", 0) + plan.read}
    Upload.objects.filter(pk=pk).update(checkpoint=kept)


def _finish(upload: Upload, files: list[UploadFile], summary: ImportSummary) -> None:
    """What could be loaded is; the files of failures are kept for another try, the others removed with the last of them."""
    failed = _failed(files, summary.failures)
    kinds = Upload.objects.values_list("checkpoint", flat=True).get(pk=upload.pk).get("kinds", {})
    with transaction.atomic():
        for file in files:
            file.state = UploadFile.State.FAILED if file in failed else UploadFile.State.LOADED
        UploadFile.objects.bulk_update(files, ("state",))
        Upload.objects.filter(pk=upload.pk, state=Upload.State.LOADING).update(
            state=Upload.State.LOADED,
            failures=[{"name": each.name, "reason": each.reason} for each in summary.failures[:MAX_STORED]],
            checkpoint=summary_counts(summary, kinds),
            trouble="",
            reading="",
        )
    rows_remove(upload)
    if not failed:
        files_remove(upload)


def _failed(files: list[UploadFile], failures: list[Failure]) -> list[UploadFile]:
    """The files that failures name. A failure that names none, such as a page of a web archive, may be of any of them."""
    named: list[UploadFile] = []
    for failure in failures:
        own = [file for file in files if _is_of(failure.name, file.name)]
        named += own or files
    return [file for file in files if file in named]


def _is_of(name: str, file: str) -> bool:
    return name == file or name.startswith((f"{file}/", f"{file},"))
