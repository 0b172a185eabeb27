"""System check: work is waiting and no background process runs. Asked by `manage.py check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError
from django.utils import timezone


@register("catalog", Tags.database)
def background_process_runs(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **options: Any
) -> list[CheckMessage]:
    if "default" not in (databases or ()):
        return []
    from archive.catalog.jobs import is_working
    from archive.catalog.models import Job, OutboxEntry

    try:
        changes = OutboxEntry.objects.count()
        jobs = Job.objects.filter(state=Job.State.QUEUED, run_after__lte=timezone.now()).count()
        if not (changes or jobs) or is_working():
            return []
    except (DatabaseError, OSError):
        return []  # no schema yet
    message = f"{changes:,} changes and {jobs:,} jobs are waiting, and no background process runs."
    return [CheckWarning(message, hint="Run: manage.py work (`make run` starts it)", id="catalog.W001")]
