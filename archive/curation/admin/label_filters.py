"""Filters of the list of articles by agency, section and tag: the facets of the readers' search, over drafts as well.

Which values are offered, the archive's engine says: the most frequent of what is published. What has a value, the database says,
so that drafts and what was just changed are found too. Labels that look the same are one value.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest

from archive import search
from archive.catalog.models import Article, FacetLabel, facet_label_key

FACETS = ("agency", "section", "tag")
MAX_OFFERED = 30


class LabelFilter(admin.SimpleListFilter):
    """Of one facet, which is also the name of the parameter."""

    facet: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterator[tuple[str, str]]:
        offered = dict.fromkeys(_frequent(request)[self.facet])
        chosen = self.value()
        if chosen:
            offered.setdefault(chosen)
        yield from ((text, text) for text in offered)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        key = facet_label_key(self.value() or "")
        return queryset.filter(self.matching(key)) if key else queryset

    def matching(self, key: str) -> Q:
        """Articles with a label that looks like this."""
        printed = Article.objects.order_by().values_list(self.facet, flat=True).distinct()
        return Q(**{f"{self.facet}__in": [text for text in printed if facet_label_key(text) == key]})


class AgencyFilter(LabelFilter):
    title = "الوكالة"
    facet = parameter_name = "agency"


class SectionFilter(LabelFilter):
    title = "القسم"
    facet = parameter_name = "section"


class TagFilter(LabelFilter):
    """Tags are a list of each article: with this filter in use those of all articles are read, 35,000 in 0.2 s."""

    title = "الوسم"
    facet = parameter_name = "tag"

    def matching(self, key: str) -> Q:
        tags = Article.objects.order_by().exclude(tags=[]).values_list("tags", flat=True)
        printed = {str(tag) for tags in tags.iterator() for tag in tags}
        found = Q(pk__in=())
        for text in (text for text in printed if facet_label_key(text) == key):
            for is_ascii in (True, False):  # as SQLite and as PostgreSQL hold it
                found |= Q(tags_text__contains=json.dumps(text, ensure_ascii=is_ascii))
        return found

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        return super().queryset(request, queryset.alias(tags_text=Cast("tags", TextField())))


def _frequent(request: HttpRequest) -> dict[str, list[str]]:
    """The most frequent values of each facet; one search for all filters of a page. By name where the engine cannot be asked."""
    found: dict[str, list[str]] | None = getattr(request, "frequent_labels", None)
    if found is None:
        found = request.frequent_labels = _read()  # type: ignore[attr-defined]
    return found


def _read() -> dict[str, list[str]]:
    asked = search.SearchRequest(kind="all", per_page=0, facets=FACETS, facet_limit=MAX_OFFERED)
    try:
        facets = search.search(asked).facets
    except search.SearchUnavailableError:
        return {facet: list(_by_name(facet)) for facet in FACETS}
    return {facet: [value.key for value in facets.get(facet, ())] for facet in FACETS}


def _by_name(facet: str) -> Iterable[str]:
    return FacetLabel.objects.filter(facet=facet).order_by("text").values_list("text", flat=True)[:MAX_OFFERED]
