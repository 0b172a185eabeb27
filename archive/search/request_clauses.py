"""The filters of a request: checked, resolved to current entities, and as named clauses of the engine."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import get_args

from archive.catalog.models import LABELLED_FACETS
from archive.catalog.selectors import current_source_keys, printed_forms
from archive.entities.selectors import resolve_merged_keys
from archive.search.engine import clauses as c
from archive.search.engine.contract import DATE
from archive.search.engine.document import microseconds
from archive.search.query import language_clause
from archive.search.request import FACETS, KEYED_FACETS, Group, SearchRequest
from archive.text import language_tag

_RESOLVED: dict[str, Callable[[tuple[str, ...]], tuple[str, ...]]] = {
    **dict.fromkeys(("person", "place", "organization", "speaker"), resolve_merged_keys),
    "source": current_source_keys,
    **{facet: partial(printed_forms, facet) for facet in LABELLED_FACETS},
    "language": lambda tags: tuple(language_tag(tag) or tag for tag in tags),
}
"""Facet → the function that replaces the keys of merged values, and tags in other letters."""
MAX_PER_PAGE = 100
MAX_PAGE = 10_000_000


class SearchRequestError(ValueError):
    """The request itself is invalid (a page below 1, an unknown facet). No form or address produces such a request."""


def check_request(request: SearchRequest) -> None:
    """Raises SearchRequestError."""
    if not 1 <= request.page <= MAX_PAGE:
        raise SearchRequestError(f"page must be between 1 and {MAX_PAGE}, not {request.page}")
    if request.cursor is not None and request.page != 1:
        raise SearchRequestError("a request has a page or a cursor, not both")
    if not 0 <= request.per_page <= MAX_PER_PAGE:
        raise SearchRequestError(f"per_page must be between 0 and {MAX_PER_PAGE}, not {request.per_page}")
    if request.facet_limit < 1:
        raise SearchRequestError(f"facet_limit must be at least 1, not {request.facet_limit}")
    for names, known in ((request.facets, FACETS), (request.filters, KEYED_FACETS), (request.excludes, KEYED_FACETS)):
        if unknown := sorted(set(names) - set(known)):
            raise SearchRequestError(f"unknown facet: {', '.join(unknown)}")
    for name, value, choices in (
        ("mode", request.mode, ("exact", "spelling", "wide")),
        ("match", request.match, ("all", "any")),
        ("sort", request.effective_sort, ("relevance", "newest", "oldest", "added")),
        ("group", request.effective_group, get_args(Group)),
        ("kind", request.kind, ("article", "stub", "all")),
        ("undated", request.undated, ("", "only", "exclude")),
    ):
        if value not in choices:
            raise SearchRequestError(f"{name} must be one of {', '.join(choices)}, not {value!r}")


def with_current_keys(request: SearchRequest) -> SearchRequest:
    """The request with the keys of merged entities and sources replaced by those they were merged into, and labels by the
    form printed first: old addresses stay valid."""
    if request.names:
        request = replace(request, names=resolve_merged_keys(request.names))
    if not any(chosen.get(name) for chosen in (request.filters, request.excludes) for name in _RESOLVED):
        return request
    filters, excludes = (
        {name: _RESOLVED[name](keys) if name in _RESOLVED else keys for name, keys in chosen.items()}
        for chosen in (request.filters, request.excludes)
    )
    return replace(request, filters=filters, excludes=excludes)


def filter_clauses(request: SearchRequest) -> dict[str, c.Clause]:
    """The filters by name: a facet's counts ignore the filter of its own name."""
    filters: dict[str, c.Clause] = {}
    if request.kind != "all":
        filters["kind"] = c.Keys("kind", (request.kind,))
    for name, keys in request.filters.items():
        if keys:
            filters[name] = _any_of(name, tuple(keys))
    for name, keys in request.excludes.items():
        if keys:
            filters[f"not_{name}"] = c.Not(_any_of(name, tuple(keys)))
    if request.names:
        filters["names"] = c.And(tuple(_mentioned(key) for key in request.names))
    if request.published:
        filters[DATE] = c.Published(request.published.first, request.published.last)
    if request.mentions:
        filters["mentions"] = c.MentionsDate(request.mentions.first, request.mentions.last, within=True)
    if request.added_from:
        filters["added"] = c.AddedSince(microseconds(request.added_from))
    if request.undated:
        filters["undated"] = c.Not(c.HasDate()) if request.undated == "only" else c.HasDate()
    return filters


def _mentioned(key: str) -> c.Clause:
    """The name, of whatever kind it is."""
    return c.Or(tuple(c.Keys(kind, (key,)) for kind in ("person", "place", "organization")))


def _any_of(facet: str, keys: tuple[str, ...]) -> c.Clause:
    return language_clause(keys) if facet == "language" else c.Keys(facet, keys)
