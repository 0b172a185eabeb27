"""An article beside the lines of its raw document. Readers see no line of what they may not read otherwise."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.catalog.selectors import original_is_open, redacted_originals
from archive.ingest.services import original_of
from archive.web.presenters.original import original_rows


@require_safe
def original(request: HttpRequest, key: str) -> HttpResponse:
    """404 for an article that is not published, without a raw document, or whose original is for curators alone; of one
    in which a name was redacted it is for senior ones."""
    published = Article.objects.published().select_related("source", "raw_document")
    found = get_object_or_404(published.prefetch_related("paragraphs"), key=key)
    closed_to_curators = found.raw_document_id is not None and bool(redacted_originals([found.raw_document_id]))
    needed = "catalog.view_redaction" if closed_to_curators else "catalog.view_rawdocument"
    if found.raw_document is None or not (original_is_open(found) or request.user.has_perm(needed)):
        raise Http404
    paragraphs = list(found.paragraphs.all())
    read = original_of(found, [paragraph.text for paragraph in paragraphs])
    context = {
        "article": found,
        "original": read,
        "rows": original_rows(read, found.title or ""),
        "paragraphs": paragraphs,
        "canonical": found.get_absolute_url(),
    }
    response = render(request, "original.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
