"""Articles related to one, in three lists, each with its reason: by names, by wording, by time.

A page of their own, which the article's page fetches when a reader comes near its end: the lists take longer than the article.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.search import RelatedArticle, related_by_days, related_by_names, related_by_words
from archive.web.presenters.related import related_lists
from archive.web.search_fallback import or_default

LIMIT = 5


@require_safe
def related(request: HttpRequest, key: str) -> HttpResponse:
    """404 for an article that is not published; empty lists while the engine is unavailable."""
    found = get_object_or_404(Article.objects.published(), key=key)
    days = list(
        found.dates.visible().filter(precision="day", end_value="").order_by("pk").values_list("first", flat=True)
    )
    none = list[RelatedArticle]()
    lists = related_lists(
        or_default(lambda: related_by_names(found, LIMIT), none),
        or_default(lambda: related_by_words(found, LIMIT), none),
        or_default(lambda: related_by_days(found, days, LIMIT), none),
    )
    response = render(
        request, "related.html", {"article": found, "lists": lists, "canonical": found.get_absolute_url()}
    )
    response["X-Robots-Tag"] = "noindex"
    return response
