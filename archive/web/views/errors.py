"""Refusals: a parameter that is not understood, an address that the JSON interface does not have, a search that is away."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.catalog.selectors import newest_articles

Json = dict[str, object]
SEARCH_UNAVAILABLE = "البحث متوقف الآن. أعد المحاولة بعد قليل."
RETRY_SECONDS = 30
TO_READ_MEANWHILE = 5


def bad_parameter(request: HttpRequest, sentence: str) -> HttpResponse:
    """The page that says what is wrong, with the search box to go on from."""
    context = {"sentence": sentence, "q": request.GET.get("q", "")[:500]}
    return render(request, "bad_parameter.html", context, status=400)


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


def search_unavailable(request: HttpRequest) -> HttpResponse:
    """The search cannot be reached: for programs a sentence, for readers a page with something to read meanwhile."""
    if request.path.startswith("/api/"):
        answer: HttpResponse = json_refusal(SEARCH_UNAVAILABLE, 503)
    else:
        again = request.get_full_path() if request.method in ("GET", "HEAD") else ""
        context = {"q": request.GET.get("q", "")[:500], "again": again, "newest": newest_articles(TO_READ_MEANWHILE)}
        answer = render(request, "search_unavailable.html", context, status=503)
    answer["Retry-After"] = str(RETRY_SECONDS)
    answer["Cache-Control"] = "no-store"
    return answer
