"""The home page: search box, size of the archive, newest articles, most mentioned entities of late."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.catalog.selectors import archive_span, newest_articles
from archive.search import DateRange, SearchRequest, search
from archive.web.presenters.chart import chart
from archive.web.presenters.facets import most_mentioned
from archive.web.presenters.labels import labels_for
from archive.web.search_fallback import search_or_empty

NEWEST = 7
RECENT_PERIOD = dt.timedelta(days=90)
"""Before the newest article: the period of the most mentioned entities."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    span = archive_span()
    if not span.articles:
        return render(request, "empty_archive.html")
    everything = search_or_empty(search, SearchRequest(per_page=0, facets=("year", "month")))
    since = _since(span.last)
    facets = ("person", "place", "organization")
    lately = search_or_empty(search, SearchRequest(published=since, per_page=0, facets=facets, facet_limit=8))
    newest = newest_articles(NEWEST)
    context = {
        "span": span,
        "newest": newest,
        "opening": _opening(newest),
        "chart": chart(everything),
        "lately": most_mentioned(lately, labels_for(lately.request, lately)),
        "since": since.first,
        "search_unavailable": not (everything.available and lately.available),
    }
    return render(request, "home.html", context)


def _since(newest: dt.date | None) -> DateRange:
    if newest is None or newest - dt.date.min < RECENT_PERIOD:
        return DateRange()
    return DateRange(first=newest - RECENT_PERIOD)


def _opening(newest: list[Article]) -> str:
    """The first paragraph of the newest article."""
    paragraphs = newest[0].paragraphs.all() if newest else []
    return next((paragraph.text for paragraph in paragraphs if paragraph.role in ("lede", "paragraph")), "")
