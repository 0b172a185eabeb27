"""SearchRequest in, ResultPage out.

Order of steps: expand the query and compile it; turn the filters into clauses; ask the engine; if it finds nothing, correct
the query (`suggestions.did_you_mean`) and answer the corrected one or suggest it; load the articles of the page and cut their
snippets. The database has the last word: what is not published there is not shown, even if the index still contains it.
"""

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from archive.entities.selectors import MAX_FORM_WORDS, name_spellings
from archive.search.continuing import cursor_after, start_after
from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery, SearchResult
from archive.search.engine.document import STORY_GROUP, VERSION_GROUP
from archive.search.highlighting import Highlight, HighlightMatcher
from archive.search.hits import hits
from archive.search.query import CompiledQuery
from archive.search.related.undated import undated_candidates
from archive.search.request import KEYED_FACETS, DateRange, Group, SearchRequest
from archive.search.request_clauses import check_request, filter_clauses, with_current_keys
from archive.search.result_page import Alternative, FacetValue, FoundArticles, Hit, ResultPage
from archive.search.session import SearchSession, search_session
from archive.search.suggestions import DidYouMean, did_you_mean, latin_suggestion, relaxed_requests, surname_suggestion
from archive.text.dates import interval

_GROUPINGS: dict[Group, str] = {"versions": VERSION_GROUP, "story": STORY_GROUP, "none": ""}
NOTE_STALE = "بُني الفهرس بإصدار سابق من محلل النص؛ قد تنقص النتائج إلى أن يُعاد بناؤه."


@dataclass(frozen=True)
class _Answer:
    """What the engine finds for a request, after correction of its query."""

    compiled: CompiledQuery
    result: SearchResult
    meant: DidYouMean

    @property
    def notes(self) -> tuple[str, ...]:
        return (*((self.meant.note,) if self.meant.note else ()), *self.compiled.notes)


def search(request: SearchRequest) -> ResultPage:
    """Raises SearchRequestError for a request that no form produces."""
    check_request(request)
    began = time.perf_counter()
    with search_session() as session:
        request = with_current_keys(request)
        start = _start(session, request)
        answer = _answer(session, request, start, start + request.per_page, facets=request.facets)
        result, meant = answer.result, answer.meant
        groups = result.count if result.groups is None else result.groups
        if result.count and meant.query is None:
            meant = _other_readings(session, request)
        info = session.view.info

        def first(asked: SearchRequest, limit: int) -> Sequence[int]:
            return session.view.search(_engine_query(asked, session.compile(asked).clause, 0, limit)).pks

        return ResultPage(
            request=request,
            count=result.count,
            hits=hits(
                result,
                answer.compiled.clause,
                explain=request.explain,
                with_stories=request.effective_group == "story",
            ),
            facets=_facets(request, result),
            undated=result.undated,
            suggestion=next((other.query for other in meant.suggestions if other.reason != "surname"), None),
            suggestions=meant.suggestions,
            corrected_query=meant.query,
            searched_variants=session.expand(request, meant.query).variants,
            notes=(*answer.notes, *((NOTE_STALE,) if info is not None and info.stale else ())),
            undated_candidates=undated_candidates(request, first),
            took_ms=round((time.perf_counter() - began) * 1000, 2),
            grouped=result.groups,
            pages=math.ceil(groups / request.per_page) if request.per_page else 0,
            start=start,
            next=cursor_after(result.pks, start, groups),
            first_day=result.first_day,
            last_day=result.last_day,
        )


def find(request: SearchRequest, limit: int, *, among: Iterable[int] | None = None) -> FoundArticles:
    """The first `limit` results in the order of the request, whatever its page; no facets or snippets. With `among`, of these
    articles (primary keys) alone: the list is cut by the engine, so that the others of the archive cost nothing.

    Corrects the query as `search` does, and raises the same errors.
    """
    check_request(request)
    with search_session() as session:
        answer = _answer(session, with_current_keys(request), 0, limit, among=among)
        return FoundArticles(tuple(answer.result.pks), answer.result.count, answer.meant.query, answer.notes)


def counts(request: SearchRequest, spans: Sequence[DateRange]) -> list[int]:
    """Number of the request's articles published within each span of days, as `from` and `to` filter them."""
    check_request(request)
    with search_session() as session:
        request = with_current_keys(request)
        query = _engine_query(request, session.compile(request).clause, 0, 0)
        published = tuple(c.Published(span.first, span.last) for span in spans)
        return list(session.view.search(replace(query, count_clauses=published)).clause_counts)


