"""Addresses of a search with one facet value added or removed, or with other dates.

A results page has a hundred facet values with two addresses each, and a chart of up to 60 bars. The parameters before and
after the one that varies, in canonical order, are encoded once. A value that the request already selects or excludes is
rare and goes through a changed request.
"""

from archive.search import DateRange, SearchRequest
from archive.web.links import page_url
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

_POSITION = {parameter.name: position for position, parameter in enumerate(PARAMETERS)}
"""Position in the canonical order, which is that of the parameter table."""


class FacetLinks:
    """Links that start from one request, all to the same view."""

    def __init__(self, request: SearchRequest, view: str = "search") -> None:
        self._request = request
        self._view = view
        self._path = page_url(view)
        self._pairs = query_params(with_changes(request))
        self._around: dict[str, tuple[str, str]] = {}
        self._days: tuple[str, str] | None = None

    def select(self, facet: str, key: str) -> str:
        """The search filtered by this value too."""
        if self._is_used(facet, key):
            return search_url(with_filter(self._request, facet, key), view=self._view)
        return self._with(facet, key)

    def exclude(self, facet: str, key: str) -> str:
        """The search without articles that have this value."""
        if self._is_used(facet, key):
            return search_url(with_exclusion(self._request, facet, key), view=self._view)
        return self._with(f"not_{facet}", key)

    def deselect(self, facet: str, key: str) -> str:
        """The search without this filter."""
        return search_url(without_filter(self._request, facet, key), view=self._view)

    def published(self, span: DateRange) -> str:
        """The search limited to these days of publication, instead of the request's own; an open range removes the limit."""
        if self._days is None:
            first, last = _POSITION["from"], _POSITION["to"]
            kept = [(name, value) for name, value in self._pairs if not first <= _POSITION[name] <= last]
            before = sum(_POSITION[name] < first for name, _ in kept)
            self._days = encode_params(kept[:before]), encode_params(kept[before:])
        before_days, after_days = self._days
        query = "&".join(filter(None, (before_days, encode_params(published_params(span)), after_days)))
        return f"{self._path}?{query}" if query else self._path

    def _is_used(self, facet: str, key: str) -> bool:
        return key in self._request.filters.get(facet, ()) or key in self._request.excludes.get(facet, ())

    def _with(self, parameter: str, key: str) -> str:
        if parameter not in self._around:
            self._around[parameter] = self._split_at(parameter)
        before, after = self._around[parameter]
        return f"{before}{parameter}={quote_value(key)}{after}"

    def _split_at(self, parameter: str) -> tuple[str, str]:
        """The encoded parameters before and after another value of this one."""
        kept = [(name, value) for name, value in self._pairs if _POSITION[name] <= _POSITION[parameter]]
        before, after = encode_params(kept), encode_params(self._pairs[len(kept) :])
        return f"{self._path}?" + (f"{before}&" if before else ""), f"&{after}" if after else ""
