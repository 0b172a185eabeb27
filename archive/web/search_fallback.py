"""Degraded rendering while the search engine is unavailable: pages show what the database holds, and say so."""

import logging
from collections.abc import Callable
from typing import TypeVar

from archive.search import ResultPage, SearchRequest, SearchUnavailableError

log = logging.getLogger(__name__)
T = TypeVar("T")


def search_or_empty(search: Callable[[SearchRequest], ResultPage], request: SearchRequest) -> ResultPage:
    """The page of results, or an empty one whose `available` is False."""
    empty = ResultPage(request=request, count=0, hits=(), facets={}, undated=0, available=False)
    return or_default(lambda: search(request), empty)


def or_default(ask: Callable[[], T], default: T) -> T:
    """What `ask` returns, or `default` while the engine is unavailable."""
    try:
        return ask()
    except SearchUnavailableError as error:
        log.warning("Rendering a page without the search engine: %s", error)
        return default
