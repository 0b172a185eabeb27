"""Where the printed words stand that a search finds, in any texts: for the page of an article."""

from collections.abc import Sequence

from archive.search.query.compiler import compile_query
from archive.search.request import SearchRequest
from archive.search.snippets import Mark, Marker


def marks(request: SearchRequest, texts: Sequence[str], *, titles: int = 0) -> list[list[Mark]]:
    """Marks of each text in order; the first `titles` of the texts are titles. Only the request's words count."""
    marker = Marker(compile_query(request.q, mode=request.mode, match=request.match).clause)
    if not marker:
        return [[] for _ in texts]
    return [marker.marks(text, title=number < titles) for number, text in enumerate(texts)]
