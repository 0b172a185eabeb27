"""Two outlets over one search: how many articles in each month, what each says more, and where it says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from archive.coverage.selectors import Contrasts, OutletArticles, compare_outlets
from archive.entities.models import Entity
from archive.search import FoundArticles, Hit, ResultPage, SearchRequest
from archive.web.links import page_url
from archive.web.presenters.arabic_text import date_phrase
from archive.web.presenters.labels import FacetLabels
from archive.web.presenters.named_things import NamedThing, named_things
from archive.web.presenters.time_axis import time_axis
from archive.web.query_string import encode_params, period_range, query_params, search_url, with_changes
from archive.web.query_string.parameters import OF_PAGES

MOST_ARTICLES = 500
"""Of an outlet, the newest, whose words are counted."""
MOST_OUTLETS = 50
SENTENCES = 3
NOT_SHARED = (*OF_PAGES, "source", "sort", "group")
"""Parameters of a search that the searches in the two outlets do not share."""
Search = Callable[[SearchRequest], ResultPage]
Find = Callable[[SearchRequest, int], FoundArticles]


@dataclass(frozen=True)
class OutletsRequest:
    """A search, whose own choice of sources does not count, keys of two sources, and a word of which sentences are wanted."""

    search: SearchRequest
    left: str = ""
    right: str = ""
    word: str = ""


@dataclass(frozen=True)
class Side:
    """`hits` show the word asked for."""

    key: str
    label: str
    count: int
    read: int
    """Articles whose words are counted."""
    link: str
    hits: tuple[Hit, ...] = ()
    hits_link: str = ""


@dataclass(frozen=True)
class Said:
    """Something that one side says more: counts on this side and the other, the search for it there, the page with sentences.
    `key` is that of an entity."""

    label: str
    count: int
    other: int
    z: float
    link: str
    evidence: str = ""
    key: str = ""


@dataclass(frozen=True)
class Block:
    """What each side says more, of one sort."""

    name: str
    title: str
    unit: str
    sides: tuple[tuple[Said, ...], tuple[Said, ...]]


@dataclass(frozen=True)
class OutletsComparison:
    sides: tuple[Side, Side]
    months: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]
    """Each month's label, with counts and links of both sides."""
    blocks: tuple[Block, ...]
    naming: tuple[NamedThing, ...]
    """What both write of under different names."""


def outlets_url(asked: OutletsRequest, *, view: str = "outlets") -> str:
    names = ("left", "right", "word") if view == "outlets" else ("left", "right")
    pairs = query_params(with_changes(asked.search), without=NOT_SHARED)
    pairs += [(name, value) for name in names if (value := getattr(asked, name))]
    return f"{page_url(view)}?{encode_params(pairs)}" if pairs else page_url(view)


def outlet_choices(asked: OutletsRequest, search: Search) -> list[tuple[str, str, int]]:
    """Key, name and number of articles of the outlets of the search, the most frequent first."""
    page = search(replace(_shared(asked.search), facets=("source",), facet_limit=MOST_OUTLETS, per_page=0))
    values = page.facets.get("source", ())
    labels = FacetLabels(("source", value.key) for value in values)
    return [(one.key, labels.of("source", one.key), one.count) for one in values if labels.knows("source", one.key)]


def with_outlet(search: SearchRequest, key: str) -> SearchRequest:
    """The search in this source alone."""
    shared = _shared(search)
    return replace(shared, filters={**shared.filters, "source": (key,)})


