"""Requests that are less strict than one that finds nothing: a wider mode, any of the words, one filter less, no filters."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from archive.search.request import DateRange, Mode, SearchRequest
from archive.search.result_page import Alternative

MAX_TRIED = 5
MAX_SINGLE_FILTERS = 3
"""How many filters are removed one at a time."""
_WIDER: dict[Mode, Mode] = {"exact": "spelling", "spelling": "wide"}
_UNFILTERED = SearchRequest()


def relaxed_requests(request: SearchRequest) -> tuple[Alternative, ...]:
    """At most MAX_TRIED requests, not counted yet, in the order in which they are offered."""
    return tuple(islice(_relaxed(replace(request, page=1, cursor=None)), MAX_TRIED))


def _relaxed(request: SearchRequest) -> Iterator[Alternative]:
    if request.q and request.mode in _WIDER:
        yield Alternative(replace(request, mode=_WIDER[request.mode]), "wider_mode")
    if len(request.q.split()) > 1 and request.match == "all":
        yield Alternative(replace(request, match="any"), "any_word")
    one_less = list(_without_each_filter(request))
    for other in one_less[:MAX_SINGLE_FILTERS]:
        yield Alternative(other, "without_filter")
    if len(one_less) > 1:
        yield Alternative(_without_filters(request), "without_filters")


def _without_each_filter(request: SearchRequest) -> Iterator[SearchRequest]:
    """The request without one of its filters, for each filter in the order of the parameters."""
    for facet, keys in request.filters.items():
        for key in keys:
            yield replace(request, filters=_without_key(request.filters, facet, key))
    for facet, keys in request.excludes.items():
        for key in keys:
            yield replace(request, excludes=_without_key(request.excludes, facet, key))
    for name in request.names:
        yield replace(request, names=tuple(kept for kept in request.names if kept != name))
    if request.published:
        yield replace(request, published=DateRange())
    if request.mentions:
        yield replace(request, mentions=DateRange())
    if request.added_from:
        yield replace(request, added_from=None)
    if request.undated:
        yield replace(request, undated=_UNFILTERED.undated)
    if request.kind != _UNFILTERED.kind:
        yield replace(request, kind=_UNFILTERED.kind)
    if not request.variants:
        yield replace(request, variants=True)


def _without_filters(request: SearchRequest) -> SearchRequest:
    names = ("filters", "excludes", "names", "published", "mentions", "added_from", "undated", "kind", "variants")
    return replace(request, **{name: getattr(_UNFILTERED, name) for name in names})


def _without_key(chosen: dict[str, tuple[str, ...]], facet: str, key: str) -> dict[str, tuple[str, ...]]:
    left = {**chosen, facet: tuple(kept for kept in chosen[facet] if kept != key)}
    return {name: keys for name, keys in left.items() if keys}
