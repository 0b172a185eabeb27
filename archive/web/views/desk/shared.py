"""A dossier by its link, for whoever holds it: what is public of it at this moment, and nothing else of the archive.

Articles that the dossier holds as a whole can be read here, too; of the others the link shows the quoted passages alone. A link
that was withdrawn is 404, as one that never was, and the page says the same of both. That the addresses are secret is seen to
by `private_pages`.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.desk.models import SharedLink
from archive.desk.selectors import shared_article, shared_link, shared_page
from archive.web.presenters.article import read_paragraphs
from archive.web.views.desk.dossier_access import whole_number
from archive.web.views.export_gate import may_export


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    link = shared_link(token)
    if link is None:
        return render(request, "desk/shared_gone.html", status=404)
    page = shared_page(link, whole_number(request.GET.get("page"), 1))
    context = {
        "page": page,
        "content": page.content,
        "token": token,
        "has_files": link.with_files and may_export(request),
    }
    return render(request, "desk/shared.html", context)


@require_safe
def shared_text(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """The text of an article as printed, without links to other articles."""
    link = link_or_404(token)
    article = shared_article(link, key)
    if article is None:
        raise Http404
    context = {
        "article": article,
        "paragraphs": read_paragraphs(article, (), ()),
        "dossier": link.dossier,
        "token": token,
    }
    return render(request, "desk/shared_article.html", context)


def link_or_404(token: str) -> SharedLink:
    """Raises Http404 where there is no such link, or none any more."""
    link = shared_link(token)
    if link is None:
        raise Http404
    return link
