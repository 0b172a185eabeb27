"""Text of readers and files as it stands in Arabic pages: dates and numbers with signs keep their order, places in files
have Arabic names."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.curation.import_sentences import place_name

register = template.Library()
_RUN = re.compile(r"([A-Za-z](?=[A-Za-z_:./+@, -]{0,60}[0-9])[A-Za-z0-9_:./+@, -]*[A-Za-z0-9]|\d+(?:[-/:.T+]\d+)+Z?)")
"""Latin words with numbers after them («Mon, 23 Nov 2026 +0300»), and digits with signs between them: text from the right
would put both in another order."""


@register.filter
def runs_isolated(text: str) -> SafeString:
    """The text with each date or number that has signs in it, and Latin words before a number, read from the left."""
    parts = _RUN.split(str(text))
    made = ((format_html('<bdi dir="ltr">{}</bdi>', part) if place % 2 else part,) for place, part in enumerate(parts))
    return format_html_join("", "{}", made)


@register.filter
def shown_place(name: str) -> str:
    """`a.csv, line 2` as `a.csv، السطر 2`."""
    return place_name(name)
