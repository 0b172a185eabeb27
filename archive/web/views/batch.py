"""Many searches at once: a form that takes queries, and the table of their counts as a page or a file.

Anyone may ask, whatever ARCHIVE_EXPORT says: a count and a link are what the results page shows, and no article's text goes out.
"""

import threading

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from archive.web.batch_search import MAX_ROWS, BatchError, Row, batch_search, rows_of_file, rows_of_text
from archive.web.formats.batch_files import csv_file, table_text, xlsx_file
from archive.web.formats.export_files import XLSX_TYPE
from archive.web.links import page_url
from archive.web.views.attachment import attachment
from archive.web.views.errors import plain_refusal, site_of

FORMATS = {"csv": (csv_file, "text/csv; charset=utf-8"), "xlsx": (xlsx_file, XLSX_TYPE)}
RETRY_SECONDS = 20
BUSY = "يُحسب الآن جدولان آخران؛ أعد المحاولة بعد قليل."
_slots = threading.BoundedSemaphore(2)
"""Tables that one process counts at a time."""


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest) -> HttpResponse:
    """A POST has `lines` or a file `table`, and `format`: csv, xlsx, or "" for the page."""
    if request.method != "POST":
        return _page(request)
    try:
        rows = _rows(request)
    except BatchError as error:
        return _page(request, problem=str(error), status=400)
    if not _slots.acquire(blocking=False):
        refusal = plain_refusal(BUSY, 503)
        refusal["Retry-After"] = str(RETRY_SECONDS)
        return refusal
    try:
        answers = batch_search(rows)
    finally:
        _slots.release()
    if (suffix := request.POST.get("format", "")) in FORMATS:
        write, content_type = FORMATS[suffix]
        return attachment(write(answers, site_of(request)), content_type, f"khizana-batch.{suffix}")
    failed = sum(bool(one.error) for one in answers)
    return _page(request, answers=answers, failed=failed, again=table_text(rows))


def _rows(request: HttpRequest) -> list[Row]:
    """Raises BatchError."""
    if upload := request.FILES.get("table"):
        return rows_of_file(upload)
    return rows_of_text(request.POST.get("lines", ""))


def _page(request: HttpRequest, *, status: int = 200, **context: object) -> HttpResponse:
    shown = {"lines": request.POST.get("lines", ""), "limit": MAX_ROWS, "canonical": page_url("batch"), **context}
    return render(request, "batch.html", shown, status=status)
