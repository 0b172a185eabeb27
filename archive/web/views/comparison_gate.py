"""Comparisons that read hundreds of texts: one at a time in a process, so that they never hold all workers."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.web.views.errors import json_refusal

RETRY_SECONDS = 5
BUSY = "تُحسب الآن مقارنة أخرى؛ أعد المحاولة بعد ثوانٍ."
_slot = threading.BoundedSemaphore(1)
View = Callable[..., HttpResponse]


class ComparisonBusyError(Exception):
    """Another comparison is being computed in this process."""


@contextmanager
def comparison_slot() -> Iterator[None]:
    """Raises ComparisonBusyError."""
    if not _slot.acquire(blocking=False):
        raise ComparisonBusyError
    try:
        yield
    finally:
        _slot.release()


def busy_as_page(view: View) -> View:
    return _refusing(view, lambda request: render(request, "comparison_busy.html", {"sentence": BUSY}, status=503))


def busy_as_json(view: View) -> View:
    return _refusing(view, lambda request: json_refusal(BUSY, 503))


def _refusing(view: View, refusal: Callable[[HttpRequest], HttpResponse]) -> View:
    """The view, or 503 with Retry-After where its comparison has to wait."""

    @wraps(view)
    def answer(request: HttpRequest, *parts: object, **named: object) -> HttpResponse:
        try:
            return view(request, *parts, **named)
        except ComparisonBusyError:
            response = refusal(request)
            response["Retry-After"] = str(RETRY_SECONDS)
            response["Cache-Control"] = "no-store"
            return response

    return answer
