"""The address of an article that readers may not see: 410 where it was withdrawn for a public reason, else 404.

An article that was withdrawn without a reason, a draft and an embargoed one are no different from an address that never was.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from archive.catalog.selectors import withdrawal_reason
from archive.web.interface.answers import WithdrawnError
from archive.web.views.errors import json_answer, json_refusal

NOT_FOUND = "لا مقال بهذا المعرّف."
WITHDRAWN = "سُحب المقال."


def withdrawn_page(request: HttpRequest, key: str) -> HttpResponse:
    """Raises Http404 where there is no public reason."""
    reason = withdrawal_reason(key)
    if not reason:
        raise Http404
    return _not_stored(render(request, "withdrawn.html", {"reason": reason}, status=410))


def withdrawn_json(key: str) -> HttpResponse:
    """`{"error", "reason"}` with 410, `{"error"}` with 404."""
    reason = withdrawal_reason(key)
    if not reason:
        return json_refusal(NOT_FOUND, 404)
    answer: WithdrawnError = {"error": WITHDRAWN, "reason": reason}
    return _not_stored(json_answer(answer, 410))


def _not_stored(response: HttpResponse) -> HttpResponse:
    """Caches keep a 410 like a page, and the article may come back."""
    response["Cache-Control"] = "no-store"
    return response
