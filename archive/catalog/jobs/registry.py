"""What the background process does. Rooms register it by name in `AppConfig.ready`; registering again replaces.

Imports nothing of Django's models, so that an app may register before they are loaded.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Queue = Callable[[], bool]
"""Does one short step of work; whether there was anything to do."""
Handler = Callable[[dict[str, Any]], object]
"""Does one job, given its payload. Runs again after a crash, so doing it twice must be harmless."""


@dataclass(frozen=True, slots=True)
class JobType:
    handler: Handler
    max_attempts: int
    every_s: float | None
    """Seconds between two runs of a periodic job; None: it runs only when added."""
    is_due: Callable[[], bool] | None = None
    """Whether a periodic job would find anything to do; None: it always looks itself."""


queues: dict[str, Queue] = {}
job_types: dict[str, JobType] = {}


def register_queue(name: str, step: Queue) -> None:
    """Call `step` again and again as long as it finds work, and a few times a second otherwise."""
    queues[name] = step


def register_job(
    name: str,
    handler: Handler,
    *,
    max_attempts: int = 5,
    every_s: float | None = None,
    is_due: Callable[[], bool] | None = None,
) -> None:
    """Run `handler` for jobs of this name; with `every_s` also periodically, the first time at once.

    With `is_due`, a quick read, only when that says so: each run writes to the table of jobs, and pages that were unchanged
    since would be made anew.
    """
    job_types[name] = JobType(handler, max_attempts, every_s, is_due)
