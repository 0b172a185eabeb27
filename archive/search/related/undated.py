"""Articles without a publication date that may belong to the time a reader asks for.

They are found by no filter of dates and counted nowhere; they are only named beside the results. Such an article finds what is
asked for apart from the time, and the day before which it can't have been published lies in that time, or at most
`SOON` days ahead of it: news is printed soon after its newest picture.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from archive.catalog.models import Article
from archive.search.query import OPERATORS, QUOTES, date_spans
from archive.search.request import DateRange, SearchRequest
from archive.search.result_page import UndatedCandidate

SOON = dt.timedelta(days=90)
MOST = 3
_LOOKED_AT = 200
_NOT_PLAIN = frozenset(f"{QUOTES}()|:*~-")


def undated_candidates(
    request: SearchRequest, find: Callable[[SearchRequest, int], Sequence[int]]
) -> tuple[UndatedCandidate, ...]:
    """At most `MOST` articles, the best first; none where the request asks for no time.

    `find` gives the numbers of the first so many articles that a request finds. It is asked only where the record has
    undated articles of that time at all.
    """
    words, days = _without_time(request)
    if not days or request.undated or request.page > 1:
        return ()
    undated = Article.objects.filter(published_on=None, not_before__isnull=False)
    if days.first is not None:
        undated = undated.filter(not_before__gte=max(days.first, dt.date.min + SOON) - SOON)
    if days.last is not None:
        undated = undated.filter(not_before__lte=days.last)
    rows = undated.order_by("-not_before", "pk").values_list(
        "pk", "state", "key", "title", "generated_title", "not_before", "not_before_evidence"
    )
    near = {
        pk: UndatedCandidate(key, title or generated, day, evidence)
        for pk, state, key, title, generated, day, evidence in rows[:_LOOKED_AT]
        if day and state == "published"  # asked here: the database would go through all that are published first
    }
    if not near:
        return ()
    found = find(replace(request, q=words, published=DateRange(), undated="only", sort="relevance"), _LOOKED_AT)
    return tuple([near[pk] for pk in found if pk in near][:MOST])


def _without_time(request: SearchRequest) -> tuple[str, DateRange]:
    """The query without the dates among its words, and the days that are asked for; a filter goes before them.

    Dates are looked for among plain words only: what stands in quotation marks or between operators stays.
    """
    words = tuple(request.q.split())
    if request.published or OPERATORS & set(words) or not _NOT_PLAIN.isdisjoint(request.q):
        return request.q, request.published
    runs = [run for run in date_spans(words) if run.days]
    if len(runs) != 1:
        return request.q, request.published
    (run,) = runs
    return " ".join((*words[: run.first], *words[run.last :])), run.days or DateRange()
