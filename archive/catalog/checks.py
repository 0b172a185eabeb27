"""System checks: the data folder is open to other users; a restore was broken off; work is waiting and no background process
runs (asked by `manage.py check --database default`)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError
from django.utils import timezone

from archive.catalog.data_folder import STAGED, data_folder_warnings


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


@register("catalog", Tags.security)
def data_folder_is_closed(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    try:
        return [CheckWarning(sentence, id="catalog.W002") for sentence in data_folder_warnings()]
    except OSError:
        return []  # vanished meanwhile


@register("catalog")
def no_restore_was_broken_off(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Such a restore may have put the database in place, and not yet media, uploads and word table."""
    staged = sorted(Path(settings.DATA_DIR).glob(f"{STAGED}*"))
    return [
        CheckWarning(
            f"A restore is running, or was broken off: {folder} is there.",
            hint=f"If none is running: manage.py restore --replace FILE, then delete {folder}.",
            id="catalog.W003",
        )
        for folder in staged
    ]
