"""Error responses: invalid parameters, unknown API addresses, an unavailable search engine, too many sign-ins at once."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.catalog.selectors import newest_articles
from archive.web.links import page_url
from archive.web.query_string import ParameterError

Json = dict[str, object]
SEARCH_UNAVAILABLE = "البحث متوقف الآن. أعد المحاولة بعد قليل."
RETRY_SECONDS = 30
RETRY_SIGN_IN_SECONDS = 5
NEWEST = 5
PLAIN_VIEWS = ("feed", "timeline-csv", "timeline-ics")
"""Views that answer with a feed or a file: their errors are plain sentences."""


def bad_parameter(request: HttpRequest, error: ParameterError) -> HttpResponse:
    """400 or 414: a page that says what is wrong with a parameter, with the query in the search box."""
    context = {"sentence": str(error), "q": request.GET.get("q", "")[:500]}
    return render(request, "bad_parameter.html", context, status=error.status)


def plain_refusal(sentence: str, status: int = 400) -> HttpResponse:
    """The sentence alone, for addresses that answer with a feed or a file."""
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")


def json_answer(content: Json, status: int = 200) -> JsonResponse:
    """JSON in UTF-8, readable from other origins: all of it is public."""
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/json; charset=utf-8"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def json_refusal(sentence: str, status: int) -> JsonResponse:
    return json_answer({"error": sentence}, status)


@require_safe
def api_not_found(request: HttpRequest, rest: str = "") -> JsonResponse:
    return json_refusal("لا شيء في الواجهة البرمجية بهذا العنوان؛ وصفها في ‎/api/v1/openapi.json.", 404)


def refusal_in_format(request: HttpRequest, sentence: str, status: int) -> HttpResponse | None:
    """A sentence as JSON or as plain text, for programs; None where a page was asked for. Reads no database."""
    if request.path.startswith(page_url("api-root")):
        return json_refusal(sentence, status)
    return plain_refusal(sentence, status) if request.path in map(page_url, PLAIN_VIEWS) else None


def search_unavailable(request: HttpRequest) -> HttpResponse:
    """503: a sentence for the JSON API, feeds and files, for readers a page with the newest articles."""
    answer = refusal_in_format(request, SEARCH_UNAVAILABLE, 503)
    if answer is None:
        again = request.get_full_path() if request.method in ("GET", "HEAD") else ""
        context = {"q": request.GET.get("q", "")[:500], "again": again, "newest": newest_articles(NEWEST)}
        answer = render(request, "search_unavailable.html", context, status=503)
    answer["Retry-After"] = str(RETRY_SECONDS)
    answer["Cache-Control"] = "no-store"
    return answer


def passwords_busy(request: HttpRequest) -> HttpResponse:
    """503: too many passwords are being checked."""
    answer = render(request, "busy.html", status=503)
    answer["Retry-After"] = str(RETRY_SIGN_IN_SECONDS)
    answer["Cache-Control"] = "no-store"
    return answer
