"""Where the printed words stand that a search finds, in any texts: for the page of an article."""

from collections.abc import Sequence

from archive.search.engine import in_use
from archive.search.highlighting.matcher import Mark, Marker
from archive.search.request import SearchRequest
from archive.search.service import compile_request


def marks(request: SearchRequest, texts: Sequence[str], *, titles: int = 0) -> list[list[Mark]]:
    """Marks of each text in order; the first `titles` of the texts are titles. Only the request's words count."""
    marker = Marker(compile_request(request, in_use().view()).clause)
    if not marker:
        return [[] for _ in texts]
    return [marker.marks(text, title=number < titles) for number, text in enumerate(texts)]
