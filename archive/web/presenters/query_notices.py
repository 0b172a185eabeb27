"""Notices about the query: spelling variants included, corrections, suggested and less strict searches.

As links for pages, as sentences for the notes of the JSON API.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from archive.search import Alternative, ResultPage, SearchRequest
from archive.web.links import article_url
from archive.web.presenters.active_filters import ActiveFilter
from archive.web.presenters.arabic_text import date_phrase
from archive.web.query_string import search_url, with_changes

_QUOTES = str.maketrans("", "", '"“”„‟«»‹›＂')


@dataclass(frozen=True)
class IncludedVariants:
    """Spelling variants of the query's names, searched too (`on`) or not; the link switches between the two."""

    names: tuple[str, ...]
    on: bool
    link: str


@dataclass(frozen=True)
class CorrectedQuery:
    """The query as typed, which finds nothing, the one answered in its place, and a link that searches the former literally."""

    typed: str
    answered: str
    link: str


@dataclass(frozen=True)
class SuggestedQuery:
    query: str
    count: int
    link: str
    label: str = ""


@dataclass(frozen=True)
class AlternativeLink:
    text: str
    link: str
    count: int


def included_variants(page: ResultPage, search: Callable[[SearchRequest], ResultPage]) -> IncludedVariants | None:
    """None if no name in the query has variants. If they are switched off, `search` is asked which there are."""
    request = page.request
    if page.searched_variants:
        return IncludedVariants(page.searched_variants, True, search_url(with_changes(request, variants=False)))
    if request.variants or not request.q:
        return None
    widened = with_changes(request, variants=True)
    names = search(replace(widened, per_page=0, facets=(), explain=False)).searched_variants
    return IncludedVariants(names, False, search_url(widened)) if names else None


def corrected_query(page: ResultPage) -> CorrectedQuery | None:
    if page.corrected_query is None:
        return None
    typed = literal_request(page.request)
    return CorrectedQuery(page.request.q, page.corrected_query, search_url(typed) if typed != page.request else "")


def literal_request(request: SearchRequest) -> SearchRequest:
    """The search for the letters as typed: a phrase in mode exact."""
    letters = " ".join(request.q.translate(_QUOTES).split())
    return with_changes(request, q=f'"{letters}"', mode="exact")


def suggested_queries(page: ResultPage, *, relaxed: bool) -> list[SuggestedQuery]:
    """Suggested queries with their counts: those that drop words if `relaxed`, else corrections.

    The query that was answered is not among them.
    """
    return _suggested(page, ("relaxed",) if relaxed else ("latin", "keyboard", "spelling"))


def surname_suggestions(page: ResultPage) -> list[SuggestedQuery]:
    """Articles that print only the surname of the person searched for."""
    return _suggested(page, ("surname",))


def _suggested(page: ResultPage, reasons: tuple[str, ...]) -> list[SuggestedQuery]:
    return [
        SuggestedQuery(other.query, other.count, search_url(with_changes(page.request, q=other.query)), other.label)
        for other in page.suggestions
        if other.reason in reasons and other.query != page.corrected_query
    ]


def alternatives(found: Sequence[Alternative], active_filters: Sequence[ActiveFilter]) -> list[AlternativeLink]:
    """Less strict searches as links with their labels."""
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
    """The notes of the page, without the one about the correction, which `corrected_query` shows with links."""
    return [note for note in page.notes if not _mentions_correction(note, page)]


def sentences(page: ResultPage) -> list[str]:
    """Notes of the JSON API: those of the page, and what pages show as links."""
    found = list(page.notes)
    if page.corrected_query is not None and not any(_mentions_correction(note, page) for note in found):
        found.insert(0, f"لم نجد «{page.request.q}»؛ هذه نتائج «{page.corrected_query}».")
    for other in surname_suggestions(page):
        found.append(f"محتمل: مقالات تكتفي بـ«{other.label}» وعددها {other.count}، والاستعلام عنها: {other.query}")
    found += [
        f"بلا تاريخ نشر، وتاريخه التقديري بعد {date_phrase(other.not_before.isoformat())} (اسم ملف صورته): «{other.title}» "
        f"{article_url(other.key)}"
        for other in page.undated_candidates
    ]
    if page.searched_variants:
        found.append(f"يشمل البحث أيضًا: {'، '.join(page.searched_variants)}. يُكتفى بما كُتب بالمَعلمة variants=0.")
    return found


def _mentions_correction(note: str, page: ResultPage) -> bool:
    return page.corrected_query is not None and f"«{page.corrected_query}»" in note
