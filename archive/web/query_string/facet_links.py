"""The addresses of one search with one facet value more or less, or of other days: a page of results has a hundred values and
two addresses of each, and a chart has up to 60 bars.

What they share is encoded once, up to the place where the value goes in the canonical order and from there on. A value
that the request chooses or excludes already takes the long way, through a changed request.
"""

from archive.search import DateRange, SearchRequest
from archive.web.query_string.build import (
    encode_params,
    published_params,
    query_params,
    quote_value,
    search_url,
    with_changes,
    with_exclusion,
    with_filter,
    without_filter,
)
from archive.web.query_string.parameters import PARAMETERS

_PLACE = {parameter.name: place for place, parameter in enumerate(PARAMETERS)}
"""The canonical order of a query string is the order of the table of parameters."""


class FacetLinks:
    """Links that start from one request."""

    def __init__(self, request: SearchRequest, path: str = "/search/") -> None:
        self._request = request
        self._path = path
        self._pairs = query_params(with_changes(request))
        self._around: dict[str, tuple[str, str]] = {}
        self._days: tuple[str, str] | None = None

    def choosing(self, facet: str, key: str) -> str:
        """The search with the value as a filter."""
        if self._is_there(facet, key):
            return search_url(with_filter(self._request, facet, key), path=self._path)
        return self._with(facet, key)

    def excluding(self, facet: str, key: str) -> str:
        """The search without the articles of the value."""
        if self._is_there(facet, key):
            return search_url(with_exclusion(self._request, facet, key), path=self._path)
        return self._with(f"not_{facet}", key)

    def releasing(self, facet: str, key: str) -> str:
        """The search without the filter."""
        return search_url(without_filter(self._request, facet, key), path=self._path)

    def of_days(self, span: DateRange) -> str:
        """The search of these days of publication in place of the request's own; of all, where the span is open."""
        if self._days is None:
            first, last = _PLACE["from"], _PLACE["to"]
            kept = [(name, value) for name, value in self._pairs if not first <= _PLACE[name] <= last]
            before = sum(_PLACE[name] < first for name, _ in kept)
            self._days = encode_params(kept[:before]), encode_params(kept[before:])
        before_days, after_days = self._days
        query = "&".join(filter(None, (before_days, encode_params(published_params(span)), after_days)))
        return f"{self._path}?{query}" if query else self._path

    def _is_there(self, facet: str, key: str) -> bool:
        return key in self._request.filters.get(facet, ()) or key in self._request.excludes.get(facet, ())

    def _with(self, parameter: str, key: str) -> str:
        if parameter not in self._around:
            self._around[parameter] = self._cut_at(parameter)
        before, after = self._around[parameter]
        return f"{before}{parameter}={quote_value(key)}{after}"

    def _cut_at(self, parameter: str) -> tuple[str, str]:
        """What stands before a further value of the parameter, and after it."""
        kept = [(name, value) for name, value in self._pairs if _PLACE[name] <= _PLACE[parameter]]
        before, after = encode_params(kept), encode_params(self._pairs[len(kept) :])
        return f"{self._path}?" + (f"{before}&" if before else ""), f"&{after}" if after else ""
