"""Undated articles that may have been published in the period a reader asks for.

Date filters exclude them, so they are listed separately and not counted. A candidate matches the query without its dates, and
the earliest day on which it can have been published lies in the period, or at most `MAX_DELAY` before it: news is printed soon
after the newest picture in it was taken.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from django.db.models import F

from archive.catalog.models import Article
from archive.search.query import OPERATORS, QUOTES, date_spans
from archive.search.request import DateRange, SearchRequest
from archive.search.result_page import UndatedCandidate

MAX_DELAY = dt.timedelta(days=90)
MAX_CANDIDATES = 3
MAX_READ = 200
_NOT_PLAIN = frozenset(f"{QUOTES}()|:*~-")


def undated_candidates(
    request: SearchRequest, find: Callable[[SearchRequest, int], Sequence[int]]
) -> tuple[UndatedCandidate, ...]:
    """At most MAX_CANDIDATES articles, by relevance; () if the request has no dates.

    `find` returns the primary keys of the first articles of a request. It is called only if the database has undated articles
    of the period.
    """
    words, days = _without_time(request)
    if not days or request.undated or request.page > 1 or request.cursor:
        return ()
    undated = Article.objects.filter(published_on=None, not_before__isnull=False)
    if days.first is not None:
        undated = undated.filter(not_before__gte=max(days.first, dt.date.min + MAX_DELAY) - MAX_DELAY)
    if days.last is not None:
        undated = undated.filter(not_before__lte=days.last)
    rows = undated.order_by(F("not_before").desc(nulls_last=True), "pk").values_list(
        "pk", "state", "key", "title", "generated_title", "not_before", "not_before_evidence"
    )
    near = {
        pk: UndatedCandidate(key, title or generated, day, evidence)
        for pk, state, key, title, generated, day, evidence in rows[:MAX_READ]
        if day and state == "published"  # not in SQL: the database would scan all published articles
    }
    if not near:
        return ()
    found = find(replace(request, q=words, published=DateRange(), undated="only", sort="relevance"), MAX_READ)
    return tuple([near[pk] for pk in found if pk in near][:MAX_CANDIDATES])


def _without_time(request: SearchRequest) -> tuple[str, DateRange]:
    """The query without its dates, and the days it asks for. A date filter takes precedence over dates in the query.

    Only a query of plain words is searched for dates, not one with quotation marks or operators.
    """
    words = tuple(request.q.split())
    if request.published or OPERATORS & set(words) or not _NOT_PLAIN.isdisjoint(request.q):
        return request.q, request.published
    runs = [run for run in date_spans(words) if run.days]
    if len(runs) != 1:
        return request.q, request.published
    (run,) = runs
    return " ".join((*words[: run.first], *words[run.last :])), run.days or DateRange()
