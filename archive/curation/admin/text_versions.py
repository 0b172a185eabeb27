"""Versions of an article's text on its page in the admin: curators keep pairs apart that are none."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from archive.catalog.models import Article
from archive.coverage.models import Version
from archive.coverage.selectors import refusals_of, versions_of
from archive.curation import services
from archive.curation.admin.curated import is_key
from archive.curation.history import history_add

DECISIONS = {
    "apart": "ليس نسخة من «{}».",
    "compare": "أُلغي القرار بأنه ليس نسخة من «{}».",
}


def text_versions(article: Article) -> list[Version]:
    """The other published versions, first printed first."""
    return [row for row in versions_of(article) if row.article_id != article.pk]


def refused_pairs(article: Article) -> list[Article]:
    """The articles that a curator decided are no versions of this one."""
    return [row.second if row.first_id == article.pk else row.first for row in refusals_of(article)]


@require_POST
def keep_apart(request: HttpRequest, pk: str) -> HttpResponse:
    """POST `other` (primary key) and `decision` (apart or compare) from the page of an article."""
    if not request.user.has_perm("catalog.change_article"):
        raise PermissionDenied
    article = get_object_or_404(Article, pk=pk if is_key(pk) else 0)
    given, decision = request.POST.get("other", ""), request.POST.get("decision", "")
    other = get_object_or_404(Article, pk=given if is_key(given) else 0)
    if decision not in DECISIONS or other == article:
        raise Http404
    services.versions_decide(article=article, other=other, is_apart=decision == "apart", by=request.user.get_username())
    history_add(request.user, [article], DECISIONS[decision].format(other))
    history_add(request.user, [other], DECISIONS[decision].format(article))
    messages.success(request, DECISIONS[decision].format(other))
    return redirect("admin:catalog_article_change", article.pk)
