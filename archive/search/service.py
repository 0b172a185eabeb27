"""The façade: a SearchRequest in, a ResultPage out.

Order of steps: the query is compiled; the request's filters become named clauses; the engine answers from its view;
where it finds nothing, the query that was meant is looked for (`rescue`), and answered in its place or offered; the
articles of the page are loaded and their snippets cut. The record has the last word: what is not published there is not
shown, even while the index still knows it.
"""

import math
import time
from collections.abc import Sequence
from dataclasses import replace

from archive.entities.selectors import name_spellings, request_scoped_versions, resolve_merged_keys
from archive.search.engine import clauses as c
from archive.search.engine import current_engine
from archive.search.engine.contract import DATE, SearchQuery, SearchResult, View
from archive.search.expansion.name_variants import Variants
from archive.search.expansion.vocabulary import Vocabulary
from archive.search.hits import hits
from archive.search.query.compiler import Compiled, compile_query
from archive.search.related.undated import undated_candidates
from archive.search.request import FACETS, KEYED_FACETS, DateRange, SearchRequest
from archive.search.result_page import FacetValue, FoundArticles, ResultPage
from archive.search.suggestions.did_you_mean import DidYouMean, did_you_mean, latin_suggestion, surname_suggestion
from archive.text.dates import interval

ENTITY_FACETS = ("person", "place", "organization")
MAX_PER_PAGE = 100
MAX_PAGE = 10_000_000
NOTE_STALE = "بُني الفهرس بإصدار سابق من محلل النص؛ قد تنقص النتائج إلى أن يُعاد بناؤه."


class SearchRequestError(ValueError):
    """The request itself makes no sense (a page below 1, a facet that does not exist); no reader's query does this."""


def search(request: SearchRequest) -> ResultPage:
    """Raises SearchRequestError for a request that no form would make."""
    _check(request)
    began = time.perf_counter()
    with request_scoped_versions():
        return _searched(_standing(request), began)


def _searched(request: SearchRequest, began: float) -> ResultPage:
    view = current_engine().view()
    compiled = compile_request(request, view)
    found = _answer(request, compiled, view)
    near = _near(request, compiled, found, view)
    if near.query is not None:
        compiled = compile_request(replace(request, q=near.query), view)
        found = _answer(request, compiled, view)
    stale = view.info is not None and view.info.stale

    def first(asked: SearchRequest, limit: int) -> Sequence[int]:
        question = SearchQuery(compile_request(asked, view).clause, request_filters(asked), start=0, end=limit)
        return view.search(question).pks

    return ResultPage(
        request=request,
        count=found.count,
        hits=hits(found, compiled.clause, explain=request.explain),
        facets=_facets(request, found),
        undated=found.undated,
        suggestion=next((other.query for other in near.suggestions if other.reason != "surname"), None),
        suggestions=near.suggestions,
        corrected_query=near.query,
        searched_variants=compiled.variants,
        notes=(*((near.note,) if near.note else ()), *compiled.notes, *((NOTE_STALE,) if stale else ())),
        undated_candidates=undated_candidates(request, first),
        took_ms=round((time.perf_counter() - began) * 1000, 2),
        pages=math.ceil(found.count / request.per_page) if request.per_page else 0,
        first_day=found.first_day,
        last_day=found.last_day,
    )


def find(request: SearchRequest, limit: int) -> FoundArticles:
    """The first articles of all that the request finds, `limit` at most and whatever its page: no facets, no snippets.

    Where `search` answers another query in place of the one typed, so does this. Raises as `search` does.
    """
    _check(request)
    request = _standing(request)
    view = current_engine().view()
    first = replace(request, page=1, facets=())
    compiled = compile_request(request, view)
    near = _near(first, compiled, _answer(first, compiled, view), view)
    if near.query is not None:
        compiled = compile_request(replace(request, q=near.query), view)
    filters = request_filters(request)
    answer = view.search(
        SearchQuery(clause=compiled.clause, filters=filters, sort=request.effective_sort, start=0, end=limit)
    )
    notes = (*((near.note,) if near.note else ()), *compiled.notes)
    return FoundArticles(tuple(answer.pks), answer.count, near.query, notes)


def _standing(request: SearchRequest) -> SearchRequest:
    """Old addresses name entities that were merged into others since."""
    if not any(chosen.get(name) for chosen in (request.filters, request.excludes) for name in ENTITY_FACETS):
        return request
    filters, excludes = (
        {name: resolve_merged_keys(keys) if name in ENTITY_FACETS else keys for name, keys in chosen.items()}
        for chosen in (request.filters, request.excludes)
    )
    return replace(request, filters=filters, excludes=excludes)


