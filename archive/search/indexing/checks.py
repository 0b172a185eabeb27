"""What Django's system check says of the index.

Whether it is stale (built with another word table or other rules) is told by `manage.py check`: other commands are spared
the reading of the word table. How it stands beside the record takes queries, so `manage.py check --database default` and
`migrate` ask that.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError

from archive.search.engine.contract import SearchUnavailableError

REBUILD = "Run: manage.py rebuild_index"


def index_is_of_today(app_configs: Sequence[AppConfig] | None, **more: Any) -> list[CheckMessage]:
    from archive.search.engine import current_engine

    try:
        info = current_engine().info()
        stale = info is not None and info.stale
    except (OSError, ValueError, KeyError, TypeError, SearchUnavailableError) as error:
        return [CheckWarning(f"The search index cannot be read ({error}).", hint=REBUILD, id="search.W001")]
    if stale:
        message = "The search index was built with another word table or format; searches may miss articles."
        return [CheckWarning(message, hint=REBUILD, id="search.W002")]
    return []


@register("search", Tags.database)
def index_agrees_with_the_record(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **more: Any
) -> list[CheckMessage]:
    if "default" not in (databases or ()):
        return []
    from archive.search.indexing.status import index_status

    try:
        status = index_status()
    except (DatabaseError, OSError, ValueError, KeyError, SearchUnavailableError):
        return []  # no schema yet; an index that cannot be read is the other check's
    if status.agrees or status.version is None:
        return []
    message = (
        f"The search index holds {status.indexed} of {status.published} published articles; "
        f"{status.waiting} changes are waiting."
    )
    return [CheckWarning(message, hint="Run: manage.py update_index", id="search.W003")]
