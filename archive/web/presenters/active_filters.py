"""Chips: everything that narrows a search, in words, each with the link that takes it away."""

from dataclasses import dataclass

from archive.search.request import DateRange, SearchRequest
from archive.web.presenters.arabic_text import date_phrase, range_phrase
from archive.web.presenters.labels import FACET_SINGULARS, FacetLabels
from archive.web.query_string.build import (
    changed,
    first_day_value,
    last_day_value,
    period_key,
    without_exclusion,
    without_filter,
)


@dataclass(frozen=True)
class Chip:
    """What narrows the search (`kind`), its value in words, and the search without it."""

    kind: str
    label: str
    request: SearchRequest
    excludes: bool = False


def chips(request: SearchRequest, labels: FacetLabels) -> list[Chip]:
    """In the order of the parameters; the query, its mode and the sort are no chips, they have places of their own."""
    found = [
        Chip(FACET_SINGULARS[facet], labels.of(facet, key), without_filter(request, facet, key))
        for facet, keys in request.filters.items()
        for key in keys
    ]
    found += [
        Chip(f"عدا {FACET_SINGULARS[facet]}", labels.of(facet, key), without_exclusion(request, facet, key), True)
        for facet, keys in request.excludes.items()
        for key in keys
    ]
    if request.published:
        found.append(Chip("نُشر", _span(request.published), changed(request, published=DateRange())))
    if request.mentions:
        found.append(Chip("يذكر تاريخًا", _span(request.mentions), changed(request, mentions=DateRange())))
    if request.undated:
        label = "دون تاريخ نشر" if request.undated == "only" else "بتاريخ نشر"
        found.append(Chip("فقط", label, changed(request, undated="")))
    if request.kind != "article":
        label = "البطاقات" if request.kind == "stub" else "المقالات والبطاقات"
        found.append(Chip("الصنف", label, changed(request, kind="article")))
    if not request.variants:
        found.append(Chip("الأسماء", "كما كُتبت، دون صيغها الأخرى", changed(request, variants=True)))
    return found


def _span(span: DateRange) -> str:
    key = period_key(span)
    if key is None and span.first is not None and span.first == span.last:
        key = span.first.isoformat()
    return (
        date_phrase(key)
        if key
        else range_phrase(
            first_day_value(span.first) if span.first else None, last_day_value(span.last) if span.last else None
        )
    )
