"""What to try where a search finds nothing: each a search that does find something, with its count.

Tried in this order, five at most: a wider mode, any of the words, one filter less at a time, no filters at all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from archive.search import DateRange, ResultPage, SearchRequest
from archive.web.presenters.active_filters import ActiveFilter
from archive.web.query_string import search_url, with_changes

MOST_TRIED = 5
_WIDER = {"exact": ("spelling", "الإملائي"), "spelling": ("wide", "الموسّع")}


@dataclass(frozen=True)
class Alternative:
    text: str
    link: str
    count: int


def alternatives(
    request: SearchRequest, active_filters: list[ActiveFilter], search: Callable[[SearchRequest], ResultPage]
) -> list[Alternative]:
    """Searches near `request` that find something; `search` answers them."""
    found = []
    for _, (text, near) in zip(range(MOST_TRIED), _near(request, active_filters), strict=False):
        count = search(replace(near, page=1, per_page=0, facets=())).count
        if count:
            found.append(Alternative(text, search_url(near), count))
    return found


def _near(request: SearchRequest, active_filters: list[ActiveFilter]) -> Iterator[tuple[str, SearchRequest]]:
    if request.q and request.mode in _WIDER:
        mode, label = _WIDER[request.mode]
        yield f"ابحث بالنمط {label}", with_changes(request, mode=mode)
    if len(request.q.split()) > 1 and request.match == "all":
        yield "ابحث عن أيٍّ من الكلمات", with_changes(request, match="any")
    for one in active_filters[:3]:
        yield f"أزل القيد «{one.kind}: {one.label}»", one.request
    if len(active_filters) > 1:
        bare = with_changes(
            request,
            filters={},
            excludes={},
            published=DateRange(),
            mentions=DateRange(),
            undated="",
            kind="article",
            variants=True,
        )
        yield "أزل كل القيود", bare
