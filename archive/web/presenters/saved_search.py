"""What a saved search means: its stored query string as a request again, and in words.

A stored search never finds more than was meant: one with a parameter that is no longer understood, or a filter whose source or
entity is gone, is not asked at all, and says why.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import QueryDict

from archive.catalog.selectors import current_source_keys, source_labels
from archive.desk.models import MAX_SEARCH_NAME, Delivery, SavedSearch
from archive.entities.selectors import entity_labels, resolve_merged_keys
from archive.search import SearchRequest
from archive.web.presenters.active_filters import MENTIONS, active_filters
from archive.web.presenters.labels import FACET_SINGULARS, KEYED_BY_ENTITY, labels_for
from archive.web.presenters.view_options import view_options
from archive.web.query_string import ParameterError, parse_request, query_string, with_changes

_DEFAULT = SearchRequest()
NAME_WORDS = "، "


def kept_request(asked: SearchRequest) -> SearchRequest:
    """What is kept of a search: not the page that was open, nor how it was shown."""
    return with_changes(asked, per_page=_DEFAULT.per_page, explain=False, compare="")


def saved_request(query: str) -> SearchRequest:
    """The request of a stored query string. Raises ParameterError, with a sentence, where it no longer means what it did."""
    request = parse_request(QueryDict(query))
    if gone := gone_filters(request):
        kind, key = gone[0]
        raise ParameterError(f"القيد «{kind}: {key}» لم يعد في الأرشيف.")
    return request


def gone_filters(request: SearchRequest) -> list[tuple[str, str]]:
    """(kind in words, key) of the filters whose source or entity readers no longer know of; merged ones lead to others."""
    asked = [
        (facet, FACET_SINGULARS[facet], key)
        for facet in (*KEYED_BY_ENTITY, "source")
        for key in (*request.filters.get(facet, ()), *request.excludes.get(facet, ()))
    ]
    asked += [("names", MENTIONS, key) for key in request.names]
    return [(kind, key) for facet, kind, key in asked if not _is_known(facet, key)]


def _is_known(facet: str, key: str) -> bool:
    if facet == "source":
        return bool(source_labels(list(current_source_keys((key,)))))
    return bool(entity_labels(list(resolve_merged_keys((key,)))))


@dataclass(frozen=True)
class Meaning:
    """A search in words: its query, options that differ from the usual, and filters as the results page names them."""

    words: str
    options: tuple[str, ...]
    filters: tuple[tuple[str, str, bool], ...]
    """(kind, label, whether it excludes)."""

    @property
    def is_everything(self) -> bool:
        return not (self.words or self.filters)

    @property
    def name(self) -> str:
        """What the search may be called."""
        parts = [self.words, *(f"{kind}: {label}" for kind, label, _ in self.filters)]
        return NAME_WORDS.join(filter(None, parts))[:MAX_SEARCH_NAME] or "كل المقالات"


def meaning(request: SearchRequest) -> Meaning:
    filters = active_filters(request, labels_for(request))
    changed = [group for group in view_options(request) if group.name in ("mode", "match")]
    changed = [group for group in changed if getattr(request, group.name) != getattr(_DEFAULT, group.name)]
    return Meaning(
        words=request.q,
        options=tuple(f"{group.title}: {one.label}" for group in changed for one in group.options if one.selected),
        filters=tuple((one.kind, one.label, one.excludes) for one in filters),
    )


@dataclass(frozen=True)
class SavedSearchView:
    """A saved search as its list shows it: either its meaning and number of new articles, or why it cannot be asked."""

    search: SavedSearch
    meaning: Meaning | None
    trouble: str
    new: int
    waiting: Delivery | None
    alert: str
    """When its mails come, in words; "" without mail."""


def saved_search_view(
    search: SavedSearch, *, count_new: Callable[[SearchRequest, int], int], waiting: Delivery | None = None
) -> SavedSearchView:
    """`waiting` is a mail that was tried in vain."""
    try:
        request = saved_request(search.query)
    except ParameterError as error:
        return SavedSearchView(search, None, str(error), 0, waiting, alert_phrase(search))
    new = count_new(request, search.seen_arrival)
    return SavedSearchView(search, meaning(request), "", new, waiting, alert_phrase(search))


def alert_phrase(search: SavedSearch) -> str:
    """«كل يوم، الساعة 07:00»."""
    hour = f"الساعة {dt.time(search.hour):%H:%M}"
    match search.rhythm:
        case SavedSearch.Rhythm.INSTANT:
            return "حال وصول الجديد"
        case SavedSearch.Rhythm.DAILY:
            return f"كل يوم، {hour}"
        case SavedSearch.Rhythm.WEEKLY:
            return f"كل {SavedSearch.Weekday(search.weekday).label}، {hour}"
    return ""


def stored_query(asked: SearchRequest) -> str:
    """The canonical query string that is stored of a search."""
    return query_string(kept_request(replace(asked, default_group="none")))
