"""The table of jobs: add, claim, finish, retry. Each step is one short transaction, on SQLite and PostgreSQL alike.

The clock may be set back: a job that was to run at once is due whatever the clock says, and none waits for longer than its
retries or its period take.

A claim is an UPDATE of a row that is still queued, so two processes never take the same job. Only the process that holds
the worker's lock claims jobs: whatever is running when it starts belongs to a process that died, and is queued again.
"""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from archive.catalog.jobs.registry import job_types
from archive.catalog.models import Job

RETRY_S, MAX_RETRY_S = 30.0, 3600.0
"""Seconds before the second attempt, doubled each time; and at most."""
KEEP_DONE = dt.timedelta(days=7)
PERIODIC = "periodic"
"""Key of the runs of periodic jobs."""
DIED = "the process died while it ran"
UNRECORDED = "the database did not take down how it ended"
MAX_ERROR_CHARS = 2_000


def job_add(
    *, name: str, payload: dict[str, Any] | None = None, key: str = "", run_after: dt.datetime | None = None
) -> Job:
    """Queue a job. With a `key`, an equal job (name and key) that is still queued is returned instead.

    Call it within the transaction whose effect the job follows up; it is seen once that commits.
    """
    job = Job(name=name, key=key, payload=payload or {}, run_after=run_after or timezone.now())
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        return Job.objects.get(name=name, key=key, state=Job.State.QUEUED)
    return job


def job_claim() -> Job | None:
    """The job that has been due for longest, now running; None if there is none that this version can run."""
    is_due = Q(run_after__lte=timezone.now()) | Q(attempts=0, run_after__lte=F("created_at"))
    due = Job.objects.filter(is_due, state=Job.State.QUEUED, name__in=job_types)
    for pk in due.order_by("run_after", "pk").values_list("pk", flat=True)[:10]:
        claimed = Job.objects.filter(pk=pk, state=Job.State.QUEUED)
        if claimed.update(state=Job.State.RUNNING, attempts=F("attempts") + 1, started_at=timezone.now()):
            return Job.objects.get(pk=pk)
    return None


def job_finish(job: Job) -> None:
    """Mark a job as done. Of a periodic job the last run alone is kept: one that runs every minute would fill the table."""
    _end(job, Job.State.DONE, "")
    if job.key == PERIODIC:
        Job.objects.filter(name=job.name, key=PERIODIC, state=Job.State.DONE).exclude(pk=job.pk).delete()


def job_retry(job: Job, error: str) -> None:
    """Queue a job again, later each time, until its attempts are used up."""
    error = _storable(error)
    known = job_types.get(job.name)
    if known is None or job.attempts >= known.max_attempts:
        _end(job, Job.State.FAILED, error)
        return
    job.state, job.error = Job.State.QUEUED, error
    wait_s = min(RETRY_S * 2 ** (job.attempts - 1), MAX_RETRY_S)
    job.run_after = timezone.now() + dt.timedelta(seconds=wait_s)
    try:
        with transaction.atomic():
            job.save(update_fields=("state", "error", "run_after"))
    except IntegrityError:  # an equal job was added meanwhile, and does the same
        _end(job, Job.State.FAILED, error)


def job_release(job: Job) -> None:
    """Queue a job again that was left because the process ends; the attempt does not count."""
    Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED, attempts=F("attempts") - 1)


def jobs_recover() -> int:
    """Queue again what a process that died was running; forget jobs done long ago. Returns how many were recovered."""
    Job.objects.filter(state=Job.State.DONE, finished_at__lt=timezone.now() - KEEP_DONE).delete()
    return jobs_retry_running(DIED)


def jobs_retry_running(error: str) -> int:
    """Queue again all jobs marked as running; call it while none runs. Returns how many there were."""
    running = list(Job.objects.filter(state=Job.State.RUNNING))
    for job in running:
        job_retry(job, error)
    return len(running)


def jobs_schedule() -> None:
    """Queue the next run of each periodic job that may have something to do, counted from the end of its last.

    A job that waits for longer than it may was queued before the clock was set back: it is due now.
    """
    now = timezone.now()
    late = now + dt.timedelta(seconds=MAX_RETRY_S)
    Job.objects.filter(state=Job.State.QUEUED, attempts__gt=0, run_after__gt=late).update(run_after=now)
    for name, known in job_types.items():
        if known.every_s is None:
            continue
        too_late = now + dt.timedelta(seconds=known.every_s)
        Job.objects.filter(name=name, key=PERIODIC, state=Job.State.QUEUED, run_after__gt=too_late).update(
            run_after=now
        )
        if Job.objects.filter(name=name, state__in=("queued", "running")).exists():
            continue
        if known.is_due is not None and not known.is_due():
            continue
        last = Job.objects.filter(name=name).aggregate(at=Max("finished_at"))["at"]
        every = dt.timedelta(seconds=known.every_s)
        job_add(name=name, key=PERIODIC, run_after=min(last, now) + every if last else None)


def _end(job: Job, state: str, error: str) -> None:
    Job.objects.filter(pk=job.pk).update(state=state, error=error, finished_at=timezone.now())


def _storable(error: str) -> str:
    """The text as every database takes it: no lone surrogates, no NUL, not endless."""
    return error[:MAX_ERROR_CHARS].encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
