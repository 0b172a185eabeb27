"""All of a search as a file, and one article's citation for reference managers.

A search is answered once; its articles are then read from the database in parts and written as they are read, so that an export
takes the same memory whatever its size (the server keeps what is written in a file until it is complete). What is withdrawn
meanwhile is left out.
"""

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.ingest.services import exported_articles
from archive.search import SearchRequest, find
from archive.web.conditional import conditional
from archive.web.formats import export_files as files
from archive.web.formats.citation_files import Citation, bibtex, citation_of, csl_json, ris
from archive.web.presenters.labels import has_hidden_filter
from archive.web.query_string import ParameterError, parse_search, search_url
from archive.web.query_string.parameters import EXPORT_PARAMETERS
from archive.web.views.errors import json_answer, plain_refusal, unauthorized

PART = 200
"""Articles that are in memory at once."""
RETRY_SECONDS = 20
BUSY = "يجري الآن تصديران آخران؛ أعد المحاولة بعد قليل."
MEMBERS_ONLY = "التصدير في هذا الأرشيف لمن له حساب؛ سجّل الدخول، أو أرسل رمز وصول (Authorization: Bearer …)."
Export = Callable[[Iterable[Article], files.ExportInfo], Iterator[bytes]]
FORMATS: dict[str, tuple[Export, str]] = {
    "csv": (files.csv_export, "text/csv; charset=utf-8"),
    "jsonl": (files.jsonl_export, "application/x-ndjson; charset=utf-8"),
    "xlsx": (files.xlsx_export, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ris": (files.ris_export, "application/x-research-info-systems; charset=utf-8"),
    "bib": (files.bibtex_export, "application/x-bibtex; charset=utf-8"),
}
_slots = threading.BoundedSemaphore(2)
"""Exports that one process makes at a time: each reads the database without a pause."""


@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """The parameters of a search, and `id` (repeatable): only these of its articles."""
    if suffix not in FORMATS:
        raise Http404
    if settings.ARCHIVE_EXPORT == "members" and not request.user.is_authenticated:
        return unauthorized(request, MEMBERS_ONLY)
    return _answer(request, suffix)


@conditional
def _answer(request: HttpRequest, suffix: str) -> HttpResponseBase:
    try:
        asked, given = parse_search(EXPORT_PARAMETERS, request.GET)
    except ParameterError as error:
        return plain_refusal(str(error), error.status)
    if has_hidden_filter(asked):
        raise Http404
    if not _slots.acquire(blocking=False):
        refusal = plain_refusal(BUSY, 503)
        refusal["Retry-After"] = str(RETRY_SECONDS)
        return refusal
    try:
        return _file(request, suffix, asked, given.get("id", ()))
    except BaseException:
        _slots.release()
        raise


def _file(request: HttpRequest, suffix: str, asked: SearchRequest, ids: Sequence[str]) -> HttpResponseBase:
    write, content_type = FORMATS[suffix]
    pks = find(asked, find(asked, 0).count).pks
    if ids:
        chosen = set(Article.objects.filter(key__in=ids).values_list("pk", flat=True))
        pks = tuple(pk for pk in pks if pk in chosen)
    if suffix == "xlsx" and len(pks) >= files.MAX_SHEET_ROWS:
        _slots.release()
        return plain_refusal(f"النتائج {len(pks)} أكثر مما تتسع له ورقة؛ صدّرها بصيغة ‎.csv.")
    site = request.build_absolute_uri("/").rstrip("/")
    info = files.ExportInfo(
        search=request.build_absolute_uri(search_url(asked)), site=site, made_at=dt.datetime.now(dt.UTC), count=len(pks)
    )
    content = _Released(write(_articles(pks), info) if request.method == "GET" else iter(()))
    response = StreamingHttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="khizana-{info.made_at:%Y%m%d-%H%M}.{suffix}"'
    response["X-Robots-Tag"] = "noindex"
    return response


class _Released:
    """Chunks of an export; its slot is free when they are written, or when the reader goes away."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._is_open = True

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._chunks
        finally:
            self.close()

    def close(self) -> None:
        if self._is_open:
            self._is_open = False
            _slots.release()


def _articles(pks: Sequence[int]) -> Iterator[Article]:
    """In this order, published ones alone."""
    rows = exported_articles().select_related("raw_document").defer("raw_document__content")
    for start in range(0, len(pks), PART):
        part = pks[start : start + PART]
        found = rows.in_bulk(list(part))
        yield from (found[pk] for pk in part if pk in found)


@require_safe
@conditional
def article_ris(request: HttpRequest, key: str) -> HttpResponse:
    cited = _citation(request, key)
    return _citation_file(ris(cited), FORMATS["ris"][1], f"{cited.key}.ris")


@require_safe
@conditional
def article_bibtex(request: HttpRequest, key: str) -> HttpResponse:
    cited = _citation(request, key)
    return _citation_file(bibtex(cited, dt.datetime.now(dt.UTC).date()), FORMATS["bib"][1], f"{cited.key}.bib")


@require_safe
@conditional
def article_csl(request: HttpRequest, key: str) -> HttpResponse:
    item = csl_json(_citation(request, key), dt.datetime.now(dt.UTC).date())
    response = json_answer([item])
    response["Content-Type"] = "application/vnd.citationstyles.csl+json; charset=utf-8"
    return response


def _citation(request: HttpRequest, key: str) -> Citation:
    articles = Article.objects.published().select_related("source", "raw_document").defer("raw_document__content")
    found = get_object_or_404(articles, key=key)
    return citation_of(found, request.build_absolute_uri(found.get_absolute_url()))


def _citation_file(content: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content.encode("utf-8", "replace"), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
