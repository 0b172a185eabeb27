"""The values of a facet as list items.

In Python rather than in a template: a page of results has a hundred of them, and as a template they cost as much as all
the rest of the page. Everything that comes from data is escaped.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from archive.web.presenters.arabic_text import number
from archive.web.presenters.facets import FacetChoice


def choices_html(choices: Iterable[FacetChoice]) -> SafeString:
    return mark_safe("".join(_choice(choice) for choice in choices))


def _choice(choice: FacetChoice) -> str:
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
