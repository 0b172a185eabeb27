"""What the search did beside what was typed, and what it offers instead: names included, queries answered or proposed.

For pages as links; for the JSON as sentences among its notes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from archive.search import Alternative, ResultPage, SearchRequest
from archive.web.presenters.active_filters import ActiveFilter
from archive.web.presenters.arabic_text import date_phrase
from archive.web.query_string import search_url, with_changes

_QUOTES = str.maketrans("", "", '"“”„‟«»‹›＂')


@dataclass(frozen=True)
class Included:
    """Other spellings of the query's names: searched too (`on`), or left out; the link turns it round."""

    names: tuple[str, ...]
    on: bool
    link: str


@dataclass(frozen=True)
class CorrectedQuery:
    """What was typed and finds nothing, what was answered in its place, and the link to what was typed and no more."""

    typed: str
    answered: str
    link: str


@dataclass(frozen=True)
class Proposal:
    query: str
    count: int
    link: str
    label: str = ""


@dataclass(frozen=True)
class AlternativeLink:
    text: str
    link: str
    count: int


def included(page: ResultPage, search: Callable[[SearchRequest], ResultPage]) -> Included | None:
    """None where no name of the query has other spellings. Where they are left out, `search` is asked for them."""
    request = page.request
    if page.searched_variants:
        return Included(page.searched_variants, True, search_url(with_changes(request, variants=False)))
    if request.variants or not request.q:
        return None
    widened = with_changes(request, variants=True)
    names = search(replace(widened, per_page=0, facets=(), explain=False)).searched_variants
    return Included(names, False, search_url(widened)) if names else None


def corrected_query(page: ResultPage) -> CorrectedQuery | None:
    if page.corrected_query is None:
        return None
    typed = as_typed(page.request)
    return CorrectedQuery(page.request.q, page.corrected_query, search_url(typed) if typed != page.request else "")


def as_typed(request: SearchRequest) -> SearchRequest:
    """The search for the very letters of the query: a phrase in mode exact."""
    letters = " ".join(request.q.translate(_QUOTES).split())
    return with_changes(request, q=f'"{letters}"', mode="exact")


def proposals(page: ResultPage, *, relaxed: bool) -> list[Proposal]:
    """Other queries and what they find; `relaxed`: those that ask for less of what was typed, else those spelled otherwise.

    What was answered already is not proposed.
    """
    return _proposals(page, ("relaxed",) if relaxed else ("latin", "keyboard", "spelling"))


def possible(page: ResultPage) -> list[Proposal]:
    """Articles that may mean the person asked for: they print the surname alone."""
    return _proposals(page, ("surname",))


def _proposals(page: ResultPage, reasons: tuple[str, ...]) -> list[Proposal]:
    return [
        Proposal(other.query, other.count, search_url(with_changes(page.request, q=other.query)), other.label)
        for other in page.suggestions
        if other.reason in reasons and other.query != page.corrected_query
    ]


def alternatives(found: Sequence[Alternative], active_filters: Sequence[ActiveFilter]) -> list[AlternativeLink]:
    """Less strict searches that find something, in words and as links."""
    labels = {"spelling": "الإملائي", "wide": "الموسّع"}
    links = []
    for other in found:
        match other.reason:
            case "wider_mode":
                text = f"ابحث بالنمط {labels[other.request.mode]}"
            case "any_word":
                text = "ابحث عن أيٍّ من الكلمات"
            case "without_filter":
                removed = next(one for one in active_filters if one.request == other.request)
                text = f"أزل القيد «{removed.kind}: {removed.label}»"
            case "without_filters":
                text = "أزل كل القيود"
        links.append(AlternativeLink(text, search_url(other.request), other.count))
    return links


def answered_query(page: ResultPage) -> str:
    """The query that the hits answer."""
    return page.corrected_query or page.request.q


def notes(page: ResultPage) -> list[str]:
    """The page's notes but the one that tells of the rescue, where `rescued` tells it with its links."""
    return [note for note in page.notes if not _mentions_correction(note, page)]


def sentences(page: ResultPage) -> list[str]:
    """The JSON's notes: the page's own, and what a reader sees as links."""
    said = list(page.notes)
    if page.corrected_query is not None and not any(_mentions_correction(note, page) for note in said):
        said.insert(0, f"لم نجد «{page.request.q}»؛ هذه نتائج «{page.corrected_query}».")
    for other in possible(page):
        said.append(f"محتمل: مقالات تكتفي بـ«{other.label}» وعددها {other.count}، والاستعلام عنها: {other.query}")
    said += [
        f"بلا تاريخ نشر، وتاريخه التقديري بعد {date_phrase(other.not_before.isoformat())} (اسم ملف صورته): «{other.title}» "
        f"/articles/{other.key}/"
        for other in page.undated_candidates
    ]
    if page.searched_variants:
        said.append(f"يشمل البحث أيضًا: {'، '.join(page.searched_variants)}. يُكتفى بما كُتب بالمَعلمة variants=0.")
    return said


def _mentions_correction(note: str, page: ResultPage) -> bool:
    return page.corrected_query is not None and f"«{page.corrected_query}»" in note
