"""An article beside the lines of its raw document. Readers see no line of what they may not read otherwise."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.catalog.models import Article, Tombstone
from archive.catalog.selectors import OPEN_TO_READERS
from archive.ingest.services import original_of
from archive.web.presenters.original import original_rows


@require_safe
def original(request: HttpRequest, key: str) -> HttpResponse:
    """404 for an article that is not published, without a raw document, or whose original is for curators alone."""
    published = Article.objects.published().select_related("source", "raw_document")
    found = get_object_or_404(published.prefetch_related("paragraphs"), key=key)
    if found.raw_document is None or not (is_open(found) or request.user.has_perm("catalog.view_rawdocument")):
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


def is_open(article: Article) -> bool:
    """Whether readers may see the original: nothing in it was changed by hand, and nothing belongs to an article that is not
    published or was deleted.

    A text file with line numbers shows this article's lines alone, among which another article may stand. A record is one
    article.
    """
    if (
        article.raw_document is None
        or article.import_key is None
        or set(article.curated_fields).difference(OPEN_TO_READERS)
    ):
        return False
    if article.raw_document.media_type == "application/json":
        return True
    hidden = Article.objects.filter(raw_document=article.raw_document_id).exclude(state="published")
    if article.raw_document.media_type == "text/plain" and article.first_line:
        last_line = article.last_line or article.first_line
        return not hidden.exclude(first_line__gt=last_line).exclude(last_line__lt=article.first_line).exists()
    return not hidden.exists() and not Tombstone.objects.filter(raw_document=article.raw_document_id).exists()
