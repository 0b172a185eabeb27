"""The addresses of one search with one facet value more or less: a page of results has a hundred values and two of each.

What they share is encoded once, up to the place where the value goes in the canonical order and from there on. A value
that the request chooses or excludes already takes the long way, through a changed request.
"""

from urllib.parse import quote_plus, urlencode

from archive.search.request import SearchRequest
from archive.web.addresses import (
    changed,
    query_pairs,
    search_address,
    with_exclusion,
    with_filter,
    without_filter,
)
from archive.web.parameters import PARAMETERS

_PLACE = {parameter.name: place for place, parameter in enumerate(PARAMETERS)}
"""The canonical order of a query string is the order of the table of parameters."""


class FacetLinks:
    """Links that start from one request."""

    def __init__(self, request: SearchRequest) -> None:
        self._request = request
        self._pairs = query_pairs(changed(request))
        self._around: dict[str, tuple[str, str]] = {}

    def choosing(self, facet: str, key: str) -> str:
        """The search with the value as a filter."""
        if self._is_there(facet, key):
            return search_address(with_filter(self._request, facet, key))
        return self._with(facet, key)

    def excluding(self, facet: str, key: str) -> str:
        """The search without the articles of the value."""
        if self._is_there(facet, key):
            return search_address(with_exclusion(self._request, facet, key))
        return self._with(f"not_{facet}", key)

    def releasing(self, facet: str, key: str) -> str:
        """The search without the filter."""
        return search_address(without_filter(self._request, facet, key))

    def _is_there(self, facet: str, key: str) -> bool:
        return key in self._request.filters.get(facet, ()) or key in self._request.excludes.get(facet, ())

    def _with(self, parameter: str, key: str) -> str:
        if parameter not in self._around:
            self._around[parameter] = self._cut_at(parameter)
        before, after = self._around[parameter]
        return f"{before}{parameter}={quote_plus(key)}{after}"

    def _cut_at(self, parameter: str) -> tuple[str, str]:
        """What stands before a further value of the parameter, and after it."""
        kept = [(name, value) for name, value in self._pairs if _PLACE[name] <= _PLACE[parameter]]
        before, after = urlencode(kept), urlencode(self._pairs[len(kept) :])
        return "/search/?" + (f"{before}&" if before else ""), f"&{after}" if after else ""
