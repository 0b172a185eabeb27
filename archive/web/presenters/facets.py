"""Facets of the results page: groups of values, each with the links that select, deselect or exclude it."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from archive.search import KEYED_FACETS, FacetValue, ResultPage, SearchRequest
from archive.web.links import entity_url
from archive.web.presenters.arabic_text import number
from archive.web.presenters.labels import ENTITY_FACETS, FACET_NAMES, FacetLabels
from archive.web.query_string import FacetLinks

VISIBLE_VALUES = 6
"""Values of a group shown at once; the others unfold."""


@dataclass(frozen=True)
class FacetChoice:
    """One value; `link` selects it, or deselects it if it is selected."""

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
    """The non-empty groups in the order of KEYED_FACETS, selected values first, then by descending count.

    `base` is the request that links start from, by default the page's own.
    """
    groups = []
    links = FacetLinks(base or page.request)
    for name in KEYED_FACETS:
        known = (value for value in page.facets.get(name, ()) if value.selected or labels.knows(name, value.key))
        values = sorted(known, key=lambda value: not value.selected)
        if name == "language" and len(values) == 1 and not values[0].selected:
            continue  # one language for all is no choice
        choices = tuple(_choice(links, name, value, labels) for value in values)
        if choices:
            groups.append(FacetGroup(name, FACET_NAMES[name], choices[:VISIBLE_VALUES], choices[VISIBLE_VALUES:]))
    return groups


def _choice(links: FacetLinks, facet: str, value: FacetValue, labels: FacetLabels) -> FacetChoice:
    return FacetChoice(
        label=labels.of(facet, value.key),
        count=value.count,
        selected=value.selected,
        link=(links.deselect if value.selected else links.select)(facet, value.key),
        exclude_link=links.exclude(facet, value.key),
    )


def choices_html(choices: Iterable[FacetChoice]) -> SafeString:
    """The values as list items, escaped. In Python: as a template, a hundred of them cost as much as the rest of the page."""
    return mark_safe("".join(_choice_html(choice) for choice in choices))


def _choice_html(choice: FacetChoice) -> str:
    label, link = escape(choice.label), escape(choice.link)
    named = f'<bdi>{label}</bdi> <span class="count">{number(choice.count)}</span>'
    if choice.selected:
        return (
            f'<li class="is-chosen"><a class="facet__value" href="{link}" rel="nofollow" aria-current="true">{named}'
            '<span class="visually-hidden"> (مختار؛ اضغط لإزالته)</span></a></li>'
        )
    return (
        f'<li><a class="facet__value" href="{link}" rel="nofollow">{named}</a>'
        f'<a class="facet__exclude" href="{escape(choice.exclude_link)}" rel="nofollow" title="استبعاد">'
        f'<span class="visually-hidden">استبعاد {label}</span><span aria-hidden="true">−</span></a></li>'
    )


@dataclass(frozen=True)
class NamedCount:
    name: str
    count: int
    link: str


def most_mentioned(page: ResultPage, labels: FacetLabels) -> list[tuple[str, list[NamedCount]]]:
    """Persons, places and organizations of a result page under their headings, linked to their own pages."""
    return [
        (FACET_NAMES[facet], [NamedCount(labels.of(facet, v.key), v.count, entity_url(v.key)) for v in values])
        for facet in ENTITY_FACETS
        if (values := [value for value in page.facets.get(facet, ()) if labels.knows(facet, value.key)])
    ]
