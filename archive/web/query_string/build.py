"""SearchRequest → canonical query string, without defaults; and requests that differ from another in one parameter.

`parse_request` of a query string written here gives an equal request, except for fields that no parameter sets. Every
change but that of the page returns to page 1.
"""

import calendar
import datetime as dt
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from django.utils import timezone

from archive.search import KEYED_FACETS, Cursor, DateRange, SearchRequest
from archive.text.dates import interval
from archive.web.links import page_url
from archive.web.query_string.cursors import cursor_search, encode_cursor
from archive.web.query_string.parameters import MAX_FACETED_LENGTH

Params = list[tuple[str, str]]
_DEFAULT = SearchRequest()


def query_params(request: SearchRequest, *, without: tuple[str, ...] = ()) -> Params:
    """Names and values in canonical order, without defaults and without the parameters named in `without`; without `page`, there
    is no cursor either."""
    pairs: Params = [("q", request.q)] if request.q else []
    pairs += [(name, str(getattr(request, name))) for name in ("mode", "match") if _changed(request, name)]
    pairs += [("variants", "0")] if not request.variants else []
    pairs += [(name, key) for name in KEYED_FACETS for key in request.filters.get(name, ())]
    pairs += [(f"not_{name}", key) for name in KEYED_FACETS for key in request.excludes.get(name, ())]
    pairs += [("names", key) for key in request.names]
    pairs += published_params(request.published)
    pairs += _range_pairs(request.mentions, "mentions_from", "mentions_to")
    pairs += [("added_from", format_moment(request.added_from))] if request.added_from else []
    chosen = ("undated", "kind", "sort", "group")
    pairs += [(name, str(getattr(request, name))) for name in chosen if _changed(request, name)]
    pairs += [("explain", "1")] if request.explain else []
    pairs += [("compare", request.compare)] if request.compare else []
    pairs += [(name, str(getattr(request, name))) for name in ("page", "per_page") if _changed(request, name)]
    pairs += [("cursor", cursor_text(request, request.cursor))] if request.cursor and "page" not in without else []
    return [(name, value) for name, value in pairs if name not in without]


def cursor_text(request: SearchRequest, cursor: Cursor) -> str:
    """A place in the results of this search as the value of its parameter."""
    return encode_cursor(cursor, query_string(cursor_search(request)))


def published_params(span: DateRange) -> Params:
    """`from` and `to`."""
    return _range_pairs(span, "from", "to")


def query_string(request: SearchRequest) -> str:
    """The canonical query string, without the question mark."""
    return encode_params(query_params(request))


def is_long(request: SearchRequest) -> bool:
    """Whether pages must not repeat the search in hundreds of links."""
    return len(query_string(request)) > MAX_FACETED_LENGTH


def article_query(request: SearchRequest) -> str:
    """The query string by which an article highlights the words of a search; "" for a long one."""
    asked = words_only(request)
    return "" if is_long(asked) else query_string(asked)


def encode_params(pairs: Params) -> str:
    """URL-encode the values; names are ASCII letters."""
    return "&".join([f"{name}={quote_value(value)}" for name, value in pairs])


@lru_cache(maxsize=1_000)
def quote_value(value: str) -> str:
    """URL-encode a value. Cached: one page repeats its query in a hundred addresses."""
    return quote_plus(value)


def search_url(request: SearchRequest, *parts: str, view: str = "search") -> str:
    """The address of a view of this search: `search`, `feed`, `timeline`, `api-search`, or another name in `urls`.

    `parts` are its arguments: `search_url(request, "csv", view="export")`.
    """
    path, query = page_url(view, *parts), query_string(request)
    return f"{path}?{query}" if query else path


def with_changes(request: SearchRequest, **fields: Any) -> SearchRequest:
    """The search with these fields changed, at its first page."""
    return replace(request, **{"page": 1, "cursor": None, **fields})


def words_only(request: SearchRequest) -> SearchRequest:
    """The fields that decide which words of an article are highlighted."""
    return SearchRequest(q=request.q, mode=request.mode, match=request.match, variants=request.variants)


def with_filter(request: SearchRequest, facet: str, key: str) -> SearchRequest:
    kept = without_exclusion(request, facet, key)
    return with_changes(kept, filters=_added(kept.filters, facet, key))


def without_filter(request: SearchRequest, facet: str, key: str) -> SearchRequest:
    return with_changes(request, filters=_removed(request.filters, facet, key))


def with_exclusion(request: SearchRequest, facet: str, key: str) -> SearchRequest:
    kept = without_filter(request, facet, key)
    return with_changes(kept, excludes=_added(kept.excludes, facet, key))


def without_exclusion(request: SearchRequest, facet: str, key: str) -> SearchRequest:
    return with_changes(request, excludes=_removed(request.excludes, facet, key))


def period_range(key: str) -> DateRange:
    """First and last day of a year, month or day key (`2024`, `2024-06`, `2024-06-20`)."""
    return DateRange(*interval(key))


def period_key(span: DateRange) -> str | None:
    """`2024`, `2024-06` or `2024-06-20` if the range is exactly that year, month or day, else None."""
    if span.first is None or span.last is None:
        return None
    for length in (4, 7, 10):
        key = span.first.isoformat()[:length]
        if span == period_range(key):
            return key
    return None


def format_first_day(day: dt.date) -> str:
    """A range's first day, as short as it can be written: `2024`, `2024-06` or `2024-06-20`."""
    return day.isoformat()[: 4 if (day.month, day.day) == (1, 1) else 7 if day.day == 1 else 10]


def format_last_day(day: dt.date) -> str:
    """A range's last day, as short as it can be written."""
    month_ends = day.day == calendar.monthrange(day.year, day.month)[1]
    return day.isoformat()[: 4 if (day.month, day.day) == (12, 31) else 7 if month_ends else 10]


def format_moment(moment: dt.datetime) -> str:
    """A time in the archive's time zone, as short as it can be written: only the day at its beginning, else in UTC."""
    local = timezone.localtime(moment)
    if timezone.make_aware(dt.datetime(local.year, local.month, local.day)) == moment:
        return local.date().isoformat()
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _changed(request: SearchRequest, name: str) -> bool:
    return bool(getattr(request, name) != getattr(_DEFAULT, name))


def _range_pairs(span: DateRange, first: str, last: str) -> Params:
    pairs: Params = [(first, format_first_day(span.first))] if span.first else []
    return pairs + ([(last, format_last_day(span.last))] if span.last else [])


def _added(chosen: dict[str, tuple[str, ...]], facet: str, key: str) -> dict[str, tuple[str, ...]]:
    return {**chosen, facet: tuple(dict.fromkeys((*chosen.get(facet, ()), key)))}


def _removed(chosen: dict[str, tuple[str, ...]], facet: str, key: str) -> dict[str, tuple[str, ...]]:
    left = tuple(kept for kept in chosen.get(facet, ()) if kept != key)
    return {name: keys for name, keys in {**chosen, facet: left}.items() if keys}
