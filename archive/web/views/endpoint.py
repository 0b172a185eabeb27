"""What all endpoints of the JSON API have in common."""

from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from archive.web.conditional import View, conditional
from archive.web.query_string import ParameterError
from archive.web.views.errors import json_refusal
from archive.web.views.hidden_filters import HiddenFilterError


def json_endpoint(view: View) -> View:
    """GET and HEAD alone; answers with an ETag, readable from other origins. With a sentence 400 for a ParameterError, and 404
    for a HiddenFilterError."""

    @wraps(view)
    def checked(request: HttpRequest, *parts: object, **named: object) -> HttpResponseBase:
        try:
            return view(request, *parts, **named)
        except ParameterError as error:
            return json_refusal(str(error), 400)
        except HiddenFilterError as error:
            return json_refusal(str(error), 404)

    answer = conditional(checked)

    @wraps(view)
    def endpoint(request: HttpRequest, *parts: object, **named: object) -> HttpResponseBase:
        response = answer(request, *parts, **named)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag"
        return response

    return require_safe(endpoint)
