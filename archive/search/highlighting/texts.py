"""Where the printed words stand that a search finds, in any texts: for the page of an article."""

from collections.abc import Sequence

from archive.search.engine import current_engine
from archive.search.highlighting.matcher import Highlight, HighlightMatcher
from archive.search.request import SearchRequest
from archive.search.service import compile_request


def highlights(request: SearchRequest, texts: Sequence[str], *, titles: int = 0) -> list[list[Highlight]]:
    """Marks of each text in order; the first `titles` of the texts are titles. Only the request's words count."""
    matcher = HighlightMatcher(compile_request(request, current_engine().view()).clause)
    if not matcher:
        return [[] for _ in texts]
    return [matcher.highlights(text, title=number < titles) for number, text in enumerate(texts)]
