"""Pages that stand without the search: while it cannot be reached they show what the record holds, and say so."""

import logging
from collections.abc import Callable
from typing import TypeVar

from archive.search import ResultPage, SearchRequest, SearchUnavailableError

log = logging.getLogger(__name__)
T = TypeVar("T")


def search_or_empty(search: Callable[[SearchRequest], ResultPage], request: SearchRequest) -> ResultPage:
    """The page of results, or an empty one that is not `available`."""
    nothing = ResultPage(request=request, count=0, hits=(), facets={}, undated=0, available=False)
    return or_default(lambda: search(request), nothing)


def or_default(ask: Callable[[], T], otherwise: T) -> T:
    """What the search says, or something else while it cannot be reached."""
    try:
        return ask()
    except SearchUnavailableError as error:
        log.warning("A page goes without the search: %s", error)
        return otherwise
