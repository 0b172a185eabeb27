"""The background process: two threads, one for the queues and one for jobs, so that a long job delays no index update.

A thread calls its step while that finds work, and looks again after POLL_S otherwise: a look costs a fraction of a
millisecond, needs no connection between processes and misses nothing. A step that fails is retried, later each time up to
MAX_BACKOFF_S; the first failure is logged, the following ones only at level debug until a step succeeds again.
"""

import logging
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections, connections

from archive.catalog.jobs import registry, table
from archive.catalog.jobs.lock import WorkerLock
from archive.catalog.metrics import observe

log = logging.getLogger(__name__)
POLL_S, JOB_POLL_S = 0.2, 1.0
"""Seconds between two looks at empty queues, and at the table of jobs."""
MAX_BACKOFF_S = 30.0
MAX_DOUBLINGS = 30
"""A delay that doubled a thousand times is no number any more."""
LAST_DRAIN_S = 8.0
"""Seconds for which a process that was asked to stop goes on draining the queues."""
Step = Callable[[], bool]


class JobInterruptedError(Exception):
    """Raised by `check_stop` in a handler: the process ends, and the job starts again with the next one."""


_stopping = threading.Event()


def check_stop() -> None:
    """Long handlers call this between two steps that may be the last; raises JobInterruptedError when the process ends."""
    if _stopping.is_set():
        raise JobInterruptedError


class Worker:
    """Runs what is registered until `stop` is called, from a signal handler or another thread."""

    def __init__(self, *, poll_s: float = POLL_S, job_poll_s: float = JOB_POLL_S) -> None:
        self._poll_s, self._job_poll_s = poll_s, job_poll_s
        self._stopped = threading.Event()
        self._lock = WorkerLock()

    def stop(self) -> None:
        self._stopped.set()
        _stopping.set()

    def run(self) -> None:
        """Wait until no other process works, then work until stopped. Returns after the last drain.

        Raises RuntimeError if the lock is lost or a thread dies: a supervisor starts the process again.
        """
        _stopping.clear()
        waiting = lambda: log.warning("Another background process is at work; waiting until it ends.")  # noqa: E731
        with self._lock.hold(self._stopped.is_set, waiting) as is_mine:
            if is_mine:
                self._work()

    def _work(self) -> None:
        if recovered := table.jobs_recover():
            log.warning("%d jobs of a process that died are queued again.", recovered)
        loops = [_Queues(self._stopped, self._poll_s), _Loop("jobs", run_one_job, self._stopped, self._job_poll_s)]
        for loop in loops:
            loop.start()
        while not self._stopped.wait(1.0):
            if not (all(loop.is_alive() for loop in loops) and self._lock.is_held()):
                self.stop()
                raise RuntimeError("The background process lost its lock or one of its threads.")
        for loop in loops:
            loop.join()


class _Loop(threading.Thread):
    """Calls `step` until stopped."""

    def __init__(self, name: str, step: Step, stopped: threading.Event, poll_s: float) -> None:
        super().__init__(name=name, daemon=True)
        self._step, self._stopped, self._poll_s = step, stopped, poll_s

    def run(self) -> None:
        failures = 0
        while not self._stopped.is_set():
            close_old_connections()
            try:
                found_work = self._step()
                failures = 0
            except Exception as error:
                log.log(logging.DEBUG if failures else logging.WARNING, "The %s wait: %s", self.name, error)
                failures += 1
                self._stopped.wait(min(self._poll_s * 2.0 ** min(failures, MAX_DOUBLINGS), MAX_BACKOFF_S))
                continue
            if not found_work:
                self._stopped.wait(self._poll_s)
        try:
            self.finish()
        except Exception as error:
            log.warning("The %s are left for the next start: %s", self.name, error)
        connections.close_all()

    def finish(self) -> None:
        """Called once after the last step."""


class _Queues(_Loop):
    """The registered queues in the order of their registration."""

    def __init__(self, stopped: threading.Event, poll_s: float) -> None:
        super().__init__("queues", run_queues, stopped, poll_s)

    def finish(self) -> None:
        deadline = time.monotonic() + LAST_DRAIN_S
        while time.monotonic() < deadline and run_queues():
            pass


def run_queues() -> bool:
    """One step of the first queue that has work; False if none has."""
    return any(step() for step in registry.queues.values())


def run_one_job() -> bool:
    """Run the job that is due next; False if none is. Jobs run one at a time: another that is marked as running has ended."""
    table.jobs_retry_running(table.UNRECORDED)
    table.jobs_schedule()
    job = table.job_claim()
    if job is None:
        return False
    began = time.perf_counter()
    outcome = "done"
    try:
        registry.job_types[job.name].handler(job.payload)
    except JobInterruptedError:
        outcome = "interrupted"
        table.job_release(job)
    except Exception as error:
        outcome = "failed"
        log.exception("The job %s (%d) failed.", job.name, job.pk)
        table.job_retry(job, f"{type(error).__name__}: {error}")
    else:
        table.job_finish(job)
    observe("khizana_job_runs_total", time.perf_counter() - began, job.name, outcome)
    return True
