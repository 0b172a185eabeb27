"""A dossier by its link, for whoever holds it: what is public of it at this moment, and nothing else of the archive.

Articles that the dossier holds as a whole can be read here, too; of the others the link shows the quoted passages alone. A link
that was withdrawn is 404, as one that never was. That the addresses are secret is seen to by `private_pages`.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.desk.models import SharedLink
from archive.desk.selectors import shared_article, shared_link, shared_page
from archive.web.presenters.article import read_paragraphs
from archive.web.views.desk.dossier_access import whole_number


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    page = shared_page(_link(token), whole_number(request.GET.get("page"), 1))
    return render(request, "desk/shared.html", {"page": page, "content": page.content, "token": token})


@require_safe
def shared_text(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """The text of an article as printed, without links to other articles."""
    link = _link(token)
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


def _link(token: str) -> SharedLink:
    link = shared_link(token)
    if link is None:
        raise Http404
    return link