def highlights(request: SearchRequest, texts: Sequence[str], *, titles: int = 0) -> list[list[Highlight]]:
    """The words in each text that the request's query matches; the first `titles` texts are titles."""
    with search_session() as session:
        matcher = HighlightMatcher(session.compile(request).clause)
    if not matcher:
        return [[] for _ in texts]
    return [matcher.highlights(text, title=number < titles) for number, text in enumerate(texts)]


def has_words(request: SearchRequest) -> bool:
    """Whether the request's query has words that a text may contain: one of fields alone has none."""
    with search_session() as session:
        return bool(HighlightMatcher(session.compile(request).clause))


def hits_of(request: SearchRequest, pks: Sequence[int]) -> tuple[Hit, ...]:
    """These articles as hits of a search, in this order; those that are published. It is not asked whether it finds them."""
    with search_session() as session:
        clause = session.compile(with_current_keys(request)).clause
    return hits(SearchResult(len(pks), list(pks), [0.0] * len(pks)), clause)


def alternatives(request: SearchRequest) -> tuple[Alternative, ...]:
    """For a request without results: less strict ones that have some, with their number."""
    with search_session():
        counted = ((other, find(other.request, 0).count) for other in relaxed_requests(request))
        return tuple(replace(other, count=count) for other, count in counted if count)


def _start(session: SearchSession, request: SearchRequest) -> int:
    """The number of results before those of the page."""
    if request.cursor is None:
        return (request.page - 1) * request.per_page

    def results(start: int, end: int) -> Sequence[int]:
        return _answer(session, request, start, end).result.pks

    return start_after(request.cursor, results)


def _answer(
    session: SearchSession,
    request: SearchRequest,
    start: int,
    end: int,
    *,
    facets: tuple[str, ...] = (),
    among: Iterable[int] | None = None,
) -> _Answer:
    """Asks the engine; if nothing is found, looks for the query that was meant, and asks for that one if there is one."""

    def answered(clause: c.Clause) -> SearchResult:
        return session.view.search(replace(query, clause=clause))

    compiled = session.compile(request)
    query = _engine_query(request, compiled.clause, start, end, facets=facets)
    if among is not None:
        query = replace(query, filters={**query.filters, "among": c.DocIds(tuple(among))})
    result = answered(compiled.clause)
    meant = DidYouMean()
    if not result.count and session.view.count:
        count = _counter(session, request)
        meant = did_you_mean(request.q, request.mode, session.vocabulary, count, as_typed=not request.variants)
        if meant.query is not None:
            compiled = session.compile(request, meant.query)
            result = answered(compiled.clause)
    return _Answer(compiled, result, meant)


def _other_readings(session: SearchSession, request: SearchRequest) -> DidYouMean:
    """Suggestions for a query that has results: a Latin name in Arabic, the surname of a full name by itself."""
    if request.mode != "wide" or request.page > 1:
        return DidYouMean()
    count = _counter(session, request)
    offered = latin_suggestion(request.q, session.vocabulary, count)
    words = tuple(request.q.split())
    if request.variants and len(words) <= MAX_FORM_WORDS and (surname := name_spellings().surname(words)):
        full_names = (request.q, *(name for name in session.expand(request).variants if " " in name))
        offered += surname_suggestion(surname, full_names, count)
    return DidYouMean(suggestions=offered)


def _counter(session: SearchSession, request: SearchRequest) -> Callable[[str], int]:
    """A function that counts the results of another query under the request's filters."""

    def count(query: str) -> int:
        return session.view.search(_engine_query(request, session.compile(request, query).clause, 0, 0)).count

    return count


def _engine_query(
    request: SearchRequest, clause: c.Clause, start: int, end: int, *, facets: tuple[str, ...] = ()
) -> SearchQuery:
    return SearchQuery(
        clause=clause,
        filters=filter_clauses(request),
        sort=request.effective_sort,
        group=_GROUPINGS[request.effective_group] if end else "",
        start=start,
        end=end,
        facets=facets,
        facet_limit=request.facet_limit,
        selected={name: tuple(keys) for name, keys in request.filters.items()},
    )


def _facets(request: SearchRequest, result: SearchResult) -> dict[str, tuple[FacetValue, ...]]:
    facets = {}
    for name, values in result.facets.items():
        if name in KEYED_FACETS:
            chosen = set(request.filters.get(name, ()))
            facets[name] = tuple(FacetValue(key, count, key in chosen) for key, count in values)
        else:
            facets[name] = tuple(FacetValue(key, count, _is_period(request.published, key)) for key, count in values)
    return facets


def _is_period(days: DateRange, key: str) -> bool:
    """Whether these days are exactly the year or month of this key."""
    return bool(days) and (days.first, days.last) == interval(key)
