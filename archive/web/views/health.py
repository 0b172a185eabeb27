"""For whoever watches the server: `/healthz` says that this process answers, `/readyz` that the archive can be used.

Neither needs an account, and neither tells anything of what the archive holds.
"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from archive.catalog.database import trouble_sentence as database_sentence
from archive.catalog.database import unwritable_place
from archive.catalog.jobs import silence_s
from archive.search import SearchUnavailableError, index_status
from archive.search import trouble_sentence as search_sentence
from archive.web.views.errors import plain_refusal

MAX_SILENCE_S = 30.0
"""A background process shows a sign of life every second; on a machine that swaps or sleeps it may take longer."""


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 without looking at anything."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200; or 503 with what is wrong, a line each: the database, the index, the background process."""
    problems = _problems()
    if problems:
        return plain_refusal("\n".join(problems), 503)
    return HttpResponse("ready\n", content_type="text/plain; charset=utf-8")


def _problems() -> list[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        status = index_status()
    except DatabaseError as error:
        return [database_sentence(error) or "The database does not answer."]
    except SearchUnavailableError as error:
        return [search_sentence(error) or "The search engine does not answer."]
    problems = [f"The search index is damaged: {status.damage}"] if status.damage else []
    if place := unwritable_place():
        return [
            *problems,
            f"{place.name} of the archive cannot be written to: nothing can be saved, imported or indexed.",
        ]
    silence = silence_s()
    if not status.current and not status.damage:
        problems.append("The search index was built with other rules, or is missing. Run: manage.py rebuild_index")
    if silence is None:
        problems.append("The background process does not run, so changes are not indexed. Run: manage.py work")
    elif silence > MAX_SILENCE_S:
        problems.append(
            f"The background process has shown no sign of life for {silence:.0f} s, so changes are not indexed. End it: "
            "`manage.py serve` starts another."
        )
    return problems
