"""What the search did beside what was typed, and what it offers instead: names included, queries answered or proposed.

For pages as links; for the JSON as sentences among its notes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from archive.search.page import ResultPage
from archive.search.request import SearchRequest
from archive.web.addresses import changed, search_address

_QUOTES = str.maketrans("", "", '"“”„‟«»‹›＂')


@dataclass(frozen=True)
class Included:
    """Other spellings of the query's names: searched too (`on`), or left out; the link turns it round."""

    names: tuple[str, ...]
    on: bool
    link: str


@dataclass(frozen=True)
class Rescued:
    """What was typed and finds nothing, what was answered in its place, and the link to what was typed and no more."""

    typed: str
    answered: str
    link: str


@dataclass(frozen=True)
class Proposal:
    query: str
    count: int
    link: str


def included(page: ResultPage, search: Callable[[SearchRequest], ResultPage]) -> Included | None:
    """None where no name of the query has other spellings. Where they are left out, `search` is asked for them."""
    request = page.request
    if page.included:
        return Included(page.included, True, search_address(changed(request, variants=False)))
    if request.variants or not request.q:
        return None
    widened = changed(request, variants=True)
    names = search(replace(widened, per_page=1, facets=(), explain=False)).included
    return Included(names, False, search_address(widened)) if names else None


def rescued(page: ResultPage) -> Rescued | None:
    if page.rescued is None:
        return None
    return Rescued(page.request.q, page.rescued, search_address(as_typed(page.request)))


def as_typed(request: SearchRequest) -> SearchRequest:
    """The search for the very letters of the query: a phrase in mode exact."""
    letters = " ".join(request.q.translate(_QUOTES).split())
    return changed(request, q=f'"{letters}"', mode="exact")


def proposals(page: ResultPage, *, relaxed: bool) -> list[Proposal]:
    """Other queries and what they find; `relaxed`: those that ask for less of what was typed, else those spelled otherwise.

    What was answered already is not proposed.
    """
    found = []
    for suggestion in page.suggestions:
        if (suggestion.reason == "relaxed") is relaxed and suggestion.query != page.rescued:
            link = search_address(changed(page.request, q=suggestion.query))
            found.append(Proposal(suggestion.query, suggestion.count, link))
    return found


def answered_query(page: ResultPage) -> str:
    """The query that the hits answer."""
    return page.rescued or page.request.q


def sentences(page: ResultPage) -> list[str]:
    """For the JSON's notes, beside the page's own."""
    said = []
    if page.rescued is not None:
        said.append(f"لم نجد «{page.request.q}»؛ هذه نتائج «{page.rescued}».")
    if page.included:
        said.append(f"يشمل البحث أيضًا: {'، '.join(page.included)}. يُكتفى بما كُتب بالمَعلمة variants=0.")
    return said
