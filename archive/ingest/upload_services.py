"""What curators do with uploads: hand files in, say how they are read, leave documents out, load, retry, discard.

Each change of what would be loaded makes a new preview: a small one within the call, a large one by the job `preview_upload`.
Loading is always a job, `load_upload`. A call returns False where the upload is no longer in a state that allows it, so that two
who act at once do not undo each other.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from archive.catalog.jobs import job_add
from archive.catalog.models import Batch, Job
from archive.ingest.inputs import FORMATS, format_of
from archive.ingest.models import Upload, UploadFile, UploadRow
from archive.ingest.readers.table import HEADINGS
from archive.ingest.uploads.files import (
    UploadError,
    check_room,
    distinct_names,
    file_path,
    file_write,
    files_remove,
    has_files,
    max_upload_bytes,
    strays_remove,
)
from archive.ingest.uploads.loading import upload_load
from archive.ingest.uploads.pasting import pasted_file
from archive.ingest.uploads.preview import rows_remove, upload_preview

__all__ = [
    "FORMATS",
    "TABLE_FIELDS",
    "HandedIn",
    "UploadError",
    "has_files",
    "max_upload_bytes",
    "pasted_file",
    "upload_add",
    "upload_discard",
    "upload_has_job",
    "upload_leave_out",
    "upload_load",
    "upload_load_request",
    "upload_preview",
    "upload_read_anew",
    "upload_resume",
    "upload_retry",
    "uploads_forget",
]

log = logging.getLogger(__name__)
PREVIEW_JOB, LOAD_JOB = "preview_upload", "load_upload"
TABLE_FIELDS = tuple(HEADINGS)
"""Fields that a column of a table may fill."""
AT_ONCE_BYTES, AT_ONCE_FILES = 100_000, 20
"""Uploads up to this size are previewed within the request, in about a second."""
SLOW_FORMATS = ("pdf", "zip", "warc", "eml")
"""Pages may have to be recognised, and containers hold more than they seem to: their preview is always a job."""
KEEP_WAITING, KEEP_EMPTY = dt.timedelta(days=30), dt.timedelta(days=1)
"""For how long files wait for somebody to load or discard them; and an upload whose files never arrived."""
State = Upload.State
EDITABLE = (State.PREVIEWING, State.READY)


class HandedIn(NamedTuple):
    """A file as it arrives: its name as given, its size, its bytes in parts."""

    name: str
    size: int
    chunks: Iterable[bytes]


def upload_add(
    *,
    files: Sequence[HandedIn],
    user: Any,
    label: str = "",
    source: str = "",
    namespace: str = "",
    given_format: str = "auto",
) -> Upload:
    """Keep files and begin their preview. Raises UploadError before anything is kept."""
    check_room([file.size for file in files])
    names = distinct_names(file.name for file in files)
    shown = label or "، ".join(names[:3]) + ("…" if len(names) > 3 else "")
    upload = Upload.objects.create(label=shown[:300], uploaded_by=user, source=source[:200], namespace=namespace[:200])
    rows = []
    try:
        for position, (name, file) in enumerate(zip(names, files, strict=True), 1):
            row = UploadFile(upload=upload, position=position, name=name, format=given_format)
            row.size = file_write(row, file.chunks)
            rows.append(row)
        with transaction.atomic():
            UploadFile.objects.bulk_create(rows)
            _preview_request(upload)
    except BaseException:
        files_remove(upload)
        upload.delete()
        raise
    _preview_at_once(upload, rows)
    return upload


def upload_read_anew(
    *,
    upload: Upload,
    source: str,
    namespace: str,
    formats: Mapping[int, str],
    columns: Mapping[int, Mapping[str, str]],
) -> bool:
    """Change how files are read (formats and columns by primary key of the file), and make a new preview."""

    def change(current: Upload) -> None:
        current.source, current.namespace = source[:200], namespace[:200]
        for file in current.files.filter(state=UploadFile.State.WAITING):
            file.format = formats.get(file.pk, file.format)
            file.columns = dict(columns.get(file.pk, file.columns))
            file.save(update_fields=("format", "columns"))

    return _change(upload, change)


def upload_leave_out(*, upload: Upload, documents: Iterable[int] = (), back: Iterable[str] = ()) -> bool:
    """Leave documents of the preview (by number) out of the load, and take others (by SHA-256) in again."""

    def change(current: Upload) -> None:
        rows = UploadRow.objects.filter(
            upload=current, attempt=current.attempt, document__in=list(documents), parent=None
        ).order_by("document", "place")
        kept = {each["sha256"]: each for each in current.left_out if each["sha256"] not in set(back)}
        for row in rows:
            kept.setdefault(row.sha256, {"sha256": row.sha256, "title": row.title, "name": row.name})
        current.left_out = list(kept.values())

    return _change(upload, change)


def upload_retry(*, upload: Upload) -> bool:
    """Make a new preview of the files that could not be loaded, as far as they are kept."""

    def change(current: Upload) -> None:
        failed = current.files.filter(state=UploadFile.State.FAILED)
        failed.update(state=UploadFile.State.WAITING)
        current.left_out, current.checkpoint, current.batch = [], {}, None

    if not has_files(upload) or not upload.files.filter(state=UploadFile.State.FAILED).exists():
        return False
    return _change(upload, change, states=(State.LOADED,))


def _change(upload: Upload, change: Callable[[Upload], None], states: Sequence[str] = EDITABLE) -> bool:
    """Change what would be loaded, under a lock, and begin a new preview."""
    with transaction.atomic():
        current = Upload.objects.select_for_update().filter(pk=upload.pk, state__in=states).first()
        if current is None:
            return False
        change(current)
        current.attempt += 1
        current.state, current.counts, current.failures, current.trouble = State.PREVIEWING, {}, [], ""
        _preview_request(current)
    _preview_at_once(current, current.files.filter(state=UploadFile.State.WAITING))
    upload.refresh_from_db()
    return True


def _preview_request(upload: Upload) -> None:
    waiting = upload.files.filter(state=UploadFile.State.WAITING)
    upload.done, upload.total, upload.reading = 0, sum(waiting.values_list("size", flat=True)), ""
    upload.save()
    job_add(name=PREVIEW_JOB, key=f"{upload.pk}:{upload.attempt}", payload=_payload(upload))


def _payload(upload: Upload) -> dict[str, int]:
    return {"pk": upload.pk, "attempt": upload.attempt}


def _preview_at_once(upload: Upload, files: Iterable[UploadFile]) -> None:
    """The preview of a small upload. The queued job finds it done, or does it where this call fails."""
    files = list(files)
    if len(files) > AT_ONCE_FILES or sum(file.size for file in files) > AT_ONCE_BYTES or any(map(_is_slow, files)):
        return
    claimed = Job.objects.filter(
        name=PREVIEW_JOB, key=f"{upload.pk}:{upload.attempt}", state=Job.State.QUEUED, attempts=0
    )
    if not claimed.update(run_after=timezone.now() + dt.timedelta(seconds=60), attempts=1):
        return
    try:
        upload_preview(_payload(upload))
    except Exception:
        log.exception("The preview of upload %d is left to the background process.", upload.pk)
        claimed_now = Job.objects.filter(name=PREVIEW_JOB, key=f"{upload.pk}:{upload.attempt}", state=Job.State.QUEUED)
        claimed_now.update(run_after=timezone.now(), attempts=0)
    else:
        Job.objects.filter(name=PREVIEW_JOB, key=f"{upload.pk}:{upload.attempt}", state=Job.State.QUEUED).delete()
    upload.refresh_from_db()


def _is_slow(file: UploadFile) -> bool:
    return (format_of(file_path(file)) if file.format == "auto" else file.format) in SLOW_FORMATS


def upload_load_request(*, upload: Upload, user: Any) -> bool:
    """Have an upload loaded whose preview was made. Asked twice, it is loaded once."""
    with transaction.atomic():
        ready = Upload.objects.filter(pk=upload.pk, state=State.READY, attempt=upload.attempt)
        if not ready.update(state=State.LOADING, changed_at=timezone.now()):
            return False
        upload.refresh_from_db()
        upload.batch = Batch.objects.create(label=upload.label)
        upload.batches.add(upload.batch)
        upload.loaded_by, upload.checkpoint, upload.failures = user, {}, []
        upload.done, upload.total, upload.reading = 0, upload.counts.get("records", 0), ""
        upload.save()
        job_add(name=LOAD_JOB, key=str(upload.pk), payload={"pk": upload.pk})
    return True


def upload_has_job(upload: Upload) -> bool:
    """Whether a job is queued or running for an upload that is at work; if not, its attempts are used up."""
    name, key = (
        (LOAD_JOB, str(upload.pk)) if upload.state == State.LOADING else (PREVIEW_JOB, f"{upload.pk}:{upload.attempt}")
    )
    return Job.objects.filter(name=name, key=key, state__in=(Job.State.QUEUED, Job.State.RUNNING)).exists()


def upload_resume(*, upload: Upload) -> bool:
    """Queue the job of an upload again whose attempts are used up; it goes on where it stood."""
    if upload.state == State.LOADING:
        job_add(name=LOAD_JOB, key=str(upload.pk), payload={"pk": upload.pk})
    elif upload.state == State.PREVIEWING:
        job_add(name=PREVIEW_JOB, key=f"{upload.pk}:{upload.attempt}", payload=_payload(upload))
    else:
        return False
    return True


def upload_discard(*, upload: Upload) -> bool:
    """Remove the files and the preview. What was loaded stays; an upload that is being loaded is not discarded."""
    with transaction.atomic():
        current = Upload.objects.select_for_update().exclude(state=State.LOADING).filter(pk=upload.pk).first()
        if current is None:
            return False
        if current.state != State.LOADED:
            current.state = State.DISCARDED
        current.attempt, current.left_out, current.trouble = F("attempt") + 1, [], ""
        current.save()
    files_remove(upload)
    rows_remove(upload)
    upload.refresh_from_db()
    return True


def uploads_forget(_payload: Mapping[str, Any] | None = None) -> None:
    """The periodic job: discard what nobody loaded within KEEP_WAITING, and what arrived in part."""
    now = timezone.now()
    waiting = Upload.objects.exclude(state__in=(State.LOADING, State.DISCARDED))
    old = waiting.filter(changed_at__lt=now - KEEP_WAITING)
    empty = waiting.filter(changed_at__lt=now - KEEP_EMPTY, files=None)
    for upload in (*old, *empty):
        if has_files(upload) or upload.state != State.LOADED:
            upload_discard(upload=upload)
    for upload in Upload.objects.filter(state=State.DISCARDED, rows__isnull=False).distinct():
        rows_remove(upload)
    kept = Upload.objects.exclude(state=State.DISCARDED).values_list("pk", flat=True)
    strays_remove({str(pk) for pk in kept})
