"""The curators' page on the index: counts, lag, version, and the articles that it holds otherwise than the record.

Who is missing and who is surplus is told at once; the contents are compared on demand, the latest changes first, for no
longer than a request may take. Mending puts the differing articles into the outbox: a few are indexed at once, many are
left to the workers, who look there every few seconds.
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

SECONDS = 10.0
"""So long the contents are compared in one request."""
LISTED = 50
"""So many articles of each kind are named."""


@dataclass(frozen=True)
class Group:
    """Articles that differ in one way."""

    label: str
    count: int
    articles: tuple[Article, ...]
    gone: tuple[int, ...]
    """Numbers in the index of which the record knows nothing any more."""

    @property
    def more(self) -> int:
        return self.count - len(self.articles) - len(self.gone)


@require_http_methods(["GET", "HEAD", "POST"])
def index_page(request: HttpRequest) -> HttpResponse:
    """POST `compare` compares the contents, too; POST `mend` brings in line what differs."""
    mending = request.method == "POST" and "mend" in request.POST
    if mending and not request.user.has_perm("catalog.change_article"):
        raise PermissionDenied
    context: dict[str, Any] = {**admin.site.each_context(request), "title": "حال الفهرس", "status": None}
    try:
        context["status"] = search.index_status()
        found = search.index_diff(seconds=SECONDS if request.method == "POST" else 0)
    except Exception as error:
        services.log.exception("The index cannot be compared with the record")
        context["error"] = type(error).__name__
        return TemplateResponse(request, "admin/index_page.html", context)
    if mending:
        _tell(
            request, services.index_repair(found=found), at_once=len(found.to_repair) <= services.MAX_REPAIRED_AT_ONCE
        )
        return redirect("admin:index_page")
    groups = (_group("تنقص الفهرس", found.missing), _group("زائدة فيه", found.surplus))
    context |= {"found": found, "compared": request.method == "POST"}
    context["groups"] = [*groups, _group("تغيّرت في السجل", found.outdated)]
    return TemplateResponse(request, "admin/index_page.html", context)


def _tell(request: HttpRequest, count: int, *, at_once: bool) -> None:
    if at_once:
        messages.success(request, f"سُوّي الفهرس؛ المقالات المعنية: {count}.")
    else:
        messages.info(request, f"وُضعت {count} من المقالات في الانتظار؛ تدخل الفهرس في الدقائق التالية.")


def _group(label: str, pks: Sequence[int]) -> Group:
    shown = pks[:LISTED]
    known = Article.objects.in_bulk(shown)
    return Group(
        label=label,
        count=len(pks),
        articles=tuple(known[pk] for pk in shown if pk in known),
        gone=tuple(pk for pk in shown if pk not in known),
    )
