"""What all endpoints of the JSON API have in common."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from archive.web.conditional import View
from archive.web.query_string import ParameterError
from archive.web.views.errors import json_refusal


def json_endpoint(conditional: Callable[[View], View]) -> Callable[[View], View]:
    """GET and HEAD alone; answers with an ETag, readable from other origins; 400 with a sentence for a ParameterError."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *parts: object, **named: object) -> HttpResponseBase:
            try:
                return view(request, *parts, **named)
            except ParameterError as error:
                return json_refusal(str(error), 400)

        answer = conditional(checked)

        @wraps(view)
        def endpoint(request: HttpRequest, *parts: object, **named: object) -> HttpResponseBase:
            response = answer(request, *parts, **named)
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag"
            return response

        return require_safe(endpoint)

    return decorate