def counts(request: SearchRequest, spans: Sequence[DateRange]) -> list[int]:
    """How many of the request's articles were published within each of these spans, as `from` and `to` would find them."""
    _check(request)
    request = _standing(request)
    view = current_engine().view()
    counting = tuple(c.Published(span.first, span.last) for span in spans)
    clause = compile_request(request, view).clause
    return list(
        view.search(
            SearchQuery(clause=clause, filters=request_filters(request), end=0, count_clauses=counting)
        ).clause_counts
    )


def _answer(request: SearchRequest, compiled: Compiled, view: View) -> SearchResult:
    start = (request.page - 1) * request.per_page
    return view.search(
        SearchQuery(
            clause=compiled.clause,
            filters=request_filters(request),
            sort=request.effective_sort,
            start=start,
            end=start + request.per_page,
            facets=request.facets,
            facet_limit=request.facet_limit,
            selected={name: tuple(keys) for name, keys in request.filters.items()},
        )
    )


def _near(request: SearchRequest, compiled: Compiled, found: SearchResult, view: View) -> DidYouMean:
    """What else the reader may have meant, where the query finds nothing or is in Latin letters."""

    def count(query: str) -> int:
        clause = compile_request(replace(request, q=query), view).clause
        return view.search(SearchQuery(clause=clause, filters=request_filters(request), end=0)).count

    if not found.count and view.count:
        return did_you_mean(request.q, request.mode, Vocabulary(view), count, as_typed=not request.variants)
    if request.mode == "wide" and request.page == 1:
        offered = latin_suggestion(request.q, Vocabulary(view), count)
        if request.variants and (surname := name_spellings().surname(tuple(request.q.split()))):
            whole = (request.q, *(name for name in compiled.variants if " " in name))
            offered += surname_suggestion(surname, whole, count)
        return DidYouMean(suggestions=offered)
    return DidYouMean()


def compile_request(request: SearchRequest, view: View) -> Compiled:
    """The request's query as a clause, its names with their variants unless the reader wants none."""
    variants = Variants(view) if request.variants and request.mode == "wide" and request.q.strip() else None
    return compile_query(request.q, mode=request.mode, match=request.match, variants=variants)


def request_filters(request: SearchRequest) -> dict[str, c.Clause]:
    """The request's filters by name: facets ignore the one of their own name."""
    filters: dict[str, c.Clause] = {}
    if request.kind != "all":
        filters["kind"] = c.Keys("kind", (request.kind,))
    for name, keys in request.filters.items():
        if keys:
            filters[name] = c.Keys(name, tuple(keys))
    for name, keys in request.excludes.items():
        if keys:
            filters[f"not_{name}"] = c.Not(c.Keys(name, tuple(keys)))
    if request.published:
        filters[DATE] = c.Published(request.published.first, request.published.last)
    if request.mentions:
        filters["mentions"] = c.MentionsDate(request.mentions.first, request.mentions.last, within=True)
    if request.undated:
        filters["undated"] = c.Not(c.HasDate()) if request.undated == "only" else c.HasDate()
    return filters


def _check(request: SearchRequest) -> None:
    if not 1 <= request.page <= MAX_PAGE:
        raise SearchRequestError(f"page must be between 1 and {MAX_PAGE}, not {request.page}")
    if not 0 <= request.per_page <= MAX_PER_PAGE:
        raise SearchRequestError(f"per_page must be between 0 and {MAX_PER_PAGE}, not {request.per_page}")
    if request.facet_limit < 1:
        raise SearchRequestError(f"facet_limit must be at least 1, not {request.facet_limit}")
    for names, known in ((request.facets, FACETS), (request.filters, KEYED_FACETS), (request.excludes, KEYED_FACETS)):
        if unknown := sorted(set(names) - set(known)):
            raise SearchRequestError(f"no such facet: {', '.join(unknown)}")
    for name, value, choices in (
        ("mode", request.mode, ("exact", "spelling", "wide")),
        ("match", request.match, ("all", "any")),
        ("sort", request.effective_sort, ("relevance", "newest", "oldest")),
        ("kind", request.kind, ("article", "stub", "all")),
        ("undated", request.undated, ("", "only", "exclude")),
    ):
        if value not in choices:
            raise SearchRequestError(f"{name} must be one of {', '.join(choices)}, not {value!r}")


def _facets(request: SearchRequest, found: SearchResult) -> dict[str, tuple[FacetValue, ...]]:
    facets = {}
    for name, counts in found.facets.items():
        if name in KEYED_FACETS:
            chosen = set(request.filters.get(name, ()))
            facets[name] = tuple(FacetValue(key, number, key in chosen) for key, number in counts)
        else:
            facets[name] = tuple(FacetValue(key, n, _covers(request.published, key)) for key, n in counts)
    return facets


def _covers(days: DateRange, key: str) -> bool:
    """Whether these days are just the year or month of this key."""
    return bool(days) and (days.first, days.last) == interval(key)
