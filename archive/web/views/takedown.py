"""Asking for a correction or for something to be taken out of sight: the form, and the page that gives a reference number.

In an archive for members strangers may ask, too, and learn nothing: no title is shown to who may not read the article.
"""

import math
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from archive.catalog.keys import new_key
from archive.catalog.models import Article
from archive.catalog.services import TooManyRequestsError, takedown_receive
from archive.desk.services import form_send
from archive.web.links import page_url
from archive.web.takedown_form import TakedownForm, article_of

WAIT = "وصلت من شبكتك طلبات كثيرة. أعد المحاولة بعد {} دقيقة؛ ما كتبته باقٍ في النموذج."
FULL = "ينتظر من الطلبات ما لا يتسع لغيره. اكتب إلى بريد القائمين على الأرشيف في صفحة «عن الأرشيف»."
_REFERENCE = re.compile(r"[a-z0-9]{8,32}")


@require_http_methods(["GET", "HEAD", "POST"])
def takedown(request: HttpRequest) -> HttpResponse:
    """`article`: a key or the address of an article's page."""
    if request.method != "POST":
        given = request.GET.get("article", "")[:500]
        found = _readable(request, given)
        address = request.build_absolute_uri(found.get_absolute_url()) if found else given
        return _page(request, TakedownForm(initial={"article": address, "kind": request.GET.get("kind", "")}), found)
    form = TakedownForm(request.POST)
    if form.is_trapped():
        return _sent(new_key())
    if not form.is_valid():
        return _page(request, form, None, status=400)
    if wait := form_send(form="takedown", address=request.META.get("REMOTE_ADDR", "")):
        response = _page(request, form, None, problem=WAIT.format(math.ceil(wait.total_seconds() / 60)), status=429)
        response["Retry-After"] = str(math.ceil(wait.total_seconds()))
        return response
    try:
        made = takedown_receive(article=form.found_article(), **form.values())
    except TooManyRequestsError:
        return _page(request, form, None, problem=FULL, status=503)
    return _sent(made.reference)


@require_safe
def takedown_sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Says the same of every reference: whether there is such a request is nobody's business."""
    shown = reference if _REFERENCE.fullmatch(reference) else ""
    response = render(request, "takedown_sent.html", {"reference": shown})
    return _private(response)


def _readable(request: HttpRequest, given: str) -> Article | None:
    """The article, if this reader may read it."""
    if settings.ARCHIVE_ACCESS != "public" and not request.user.is_authenticated:
        return None
    found = article_of(given)
    return found if found is not None and found.state == Article.State.PUBLISHED else None


def _sent(reference: str) -> HttpResponse:
    return _private(redirect("takedown-sent", reference))


def _page(
    request: HttpRequest, form: TakedownForm, article: Article | None, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "article": article, "problem": problem, "canonical": page_url("takedown")}
    return _private(render(request, "takedown.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