def compare_over(asked: OutletsRequest, search: Search, find: Find) -> OutletsComparison:
    keys = (asked.left, asked.right)
    labels = FacetLabels(("source", key) for key in keys)
    requests = [with_outlet(asked.search, key) for key in keys]
    found = [find(replace(request, sort="newest"), MOST_ARTICLES) for request in requests]
    articles = [OutletArticles(key, labels.of("source", key), one.pks) for key, one in zip(keys, found, strict=True)]
    contrasts = compare_outlets(*articles)
    sides = [
        _side(asked, request, outlet, one.count, search)
        for request, outlet, one in zip(requests, articles, found, strict=True)
    ]
    return OutletsComparison(
        sides=(sides[0], sides[1]),
        months=_months(requests, search),
        blocks=(
            _wording(asked, "words", "الكلمات", contrasts.words),
            _wording(asked, "pairs", "الكلمات المتجاورة", contrasts.pairs),
            _entities(requests, "names", "من يُذكر", "مقالات", contrasts.names),
            _entities(requests, "speakers", "من يُنقل قوله", "أقوال", contrasts.speakers),
        ),
        naming=named_things(contrasts.naming),
    )


def _shared(search: SearchRequest) -> SearchRequest:
    filters = {name: keys for name, keys in search.filters.items() if name != "source"}
    return with_changes(search, filters=filters, explain=False, compare="", sort=None, group=None)


def _side(asked: OutletsRequest, request: SearchRequest, outlet: OutletArticles, count: int, search: Search) -> Side:
    hits: tuple[Hit, ...] = ()
    link = ""
    if asked.word:
        wanted = with_word(request, asked.word)
        link = search_url(wanted)
        hits = search(replace(wanted, facets=(), per_page=SENTENCES)).hits
    return Side(outlet.source, outlet.name, count, len(outlet.pks), search_url(request), hits, link)


def with_word(search: SearchRequest, word: str) -> SearchRequest:
    """The articles of a search that have this word, or these adjacent words, too."""
    quoted = f'"{word}"' if " " in word else word
    asked = search.q.strip()
    joined = f"({asked}) AND {quoted}" if " " in asked else f"{asked} AND {quoted}" if asked else quoted
    return with_changes(search, q=joined)


def _months(requests: Sequence[SearchRequest], search: Search) -> tuple[tuple[str, tuple[tuple[int, str], ...]], ...]:
    pages = [search(replace(request, facets=("year", "month"), per_page=0)) for request in requests]
    axis = time_axis(pages, by="month")
    if axis is None:
        return ()

    def cell(side: int, key: str) -> tuple[int, str]:
        count = axis.series[side].get(key, 0)
        return count, search_url(with_changes(requests[side], published=period_range(key))) if count else ""

    rows = ((date_phrase(key), tuple(cell(side, key) for side in range(2))) for key in axis.keys)
    return tuple(row for row in rows if any(count for count, _ in row[1]))


def _wording(asked: OutletsRequest, name: str, title: str, found: Contrasts[str]) -> Block:
    def side(number: int) -> tuple[Said, ...]:
        request = with_outlet(asked.search, (asked.left, asked.right)[number])
        return tuple(
            Said(
                label=one.key,
                count=one.counted[number],
                other=one.counted[1 - number],
                z=one.z,
                link=search_url(with_word(request, one.key)),
                evidence=outlets_url(replace(asked, word=one.key)) + "#evidence",
            )
            for one in (found.left, found.right)[number]
        )

    return Block(name, title, "مرات", (side(0), side(1)))


def _about(search: SearchRequest, name: str, key: str) -> SearchRequest:
    """The articles of a search that quote this speaker, or mention this name."""
    if name == "speakers":
        return with_changes(search, filters={**search.filters, "speaker": (key,)})
    return with_changes(search, names=tuple(dict.fromkeys((*search.names, key))))


def _entities(requests: Sequence[SearchRequest], name: str, title: str, unit: str, found: Contrasts[Entity]) -> Block:
    keys = [(one.key.type, one.key.key) for side in (found.left, found.right) for one in side]
    labels = FacetLabels(keys)

    def side(number: int) -> tuple[Said, ...]:
        return tuple(
            Said(
                label=labels.of(one.key.type, one.key.key),
                count=one.counted[number],
                other=one.counted[1 - number],
                z=one.z,
                link=search_url(_about(requests[number], name, one.key.key)),
                key=one.key.key,
            )
            for one in (found.left, found.right)[number]
            if labels.knows(one.key.type, one.key.key)
        )

    return Block(name, title, unit, (side(0), side(1)))
