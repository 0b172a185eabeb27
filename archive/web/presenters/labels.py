"""Labels of facet keys: names of entities and sources, months in words; other keys are their own labels."""

from collections.abc import Iterable

from archive.catalog.selectors import hidden_source_keys, source_labels
from archive.entities.selectors import entity_labels, hidden_entity_keys
from archive.search import ResultPage, SearchRequest
from archive.web.presenters.arabic_text import date_phrase
from archive.web.presenters.languages import language_name

FACET_NAMES = {
    "person": "الأشخاص",
    "place": "الأماكن",
    "organization": "الجهات",
    "source": "المصادر",
    "agency": "الوكالات",
    "section": "الأقسام",
    "tag": "الوسوم",
    "language": "اللغات",
    "speaker": "القائلون",
    "year": "السنوات",
    "month": "الشهور",
}
FACET_SINGULARS = {
    "person": "شخص",
    "place": "مكان",
    "organization": "جهة",
    "source": "مصدر",
    "agency": "وكالة",
    "section": "قسم",
    "tag": "وسم",
    "language": "لغة",
    "speaker": "القائل",
}
ENTITY_FACETS = ("person", "place", "organization")
KEYED_BY_ENTITY = (*ENTITY_FACETS, "speaker")
"""Facets whose keys are those of entities."""


class FacetLabels:
    """Labels by facet and key, loaded for all keys of a page with two SQL queries, and two more where some lack one."""

    def __init__(self, keys: Iterable[tuple[str, str]]) -> None:
        entity_keys: set[str] = set()
        source_keys: set[str] = set()
        for facet, key in keys:
            if facet in KEYED_BY_ENTITY:
                entity_keys.add(key)
            elif facet == "source":
                source_keys.add(key)
        self._entities = entity_labels(sorted(entity_keys)) if entity_keys else {}
        self._sources = source_labels(sorted(source_keys)) if source_keys else {}
        self._hidden_entities = hidden_entity_keys(entity_keys - self._entities.keys())
        self._hidden_sources = hidden_source_keys(source_keys - self._sources.keys())

    def knows(self, facet: str, key: str) -> bool:
        """Whether readers may know of it: not of entities and sources that only drafts and withdrawn articles have."""
        return key not in (
            self._hidden_entities if facet in KEYED_BY_ENTITY else self._hidden_sources if facet == "source" else ()
        )

    def of(self, facet: str, key: str) -> str:
        """The label, or the key itself if it is unknown."""
        if facet in KEYED_BY_ENTITY:
            return self._entities[key][0] if key in self._entities else key
        if facet == "source":
            return self._sources.get(key, key)
        if facet == "language":
            return language_name(key) if "-" not in key else f"{language_name(key)} ({key})"
        if facet in ("year", "month"):
            return date_phrase(key)
        return key


def has_hidden_filter(request: SearchRequest) -> bool:
    """Whether a filter names a source or an entity that readers may not know of."""
    filters = request.filters
    entities = [*request.names, *(key for facet in KEYED_BY_ENTITY for key in filters.get(facet, ()))]
    return bool(hidden_entity_keys(entities) or hidden_source_keys(filters.get("source", ())))


def labels_for(request: SearchRequest, page: ResultPage | None = None) -> FacetLabels:
    """Labels for the filters of a request and, if given, the facet values of its results."""
    chosen = [
        (facet, key) for choice in (request.filters, request.excludes) for facet, keys in choice.items() for key in keys
    ]
    chosen += [(ENTITY_FACETS[0], key) for key in request.names]  # labels of names do not depend on their kind
    counted = [(facet, value.key) for facet, values in (page.facets if page else {}).items() for value in values]
    return FacetLabels(chosen + counted)
