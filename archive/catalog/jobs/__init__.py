"""Background work: what `manage.py work` does, and how rooms hand it over.

`registry` holds what rooms register in `AppConfig.ready`: queues (the outbox), job handlers, idle tasks. `table` adds jobs
to the table `Job` and takes them from it. `worker` runs both until it is stopped; `lock` lets one process work at a time
and says whether one does.
"""

from archive.catalog.jobs.lock import is_working, silence_s
from archive.catalog.jobs.registry import register_job, register_queue
from archive.catalog.jobs.table import job_add
from archive.catalog.jobs.worker import JobInterruptedError, check_stop

__all__ = ["JobInterruptedError", "check_stop", "is_working", "job_add", "register_job", "register_queue", "silence_s"]
