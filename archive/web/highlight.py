"""The words of a search, found again in the article it led to."""

from collections.abc import Iterable

from archive.catalog.models import Paragraph
from archive.search.query.compiler import compile_query
from archive.search.request import SearchRequest
from archive.search.snippets import Marker
from archive.web.body import Span


def sought_spans(sought: SearchRequest | None, paragraphs: Iterable[Paragraph]) -> dict[int, list[Span]]:
    """By a paragraph's position: where the printed words stand that the search found; empty without a search."""
    if sought is None:
        return {}
    marker = Marker(compile_query(sought.q, mode=sought.mode, match=sought.match).clause)
    if not marker:
        return {}
    return {
        paragraph.position: [(mark.start, mark.end) for mark in marker.marks(paragraph.text)]
        for paragraph in paragraphs
    }
