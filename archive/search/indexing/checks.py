"""System checks of the search index: is it sound, was it built with the current analysis, does it agree with the catalog.

The first two load the word table, so only `manage.py check` asks them; agreement takes queries, so that
`manage.py check --database default` and `migrate` ask it.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError

REBUILD = "Run: manage.py rebuild_index (the background process does it by itself)"
AWAY = "The search is unavailable until it is rebuilt; all else works."


def index_is_current(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    from archive.search.engine import current_engine
    from archive.search.engine.contract import IndexDamagedError, SearchUnavailableError

    try:
        current_engine().check()
        info = current_engine().info()
        stale = info is not None and info.stale
    except IndexDamagedError as error:
        return [CheckWarning(f"{error} {AWAY}", hint=REBUILD, id="search.W001")]
    except (OSError, ValueError, KeyError, TypeError, SearchUnavailableError) as error:
        return [CheckWarning(f"The search index cannot be read ({error}).", hint=REBUILD, id="search.W001")]
    if stale:
        message = "The search index was built with another word table or format; searches may miss articles."
        return [CheckWarning(message, hint=REBUILD, id="search.W002")]
    return []


@register("search", Tags.database)
def index_agrees_with_catalog(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **options: Any
) -> list[CheckMessage]:
    if "default" not in (databases or ()):
        return []
    from archive.search.engine.contract import SearchUnavailableError
    from archive.search.indexing.status import index_status

    try:
        status = index_status()
    except (DatabaseError, OSError, ValueError, KeyError, SearchUnavailableError):
        return []  # no schema yet; or an unreadable index, which is the other check's message
    if status.damage:
        return []  # the other check's message
    if status.version is None and status.published:
        message = f"There is no search index for {status.published} published articles. {AWAY}"
        return [CheckWarning(message, hint=REBUILD, id="search.W004")]
    if status.agrees or status.version is None or (status.waiting and status.working):
        return []
    message = (
        f"The search index holds {status.indexed} of {status.published} published articles; "
        f"{status.waiting} changes are waiting."
    )
    return [CheckWarning(message, hint="Run: manage.py update_index", id="search.W003")]
