"""What the page of an article's citations shows: the Arabic one, and those of `styled_citation`, as safe HTML."""

import datetime as dt
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.catalog.models import Article
from archive.web.formats.citation_files import Citation
from archive.web.formats.styled_citation import WITH_NOTE, Piece, styled_citation
from archive.web.presenters.citation import citation
from archive.web.presenters.paragraph_html import paragraph_html

ARABIC = "arabic"
STYLE_NAMES = {
    ARABIC: "عربي",
    "apa": "APA",
    "chicago": "شيكاغو",
    "mla": "MLA",
    "iso690": "ISO 690",
}
"""By what `style` may be in the address of the page of citations."""


@dataclass(frozen=True)
class ShownCitation:
    """`entries` are a label ("" if there is one entry) and HTML each."""

    style: str
    name: str
    entries: list[tuple[str, SafeString]]


def shown_citation(article: Article, cited: Citation, style: str, accessed: dt.date) -> ShownCitation:
    """Raises KeyError for a style that there is not."""
    name = STYLE_NAMES[style]
    if style == ARABIC:
        return ShownCitation(style, name, [("", paragraph_html(citation(article, cited.url)))])
    labels = ("في الحاشية", "في قائمة المراجع") if style in WITH_NOTE else ("",)
    entries = [entry_html(pieces) for pieces in styled_citation(cited, style, accessed)]
    return ShownCitation(style, name, list(zip(labels, entries, strict=True)))


def entry_html(pieces: tuple[Piece, ...]) -> SafeString:
    """Safe HTML: the outlet in <cite>, the address isolated from left to right, Latin runs in what is printed isolated."""
    return format_html_join("", "{}", ((_piece_html(piece),) for piece in pieces))


def _piece_html(piece: Piece) -> SafeString:
    if piece.kind == "url":
        return format_html('<bdi dir="ltr" class="code">{}</bdi>', piece.text)
    if piece.kind == "container":
        return format_html("<cite>{}</cite>", paragraph_html(piece.text))
    return paragraph_html(piece.text) if piece.kind == "value" else format_html("{}", piece.text)
