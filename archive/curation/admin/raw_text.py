"""Raw documents as HTML: numbered lines, strings of JSON isolated, each document in its own direction."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.catalog.models import Article, RawDocument

MAX_SHOWN_CHARS = 60_000
_JSON_STRING = re.compile(r'("(?:[^"\\]|\\.)*"?)')
"""A string in JSON; the last one may be cut off."""


def numbered_lines(article: Article) -> list[tuple[int, str, bool]]:
    """(number, text, belongs to this article) for the lines of the article's raw document."""
    assert article.raw_document is not None
    first, last = article.first_line or 0, article.last_line or 0
    lines = article.raw_document.printed()[:MAX_SHOWN_CHARS].splitlines()
    if article.raw_document.media_type == "application/json":
        lines = [_isolate_strings(line) for line in lines]
    return [(number, line, first <= number <= last) for number, line in enumerate(lines, 1)]


def _isolate_strings(line: str) -> SafeString:
    """JSON as HTML with each string in its own <bdi>: else punctuation between two Arabic strings is reordered."""
    parts = _JSON_STRING.split(line)
    return format_html_join("", "{}", ((format_html("<bdi>{}</bdi>", p) if n % 2 else p,) for n, p in enumerate(parts)))


def direction(document: RawDocument) -> str:
    """The `dir` attribute: text follows its own letters; JSON, tables and markup read from the left."""
    return "auto" if document.media_type == "text/plain" else "ltr"
