"""System check: feeds that a person should look at (asked by `manage.py check --database default`)."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError

MAX_NAMED = 5


@register("ingest", Tags.database)
def feeds_are_healthy(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **options: Any
) -> list[CheckMessage]:
    if "default" not in (databases or ()):
        return []
    from archive.ingest.feed_services import feeds_in_trouble

    try:
        names = [str(feed) for feed in feeds_in_trouble()]
    except (DatabaseError, OSError):
        return []  # no schema yet
    if not names:
        return []
    more = ", …" if len(names) > MAX_NAMED else ""
    message = f"{len(names)} feeds fail or are overdue: {', '.join(names[:MAX_NAMED])}{more}."
    return [CheckWarning(message, hint="The admin shows why, under «الخلاصات».", id="ingest.W001")]
