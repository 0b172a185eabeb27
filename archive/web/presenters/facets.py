"""Facets as the results page shows them: groups of values, each a link that adds or takes away one filter."""

from dataclasses import dataclass

from archive.search import KEYED_FACETS, FacetValue, ResultPage, SearchRequest
from archive.web.presenters.labels import ENTITY_FACETS, FACET_NAMES, FacetLabels
from archive.web.query_string import FacetLinks

SHOWN = 6
"""Values of a group that are seen at once; the others unfold."""


@dataclass(frozen=True)
class FacetChoice:
    """One value: its label and count, the link that chooses it (or lets it go), and the link that excludes it."""

    label: str
    count: int
    selected: bool
    link: str
    exclude_link: str


@dataclass(frozen=True)
class FacetGroup:
    name: str
    title: str
    first: tuple[FacetChoice, ...]
    rest: tuple[FacetChoice, ...]


def facet_groups(page: ResultPage, labels: FacetLabels, *, base: SearchRequest | None = None) -> list[FacetGroup]:
    """Groups with values, in the order of FACETS; selected values first, then the most frequent. Dates are the chart's.

    `base`: the request that links start from, where it is not the page's own.
    """
    groups = []
    links = FacetLinks(base or page.request)
    for name in KEYED_FACETS:
        values = sorted(page.facets.get(name, ()), key=lambda value: not value.selected)
        choices = tuple(_choice(links, name, value, labels) for value in values)
        if choices:
            groups.append(FacetGroup(name, FACET_NAMES[name], choices[:SHOWN], choices[SHOWN:]))
    return groups


def _choice(links: FacetLinks, facet: str, value: FacetValue, labels: FacetLabels) -> FacetChoice:
    return FacetChoice(
        label=labels.of(facet, value.key),
        count=value.count,
        selected=value.selected,
        link=(links.releasing if value.selected else links.choosing)(facet, value.key),
        exclude_link=links.excluding(facet, value.key),
    )


@dataclass(frozen=True)
class NamedCount:
    name: str
    count: int
    link: str


def most_mentioned(page: ResultPage, labels: FacetLabels) -> list[tuple[str, list[NamedCount]]]:
    """Persons, places and organizations of a result page under their headings, linked to their own pages."""
    return [
        (FACET_NAMES[facet], [NamedCount(labels.of(facet, v.key), v.count, f"/entities/{v.key}/") for v in values])
        for facet in ENTITY_FACETS
        if (values := page.facets.get(facet, ()))
    ]
