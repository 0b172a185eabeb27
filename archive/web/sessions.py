"""Note when sessions are used, for the list of an account's sessions."""

from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from archive.desk.services import session_note


def sessions_noted(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Where a page asked for the session; others need not read it for this."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.session.accessed:
            try:
                session_note(session=request.session)
            except DatabaseError:  # another process writes for long, or the disk is full: the next request notes it
                return response
        return response

    return middleware
