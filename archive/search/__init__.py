"""Search: the only room that imports Haystack and the engines, and this module is the only one that other rooms import.

A search: SearchRequest → `query` (parse) → `expansion` → `query` (compile) → `engine` → `hits` and `highlighting` → ResultPage,
all in `service`; `suggestions` corrects queries that find nothing. A change: outbox → `indexing` → `engine`. Haystack's
commands and query sets go through `haystack` to the same engine. Django may import this module before its models are ready, so
the functions import what they call.
"""

import datetime as dt
import time
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from archive.catalog.metrics import observe
from archive.search.engine.contract import SearchUnavailableError
from archive.search.query.form import QueryForm, read_form, write_form
from archive.search.query.parts import QueryPart, around_part, query_parts, without_part
from archive.search.request import (
    FACETS,
    KEYED_FACETS,
    Cursor,
    DateRange,
    Group,
    Kind,
    Match,
    Mode,
    SearchRequest,
    Sort,
    Undated,
)
from archive.search.result_page import (
    OFFER_REASONS,
    Alternative,
    FacetValue,
    FoundArticles,
    Hit,
    HitStory,
    NameNetwork,
    RelatedArticle,
    ResultPage,
    Suggestion,
    UndatedCandidate,
    Version,
)

if TYPE_CHECKING:
    from archive.catalog.models import Article
    from archive.search.completion import Completion as Completion
    from archive.search.highlighting import Highlight
    from archive.search.indexing.companion import Companion
    from archive.search.indexing.consistency import IndexDiff as IndexDiff
    from archive.search.indexing.indexer import Progress
    from archive.search.indexing.status import IndexStatus
    from archive.search.session import SearchSession

__all__ = [
    "FACETS",
    "KEYED_FACETS",
    "OFFER_REASONS",
    "Alternative",
    "Cursor",
    "DateRange",
    "FacetValue",
    "FoundArticles",
    "Group",
    "Hit",
    "HitStory",
    "Kind",
    "Match",
    "Mode",
    "NameNetwork",
    "QueryForm",
    "QueryPart",
    "RelatedArticle",
    "ResultPage",
    "SearchRequest",
    "SearchUnavailableError",
    "Sort",
    "Suggestion",
    "Undated",
    "UndatedCandidate",
    "Version",
    "also_about",
    "alternatives",
    "around_part",
    "co_mentioned",
    "complete",
    "counts",
    "drain",
    "drain_or_wait",
    "find",
    "has_words",
    "highlights",
    "hits_of",
    "index_diff",
    "index_repair",
    "index_status",
    "indexing_companion",
    "name_network",
    "query_parts",
    "read_form",
    "related_by_days",
    "related_by_names",
    "related_by_words",
    "search",
    "search_session",
    "settle",
    "state_stamp",
    "trouble_sentence",
    "value_keys",
    "warm_up",
    "without_part",
    "word_table_refresh",
    "write_form",
]


def value_keys(part: QueryPart) -> tuple[str, ...]:
    """The keys that the value of a field in the query names (`قال:بوتين`), as the search reads it; () if there are none."""
    from archive.search.expansion.field_values import field_keys
    from archive.search.query import field_values

    return tuple(key for name, text in field_values(part.content) for key in field_keys(name, text))


def search(request: SearchRequest) -> ResultPage:
    """Any query string is answered. Raises ValueError only for a request that no form or address produces (`per_page=-1`)."""
    from archive.search import service

    began = time.perf_counter()
    page = service.search(request)
    observe("khizana_searches_total", time.perf_counter() - began, "found" if page.count else "nothing")
    return page


def find(request: SearchRequest, limit: int, *, among: Iterable[int] | None = None) -> FoundArticles:
    """Primary keys of the first `limit` results of a search, whatever its page; with `among`, of these articles (primary keys)
    alone. Raises like `search`."""
    from archive.search import service

    return service.find(request, limit, among=among)


def counts(request: SearchRequest, spans: Sequence[DateRange]) -> list[int]:
    """Number of articles of a search published within each span of days. Raises like `search`."""
    from archive.search import service

    return service.counts(request, spans)


def highlights(request: SearchRequest, texts: Sequence[str], *, titles: int = 0) -> "list[list[Highlight]]":
    """The words in each text that the request's query matches; the first `titles` texts are titles."""
    from archive.search import service

    return service.highlights(request, texts, titles=titles)


def has_words(request: SearchRequest) -> bool:
    """Whether the request's query has words that a text may contain: one of fields alone has none."""
    from archive.search import service

    return service.has_words(request)


def hits_of(request: SearchRequest, pks: Sequence[int]) -> tuple[Hit, ...]:
    """These articles (primary keys) as hits of a search, in this order; those that are published."""
    from archive.search import service

    return service.hits_of(request, pks)


