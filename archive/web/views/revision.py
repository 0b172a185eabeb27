"""An earlier text of an article: what it said until its publisher changed it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.catalog.selectors import public_revisions
from archive.web.presenters.paragraph_html import paragraph_html
from archive.web.presenters.passage import PARAMETER, passage_in_revision


@require_safe
def revision(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """404 for an article that is not published, and for a text that readers may not see. Paragraphs are marked that the article
    no longer has."""
    article = get_object_or_404(Article.objects.published().select_related("source"), key=key)
    found = next((row for row in public_revisions(article) if row.number == number), None)
    if found is None:
        raise Http404
    passage = passage_in_revision(request.GET.get(PARAMETER, ""), found)
    now = set(article.paragraphs.values_list("text", flat=True))
    context = {
        "article": article,
        "revision": found,
        "title": found.text.columns["title"] or "",
        "is_title_changed": found.text.columns["title"] != article.title,
        "paragraphs": [
            (role, paragraph_html(text, marks=passage.marks.get(position, ())), text not in now and not passage.marks)
            for position, (role, text) in enumerate(found.text.paragraphs)
        ],
        "canonical": article.get_absolute_url(),
    }
    response = render(request, "revision.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
