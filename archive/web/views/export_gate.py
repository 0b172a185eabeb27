"""Files that are streamed: who may have them, how many are made at a time, and the articles that go into them."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from archive.catalog.models import Article
from archive.ingest.services import exported_articles
from archive.web.views.errors import plain_refusal, unauthorized

PART = 50
"""Articles that are in memory at once: with 200 a process keeps 13 MB more, and saves a tenth of its time."""
RETRY_SECONDS = 20
BUSY = "يجري الآن تصديران آخران؛ أعد المحاولة بعد قليل."
MEMBERS_ONLY = "التصدير في هذا الأرشيف لمن له حساب؛ سجّل الدخول، أو أرسل رمز وصول (Authorization: Bearer …)."
_slots = threading.BoundedSemaphore(2)
"""Exports that one process makes at a time: each reads the database without a pause."""


@dataclass(frozen=True)
class ExportedFile:
    """The bytes are made as they are asked for; `name` is what the file is called when it is kept."""

    chunks: Iterator[bytes]
    content_type: str
    name: str


def may_export(request: HttpRequest) -> bool:
    """Whether this reader may have files (ARCHIVE_EXPORT)."""
    return settings.ARCHIVE_EXPORT != "members" or request.user.is_authenticated


def export_answer(request: HttpRequest, make: Callable[[], ExportedFile | HttpResponse]) -> HttpResponseBase:
    """The file, or the answer with which `make` refuses it; 401 for those who may not export, 503 while two others run."""
    if not may_export(request):
        return unauthorized(request, MEMBERS_ONLY)
    if not _slots.acquire(blocking=False):
        refusal = plain_refusal(BUSY, 503)
        refusal["Retry-After"] = str(RETRY_SECONDS)
        return refusal
    try:
        made = make()
    except BaseException:
        _slots.release()
        raise
    if isinstance(made, HttpResponse):
        _slots.release()
        return made
    response = StreamingHttpResponse(
        _Released(made.chunks if request.method == "GET" else iter(())), content_type=made.content_type
    )
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def published_articles(pks: Sequence[int]) -> Iterator[Article]:
    """In this order, published ones alone, with the rows that a record holds."""
    rows = exported_articles().select_related("raw_document").defer("raw_document__content")
    for start in range(0, len(pks), PART):
        part = pks[start : start + PART]
        found = rows.in_bulk(list(part))
        yield from (found[pk] for pk in part if pk in found)


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
