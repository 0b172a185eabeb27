"""The admin page on the search index: counts, lag, version, and the articles that differ between index and catalog.

Missing and surplus articles are listed at once; contents are compared on demand, latest changes first, for MAX_COMPARE_S.
A repair adds the differing articles to the outbox.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from archive import search
from archive.catalog.models import Article
from archive.curation import services
from archive.curation.admin.curated import may_see_drafts

MAX_COMPARE_S = 10.0
MAX_LISTED = 50
"""Articles listed in each group."""


@dataclass(frozen=True)
class Group:
    """Articles that differ in one way; `gone` are primary keys in the index that the catalog no longer has."""

    label: str
    count: int
    articles: tuple[Article, ...]
    gone: tuple[int, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.articles) - len(self.gone)


@require_http_methods(["GET", "HEAD", "POST"])
def index_page(request: HttpRequest) -> HttpResponse:
    """POST `compare` compares contents too; POST `mend` repairs what differs."""
    repairing = request.method == "POST" and "mend" in request.POST
    if request.method == "POST" and not may_see_drafts(request.user):
        raise PermissionDenied
    if repairing and not request.user.has_perm("catalog.change_article"):
        raise PermissionDenied
    context: dict[str, Any] = {**admin.site.each_context(request), "title": "حال الفهرس", "status": None}
    try:
        context["status"] = search.index_status()
        if context["status"].damage:
            return TemplateResponse(request, "admin/index_page.html", context)
        found = search.index_diff(seconds=MAX_COMPARE_S if request.method == "POST" else 0)
    except Exception as error:
        services.log.exception("The index cannot be compared with the catalog")
        context["error"] = type(error).__name__
        return TemplateResponse(request, "admin/index_page.html", context)
    if repairing:
        count = services.index_repair(found=found)
        messages.info(request, f"وُضعت {count} من المقالات في الانتظار؛ تدخل الفهرس في الدقائق التالية.")
        return redirect("admin:index_page")
    pages = (("تنقص الفهرس", found.missing), ("زائدة فيه", found.surplus), ("تغيّرت في الأرشيف", found.outdated))
    context |= {"found": found, "compared": request.method == "POST"}
    context["groups"] = [_group(label, pks, may_see_drafts(request.user)) for label, pks in pages]
    return TemplateResponse(request, "admin/index_page.html", context)


def _group(label: str, pks: Sequence[int], with_titles: bool) -> Group:
    shown = pks[:MAX_LISTED]
    known = Article.objects.in_bulk(shown) if with_titles else {}
    return Group(
        label=label,
        count=len(pks),
        articles=tuple(known[pk] for pk in shown if pk in known),
        gone=tuple(pk for pk in shown if pk not in known) if with_titles else (),
    )
