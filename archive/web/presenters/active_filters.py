"""Active filters: every restriction of a search in words, with the request that results from removing it."""

from dataclasses import dataclass

from archive.search import DateRange, SearchRequest
from archive.web.presenters.arabic_text import date_phrase, moment_phrase, range_phrase
from archive.web.presenters.labels import FACET_SINGULARS, FacetLabels
from archive.web.query_string import (
    format_first_day,
    format_last_day,
    period_key,
    with_changes,
    without_exclusion,
    without_filter,
)

MENTIONS = "يذكر"
"""The kind of a filter by a name, whatever is named."""


@dataclass(frozen=True)
class ActiveFilter:
    """`kind` and `label` in words; `request` is the search without the filter. `box` names its field of the
    advanced form, if any."""

    kind: str
    label: str
    request: SearchRequest
    excludes: bool = False
    box: str = ""


def active_filters(request: SearchRequest, labels: FacetLabels) -> list[ActiveFilter]:
    """In the order of the parameters. The query, its mode and the sort order are shown elsewhere."""
    found = [
        ActiveFilter(FACET_SINGULARS[facet], labels.of(facet, key), without_filter(request, facet, key))
        for facet, keys in request.filters.items()
        for key in keys
    ]
    found += [
        ActiveFilter(
            f"عدا {FACET_SINGULARS[facet]}",
            labels.of(facet, key),
            without_exclusion(request, facet, key),
            excludes=True,
        )
        for facet, keys in request.excludes.items()
        for key in keys
    ]
    found += [
        ActiveFilter(
            MENTIONS,
            labels.of("person", key),
            with_changes(request, names=tuple(kept for kept in request.names if kept != key)),
        )
        for key in request.names
    ]
    if request.published:
        label = _range_label(request.published)
        found.append(ActiveFilter("نُشر", label, with_changes(request, published=DateRange()), box="from"))
    if request.mentions:
        label = _range_label(request.mentions)
        found.append(
            ActiveFilter("يذكر تاريخًا", label, with_changes(request, mentions=DateRange()), box="mentions_from")
        )
    if request.added_from:
        label = f"منذ {moment_phrase(request.added_from)}"
        found.append(ActiveFilter("أُضيف", label, with_changes(request, added_from=None)))
    if request.undated:
        label = "دون تاريخ نشر" if request.undated == "only" else "بتاريخ نشر"
        found.append(ActiveFilter("فقط", label, with_changes(request, undated=""), box="undated"))
    if request.kind != "article":
        label = "البطاقات" if request.kind == "stub" else "المقالات والبطاقات"
        found.append(ActiveFilter("الصنف", label, with_changes(request, kind="article"), box="kind"))
    if not request.variants:
        found.append(ActiveFilter("الأسماء", "كما كُتبت، دون صيغها الأخرى", with_changes(request, variants=True)))
    return found


def _range_label(span: DateRange) -> str:
    key = period_key(span)
    if key is None and span.first is not None and span.first == span.last:
        key = span.first.isoformat()
    if key:
        return date_phrase(key)
    first = format_first_day(span.first) if span.first else None
    return range_phrase(first, format_last_day(span.last) if span.last else None)
