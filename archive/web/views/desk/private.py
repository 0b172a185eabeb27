"""Pages for who is signed in: stored by no cache, listed by no search engine."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def private_page(view: View) -> View:
    """Asks for an account first, and leads back."""
    return unlisted(login_required(view))


def unlisted(view: View) -> View:
    """For addresses that are secrets, too: they are not told to other sites."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        response = view(request, *args, **options)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer" if not request.user.is_authenticated else "same-origin"
        return response

    return answered
