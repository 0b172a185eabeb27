"""Error responses: invalid parameters, unknown API addresses, an unavailable search engine, too many sign-ins at once,
programs without an account."""

import logging
import sys
from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults
from django.views.decorators.http import require_safe

from archive.catalog.database import Trouble, trouble_of, trouble_sentence
from archive.catalog.selectors import newest_articles
from archive.web.query_string import ParameterError

log = logging.getLogger(__name__)
DATABASE_UNAVAILABLE = {
    Trouble.MISSING: "قاعدة بيانات الأرشيف ليست في مكانها الآن؛ تعود الصفحات حين تُعاد.",
    Trouble.DAMAGED: "قاعدة بيانات الأرشيف متضرّرة؛ تعود الصفحات حين تُستعاد من نسخة احتياطية.",
    Trouble.LOCKED: "قاعدة البيانات مشغولة بكتابة أخرى تطول؛ لم يُحفظ شيء. أعد المحاولة بعد قليل.",
    Trouble.FULL: "لا مكان على قرص الخادم؛ لم يُحفظ شيء. أعد المحاولة حين يُفرَغ مكان.",
    Trouble.READ_ONLY: "قاعدة البيانات لا تقبل الكتابة الآن؛ لم يُحفظ شيء. أعد المحاولة بعد حين.",
    Trouble.UNREADABLE: "تعذّرت قراءة قاعدة البيانات؛ أعد المحاولة بعد قليل.",
    Trouble.NOT_SET_UP: "لم تُهيّأ قاعدة البيانات لهذا الإصدار؛ يهيئها القائم على الأرشيف بالأمر ‎manage.py prepare.",
    Trouble.UNREACHABLE: "قاعدة البيانات لا تجيب الآن؛ أعد المحاولة بعد قليل.",
}
Json = Mapping[str, object]
SEARCH_UNAVAILABLE = "البحث متوقف الآن. أعد المحاولة بعد قليل."
API = "/api/v1/"
RETRY_SECONDS = 30
RETRY_SIGN_IN_SECONDS = 5
NEWEST = 5


def bad_parameter(request: HttpRequest, error: ParameterError) -> HttpResponse:
    """400 or 414: a page that says what is wrong with a parameter, with the query in the search box."""
    context = {"sentence": str(error), "q": request.GET.get("q", "")[:500]}
    return render(request, "bad_parameter.html", context, status=error.status)


def plain_refusal(sentence: str, status: int = 400) -> HttpResponse:
    """The sentence alone, for addresses that answer with a feed or a file."""
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")


def json_answer(content: Json | Sequence[Json], status: int = 200) -> JsonResponse:
    """JSON in UTF-8, readable from other origins: all of it is public."""
    response = JsonResponse(content, safe=False, status=status, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/json; charset=utf-8"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def site_of(request: HttpRequest) -> str:
    """The base of the site's addresses: `https://host`."""
    return request.build_absolute_uri("/").rstrip("/")


def json_refusal(sentence: str, status: int) -> JsonResponse:
    return json_answer({"error": sentence}, status)


@require_safe
def api_not_found(request: HttpRequest, rest: str = "") -> JsonResponse:
    return json_refusal("لا شيء في الواجهة البرمجية بهذا العنوان؛ وصفها في ‎/api/v1/openapi.json.", 404)


def refusal_in_format(request: HttpRequest, sentence: str, status: int) -> HttpResponse | None:
    """A sentence as JSON or as plain text, for programs; None where a page was asked for. Reads no database."""
    if request.path_info.startswith(API):
        return json_refusal(sentence, status)
    return plain_refusal(sentence, status) if is_for_programs(request) else None


def is_for_programs(request: HttpRequest) -> bool:
    """Whether the address answers with JSON, a feed or a file: errors are sentences there, not pages."""
    path = request.path_info
    return path.startswith(API) or path.endswith("/feed/") or "." in path.rpartition("/")[2]


def unauthorized(request: HttpRequest, sentence: str) -> HttpResponse:
    """401 for programs: an account's token is missing or wrong."""
    answer = refusal_in_format(request, sentence, 401) or plain_refusal(sentence, 401)
    answer["WWW-Authenticate"] = 'Bearer realm="khizana"'
    answer["Cache-Control"] = "no-store"
    return answer


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


def database_unavailable(request: HttpRequest, error: BaseException) -> HttpResponse | None:
    """503 with a sentence on what is wrong with the database; None for errors of any other kind. Reads no database."""
    trouble = trouble_of(error)
    if trouble is None:
        return None
    log.error("%s: %s", request.path, trouble_sentence(error))
    answer = refusal_in_format(request, DATABASE_UNAVAILABLE[trouble], 503)
    if answer is None:
        content = render_to_string("database_unavailable.html", {"sentence": DATABASE_UNAVAILABLE[trouble]})
        answer = HttpResponse(content, status=503)
    answer["Retry-After"] = str(RETRY_SECONDS)
    answer["Cache-Control"] = "no-store"
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 if it is the database that failed, in a middleware for instance."""
    error = sys.exc_info()[1]
    return (database_unavailable(request, error) if error else None) or defaults.server_error(request)


def passwords_busy(request: HttpRequest) -> HttpResponse:
    """503: too many passwords are being checked."""
    answer = render(request, "busy.html", status=503)
    answer["Retry-After"] = str(RETRY_SIGN_IN_SECONDS)
    answer["Cache-Control"] = "no-store"
    return answer