def alternatives(request: SearchRequest) -> tuple[Alternative, ...]:
    """For a request without results: less strict ones (wider mode, any word, fewer filters) that have some."""
    from archive.search import service

    return service.alternatives(request)


def complete(typed: str, *, names: int, headlines: int) -> "list[Completion]":
    """Names, sources and tags, then headlines, that begin as typed, at most so many. Names may lag behind the database."""
    from archive.search import completion
    from archive.search.session import search_session as session_of

    with session_of() as session:
        found = completion.complete_names(session, typed, names)
        return found + completion.complete_headlines(typed, headlines)


def search_session() -> "AbstractContextManager[SearchSession]":
    """Calls of `search`, `find`, `counts`, `highlights` and `alternatives` in this block use one view of the index and expand
    each query once."""
    from archive.search import session

    return session.search_session()


def state_stamp() -> str:
    """Another value after each change of what a search may find or show (`session`). Raises SearchUnavailableError."""
    from archive.search import session

    return session.state_stamp()


def co_mentioned(kind: str, key: str, limit: int) -> list[tuple[str, int]]:
    """Keys of the entities most often mentioned in the same articles as this one, with the number of those articles."""
    from archive.search.related import co_mentions

    return co_mentions.co_mentioned(kind, key, limit)


def name_network(request: SearchRequest, kinds: Sequence[str], limit: int) -> NameNetwork:
    """The `limit` most frequent names of these kinds in a search, and which go together. Raises like `search`."""
    from archive.search.related import name_network as network

    return network.name_network(request, kinds, limit)


def also_about(article: "Article", limit: int) -> "list[Article]":
    """Published articles that share the most specific entities with this one."""
    from archive.search.related import co_mentions

    return co_mentions.also_about(article, limit)


def related_by_names(article: "Article", limit: int) -> "list[RelatedArticle]":
    """Published articles that share the most specific entities with this one, each with those."""
    from archive.search.related import reasons

    return reasons.related_by_names(article, limit)


def related_by_words(article: "Article", limit: int) -> "list[RelatedArticle]":
    """Published articles that share its most distinctive words, each with those."""
    from archive.search.related import reasons

    return reasons.related_by_words(article, limit)


def related_by_days(article: "Article", days: "Sequence[dt.date]", limit: int) -> "list[RelatedArticle]":
    """Published articles that mention the same days, which are those that this one mentions, then those of its own day."""
    from archive.search.related import reasons

    return reasons.related_by_days(article, days, limit)


def drain(limit: int | None = None, *, progress: "Progress | None" = None) -> int:
    """Index the articles in the outbox (its first `limit` rows); returns their number."""
    from archive.search.indexing import outbox

    return outbox.drain(limit, progress=progress)


def drain_or_wait(*, progress: "Progress | None" = None) -> None:
    """Return when all changes made until now are indexed: by the background process if it runs, else by this one."""
    from archive.search.indexing import outbox

    outbox.drain_or_wait(progress=progress)


def settle(*, most_comparisons: int = 1_000, progress: "Progress | None" = None) -> int:
    """`drain_or_wait`, then compare and group what was indexed, if it is no more than `most_comparisons` articles (some ten
    milliseconds each); returns how many are left to the background process."""
    from archive.search.indexing import outbox

    return outbox.settle(most_comparisons=most_comparisons, progress=progress)


def indexing_companion() -> "Companion":
    """A process that indexes alongside a long import, once it is started: a context manager, which ends it."""
    from archive.search.indexing.companion import Companion

    return Companion()


def index_status() -> "IndexStatus":
    """Size, version and pending changes of the index."""
    from archive.search.indexing import status

    return status.index_status()


def index_diff(*, seconds: float | None = None, progress: "Progress | None" = None) -> "IndexDiff":
    """Articles whose index entry differs from the database. Compares contents for about `seconds`, all if None."""
    from archive.search.indexing import consistency

    return consistency.diff(seconds=seconds, progress=progress)


def index_repair(found: "IndexDiff", *, progress: "Progress | None" = None) -> int:
    """Re-index the differing articles only. Returns how many were indexed or removed."""
    from archive.search.indexing import consistency

    return consistency.repair(found, progress=progress)


def word_table_refresh() -> bool:
    """Bring the word table up to today's rules; whether it was saved."""
    from archive.search.indexing import word_table

    return word_table.refresh_levels()


def trouble_sentence(error: BaseException) -> str | None:
    """One sentence for whoever runs the archive if the index is damaged, locked or out of reach; None for any other error."""
    from archive.search.engine.contract import DocumentsRefusedError, IndexBusyError

    known = SearchUnavailableError | IndexBusyError | DocumentsRefusedError
    return f"The search index: {error}" if isinstance(error, known) else None


def warm_up() -> None:
    """Load what the first search would otherwise load: word table, index, tables of names. Never raises."""
    from archive.search import warming

    warming.warm_up()
