"""A dossier as a file: for those who know it, and for those who hold a link with which its owner allows it."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from archive.catalog.models import Article, RawDocument
from archive.catalog.selectors import Closed, closed_originals
from archive.desk import selectors as desk
from archive.desk.selectors import DossierContent, dossier_for, shared_content
from archive.web.formats.dossier_docx import docx_export
from archive.web.formats.dossier_file import DossierFile
from archive.web.formats.dossier_html import html_export
from archive.web.formats.dossier_pdf import pdf_export
from archive.web.formats.evidence_folder import Original, evidence_export
from archive.web.views.desk.dossier_access import SignedInRequest, dossier_view
from archive.web.views.desk.shared import link_or_404
from archive.web.views.errors import site_of
from archive.web.views.export_gate import ExportedFile, export_answer, published_articles

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LEFT_OUT = {
    Closed.HIDDEN_ARTICLE: "في هذه الوثيقة ما حُجب عن القراء",
    Closed.CURATED_TEXT: "عدّل المشرفون نص ما في هذه الوثيقة بعد وصولها، أو لا يُعرف أنهم لم يعدّلوه",
    Closed.REDACTED: "حُجب اسم مما في هذه الوثيقة",
    Closed.UNKNOWN: "ليست الوثيقة في الأرشيف",
}
BEYOND = "في هذه الوثيقة مقالات ليست مما يُعرض بهذا الرابط"
Export = Callable[[DossierContent, DossierFile], Iterator[bytes]]


@require_safe
@dossier_view
def dossier_file(request: SignedInRequest, key: str, suffix: str) -> HttpResponseBase:
    """`html`, `docx`, `pdf` or `zip` (the evidence folder), for whoever may read the dossier."""
    found = dossier_for(request.user, key)
    return _answer(request, suffix, lambda: desk.dossier_content(found, request.user), all_texts=True)


@require_safe
def shared_file(request: HttpRequest, token: str, suffix: str) -> HttpResponseBase:
    """The same by a link: what the link shows, and no more."""
    link = link_or_404(token)
    if not link.with_files:
        raise Http404
    return _answer(request, suffix, lambda: shared_content(link), all_texts=False)


def _answer(
    request: HttpRequest, suffix: str, read: Callable[[], DossierContent], *, all_texts: bool
) -> HttpResponseBase:
    if suffix not in FORMATS:
        raise Http404
    write, content_type = FORMATS[suffix]
    site = site_of(request)
    made = DossierFile(site, dt.datetime.now(dt.UTC), all_texts)

    def file() -> ExportedFile:
        content = read()
        return ExportedFile(
            write(content, made), content_type, f"khizana-{content.key}-{made.made_at:%Y%m%d-%H%M}.{suffix}"
        )

    return export_answer(request, file)


def _evidence(content: DossierContent, made: DossierFile) -> Iterator[bytes]:
    """What the ZIP holds beyond the dossier itself is read from the database as it is written."""
    given = [entry.article for entry in content.entries if made.all_texts or entry.passage is None]
    documents = list(dict.fromkeys(article.raw_document_id for article in given if article.raw_document_id))
    pks = list(dict.fromkeys(article.pk for article in given))
    reasons = {} if made.all_texts else dict.fromkeys(_with_others(documents, set(pks)), BEYOND)
    reasons |= {pk: LEFT_OUT[why] for pk, why in closed_originals(documents).items()}
    yield from evidence_export(content, made, published_articles(pks), _originals(documents, reasons))


def _with_others(documents: Collection[int], given: Collection[int]) -> set[int]:
    """Documents that other articles were cut from, too: a link shows these no more than the articles."""
    rows = Article.objects.filter(raw_document__in=documents).order_by().values_list("raw_document", "pk")
    return {document for document, pk in rows if document is not None and pk not in given}


def _originals(documents: Iterable[int], reasons: Mapping[int, str]) -> Iterator[Original]:
    """One at a time, with its bytes unless there is a reason to leave them out."""
    for pk in documents:
        reason = reasons.get(pk, "")
        rows = RawDocument.objects.defer("content") if reason else RawDocument.objects.all()
        if document := rows.filter(pk=pk).first():
            yield Original(document, reason, is_named=reason != LEFT_OUT[Closed.REDACTED])


FORMATS: dict[str, tuple[Export, str]] = {
    "html": (html_export, "text/html; charset=utf-8"),
    "docx": (docx_export, WORD),
    "pdf": (pdf_export, "application/pdf"),
    "zip": (_evidence, "application/zip"),
}
