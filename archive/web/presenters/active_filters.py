"""Chips: everything that narrows a search, in words, each with the link that takes it away."""

from dataclasses import dataclass

from archive.search import DateRange, SearchRequest
from archive.web.presenters.arabic_text import date_phrase, range_phrase
from archive.web.presenters.labels import FACET_SINGULARS, FacetLabels
from archive.web.query_string import (
    format_first_day,
    format_last_day,
    period_key,
    with_changes,
    without_exclusion,
    without_filter,
)


@dataclass(frozen=True)
class ActiveFilter:
    """What narrows the search (`kind`), its value in words, and the search without it."""

    kind: str
    label: str
    request: SearchRequest
    excludes: bool = False


def active_filters(request: SearchRequest, labels: FacetLabels) -> list[ActiveFilter]:
    """In the order of the parameters; the query, its mode and the sort are no active_filters, they have places of their own."""
    found = [
        ActiveFilter(FACET_SINGULARS[facet], labels.of(facet, key), without_filter(request, facet, key))
        for facet, keys in request.filters.items()
        for key in keys
    ]
    found += [
        ActiveFilter(
            f"عدا {FACET_SINGULARS[facet]}", labels.of(facet, key), without_exclusion(request, facet, key), True
        )
        for facet, keys in request.excludes.items()
        for key in keys
    ]
    if request.published:
        found.append(ActiveFilter("نُشر", _span(request.published), with_changes(request, published=DateRange())))
    if request.mentions:
        found.append(ActiveFilter("يذكر تاريخًا", _span(request.mentions), with_changes(request, mentions=DateRange())))
    if request.undated:
        label = "دون تاريخ نشر" if request.undated == "only" else "بتاريخ نشر"
        found.append(ActiveFilter("فقط", label, with_changes(request, undated="")))
    if request.kind != "article":
        label = "البطاقات" if request.kind == "stub" else "المقالات والبطاقات"
        found.append(ActiveFilter("الصنف", label, with_changes(request, kind="article")))
    if not request.variants:
        found.append(ActiveFilter("الأسماء", "كما كُتبت، دون صيغها الأخرى", with_changes(request, variants=True)))
    return found


def _span(span: DateRange) -> str:
    key = period_key(span)
    if key is None and span.first is not None and span.first == span.last:
        key = span.first.isoformat()
    return (
        date_phrase(key)
        if key
        else range_phrase(
            format_first_day(span.first) if span.first else None, format_last_day(span.last) if span.last else None
        )
    )
