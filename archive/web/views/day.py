"""A day's articles as a newspaper's front page: of one source, and of all."""

import datetime as dt
import re
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from archive.catalog.models import Source
from archive.catalog.selectors import (
    articles_of_day,
    articles_of_month_alone,
    current_source_keys,
    days_of_month,
    near_days,
    newest_day,
    public_sources,
)
from archive.search import DateRange, SearchRequest
from archive.web.links import page_url
from archive.web.presenters.front_page import WEEK, front_page, month_calendar
from archive.web.query_string import period_range, search_url

MOST_OF_MONTH = 30
"""Articles of the month without a day that are listed; the search has all of them."""


@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """The newest day that has articles."""
    newest = newest_day()
    if newest is None:
        raise Http404
    return redirect(page_url("day", newest.isoformat()))


@require_safe
def day(request: HttpRequest, day: str) -> HttpResponse:
    return _page(request, _day(day), None, lambda of: page_url("day", of.isoformat()))


@require_safe
def source_day(request: HttpRequest, key: str, day: str) -> HttpResponse:
    of = _day(day)
    (current,) = current_source_keys((key,))
    if current != key:
        return redirect(page_url("source-day", current, day), permanent=True)
    source = get_object_or_404(public_sources(), key=key)
    return _page(request, of, source, lambda other: page_url("source-day", key, other.isoformat()))


def _day(text: str) -> dt.date:
    """Raises Http404 for what is no day of the calendar."""
    try:
        return dt.date.fromisoformat(text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else "")
    except ValueError:
        raise Http404 from None


def _page(request: HttpRequest, of: dt.date, source: Source | None, link: Callable[[dt.date], str]) -> HttpResponse:
    """404 where the day has nothing; the page then shows where there is something."""
    articles = articles_of_day(of, source)
    of_month = articles_of_month_alone(of, source)
    of_month_count = of_month.count()
    near = near_days(of, source)
    filters: dict[str, tuple[str, ...]] = {"source": (source.key,)} if source else {}
    context = {
        "day": of,
        "source": source,
        "articles": articles,
        "front": front_page(articles),
        "of_month": of_month[:MOST_OF_MONTH],
        "of_month_count": of_month_count,
        "week": WEEK,
        "calendar": month_calendar(of, days_of_month(of, source), link),
        "near": {name: link(value) if value else "" for name, value in vars(near).items()},
        "near_days": near,
        "all_sources": page_url("day", of.isoformat()) if source else "",
        "search": search_url(SearchRequest(filters=filters, published=DateRange(of, of))),
        "month_search": search_url(SearchRequest(filters=filters, published=period_range(of.isoformat()[:7]))),
        "canonical": link(of),
    }
    return render(request, "day.html", context, status=200 if articles or of_month_count else 404)
