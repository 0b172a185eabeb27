"""Refusals: a parameter that is not understood, an address that the JSON interface does not have."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

Json = dict[str, object]


def bad_parameter(request: HttpRequest, sentence: str) -> HttpResponse:
    """The page that says what is wrong, with the search box to go on from."""
    context = {"sentence": sentence, "q": request.GET.get("q", "")[:500]}
    return render(request, "web/bad_parameter.html", context, status=400)


def json_answer(content: Json, status: int = 200) -> JsonResponse:
    """JSON as readable UTF-8, open to pages of other sites: what is answered here is public."""
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/json; charset=utf-8"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def json_refusal(sentence: str, status: int) -> JsonResponse:
    return json_answer({"error": sentence}, status)


@require_safe
def api_not_found(request: HttpRequest, rest: str = "") -> JsonResponse:
    return json_refusal("لا شيء في الواجهة البرمجية بهذا العنوان؛ وصفها في ‎/api/v1/openapi.json.", 404)
