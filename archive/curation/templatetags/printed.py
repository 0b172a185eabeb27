"""Text of readers and files as it stands in Arabic pages: dates and numbers with signs keep their order, places in files
have Arabic names."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.curation.import_sentences import place_name

register = template.Library()
_RUN = re.compile(r"(\d+(?:[-/:.]\d+)+)")
"""Digits with signs between them, which text from the right would put in another order."""


@register.filter
def runs_isolated(text: str) -> SafeString:
    """The text with each date or number that has signs in it read from the left."""
    parts = _RUN.split(str(text))
    made = ((format_html('<bdi dir="ltr">{}</bdi>', part) if place % 2 else part,) for place, part in enumerate(parts))
    return format_html_join("", "{}", made)


@register.filter
def shown_place(name: str) -> str:
    """`a.csv, line 2` as `a.csv، السطر 2`."""
    return place_name(name)
