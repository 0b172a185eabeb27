"""Where the printed words stand that a search finds, in any texts: for the page of an article."""

from collections.abc import Sequence

from archive.search.engine.snapshot import reader
from archive.search.indexing import index_path
from archive.search.request import SearchRequest
from archive.search.service import compile_request
from archive.search.snippets import Mark, Marker


def marks(request: SearchRequest, texts: Sequence[str], *, titles: int = 0) -> list[list[Mark]]:
    """Marks of each text in order; the first `titles` of the texts are titles. Only the request's words count."""
    marker = Marker(compile_request(request, reader(index_path()).snapshot()).clause)
    if not marker:
        return [[] for _ in texts]
    return [marker.marks(text, title=number < titles) for number, text in enumerate(texts)]
