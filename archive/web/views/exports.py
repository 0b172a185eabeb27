"""All of a search as a file, and one article's citation for reference managers.

A search is answered once; its articles are then read from the database in parts and written as they are read, so that an export
takes the same memory whatever its size (the server keeps what is written in a file until it is complete). What is withdrawn
meanwhile is left out.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.search import find
from archive.web.conditional import conditional
from archive.web.formats import export_files as files
from archive.web.formats.citation_files import Citation, bibtex, citation_of, csl_json, ris
from archive.web.query_string import ParameterError, parse_search, search_url
from archive.web.query_string.parameters import EXPORT_PARAMETERS
from archive.web.robots import with_robots_rule
from archive.web.views.attachment import attachment
from archive.web.views.errors import json_answer, plain_refusal, site_of, unauthorized
from archive.web.views.export_gate import MEMBERS_ONLY, ExportedFile, export_answer, may_export, published_articles
from archive.web.views.hidden_filters import check_filters

NONE_CHOSEN = "لم تختر مقالًا؛ ضع علامة على ما تريده من النتائج، ثم صدّره."
Export = Callable[[Iterable[Article], files.ExportInfo], Iterator[bytes]]
FORMATS: dict[str, tuple[Export, str]] = {
    "csv": (files.csv_export, "text/csv; charset=utf-8"),
    "jsonl": (files.jsonl_export, "application/x-ndjson; charset=utf-8"),
    "xlsx": (files.xlsx_export, files.XLSX_TYPE),
    "ris": (files.ris_export, "application/x-research-info-systems; charset=utf-8"),
    "bib": (files.bibtex_export, "application/x-bibtex; charset=utf-8"),
}


@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """The parameters of a search, and `id` (repeatable): only these of its articles. A form in which none is chosen sends an
    empty `id`."""
    if suffix not in FORMATS:
        raise Http404
    if not may_export(request):
        return unauthorized(request, MEMBERS_ONLY)
    return _answer(request, suffix)


@conditional
def _answer(request: HttpRequest, suffix: str) -> HttpResponseBase:
    return export_answer(request, lambda: _file(request, suffix))


def _file(request: HttpRequest, suffix: str) -> ExportedFile | HttpResponse:
    try:
        asked, given = parse_search(EXPORT_PARAMETERS, request.GET)
    except ParameterError as error:
        return plain_refusal(str(error), error.status)
    if "id" in request.GET and "id" not in given:
        return plain_refusal(NONE_CHOSEN)
    check_filters(asked)
    write, content_type = FORMATS[suffix]
    pks = find(asked, find(asked, 0).count).pks
    if ids := given.get("id", ()):
        chosen = set(Article.objects.filter(key__in=ids).values_list("pk", flat=True))
        pks = tuple(pk for pk in pks if pk in chosen)
    if suffix == "xlsx" and len(pks) >= files.MAX_SHEET_ROWS:
        return plain_refusal(f"النتائج {len(pks)} أكثر مما تتسع له ورقة؛ صدّرها بصيغة ‎.csv.")
    site = site_of(request)
    info = files.ExportInfo(
        search=request.build_absolute_uri(search_url(asked)), site=site, made_at=dt.datetime.now(dt.UTC), count=len(pks)
    )
    name = f"khizana-{info.made_at:%Y%m%d-%H%M}.{suffix}"
    return ExportedFile(write(published_articles(pks), info), content_type, name)


@require_safe
@conditional
def article_ris(request: HttpRequest, key: str) -> HttpResponse:
    found, cited = _citation(request, key)
    return with_robots_rule(attachment(ris(cited), FORMATS["ris"][1], f"{cited.key}.ris"), found)


@require_safe
@conditional
def article_bibtex(request: HttpRequest, key: str) -> HttpResponse:
    found, cited = _citation(request, key)
    content = bibtex(cited, timezone.localdate())
    return with_robots_rule(attachment(content, FORMATS["bib"][1], f"{cited.key}.bib"), found)


@require_safe
@conditional
def article_csl(request: HttpRequest, key: str) -> HttpResponse:
    found, cited = _citation(request, key)
    response = with_robots_rule(json_answer([csl_json(cited, timezone.localdate())]), found)
    response["Content-Type"] = "application/vnd.citationstyles.csl+json; charset=utf-8"
    return response


def _citation(request: HttpRequest, key: str) -> tuple[Article, Citation]:
    articles = Article.objects.published().select_related("source", "raw_document").defer("raw_document__content")
    found = get_object_or_404(articles, key=key)
    return found, citation_of(found, request.build_absolute_uri(found.get_absolute_url()))
