"""Labels of facet keys: names of entities and sources, months in words; other keys are their own labels."""

from collections.abc import Iterable

from archive.catalog.selectors import source_labels
from archive.entities.selectors import entity_labels
from archive.search import ResultPage, SearchRequest
from archive.web.presenters.arabic_text import date_phrase

FACET_NAMES = {
    "person": "الأشخاص",
    "place": "الأماكن",
    "organization": "الجهات",
    "source": "المصادر",
    "agency": "الوكالات",
    "section": "الأقسام",
    "tag": "الوسوم",
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
}
ENTITY_FACETS = ("person", "place", "organization")


class FacetLabels:
    """Labels by facet and key, loaded for all keys of a page with at most two SQL queries."""

    def __init__(self, keys: Iterable[tuple[str, str]]) -> None:
        entity_keys: set[str] = set()
        source_keys: set[str] = set()
        for facet, key in keys:
            if facet in ENTITY_FACETS:
                entity_keys.add(key)
            elif facet == "source":
                source_keys.add(key)
        self._entities = entity_labels(sorted(entity_keys)) if entity_keys else {}
        self._sources = source_labels(sorted(source_keys)) if source_keys else {}

    def of(self, facet: str, key: str) -> str:
        """The label, or the key itself if it is unknown."""
        if facet in ENTITY_FACETS:
            return self._entities[key][0] if key in self._entities else key
        if facet == "source":
            return self._sources.get(key, key)
        if facet in ("year", "month"):
            return date_phrase(key)
        return key


def labels_for(request: SearchRequest, page: ResultPage | None = None) -> FacetLabels:
    """Labels for the filters of a request and, if given, the facet values of its results."""
    chosen = [
        (facet, key) for choice in (request.filters, request.excludes) for facet, keys in choice.items() for key in keys
    ]
    counted = [(facet, value.key) for facet, values in (page.facets if page else {}).items() for value in values]
    return FacetLabels(chosen + counted)
