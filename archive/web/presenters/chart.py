"""Bar chart of results over time: one bar per year, month or day, optionally with a second query for comparison.

The periods are those of `time_axis`. A bar links to the search limited to its period; the selected bar and the breadcrumbs
link to wider periods. Heights are percentages of the highest bar. Undated articles are not charted; the page counts them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.search import DateRange, ResultPage, SearchRequest
from archive.web.presenters.arabic_text import counted, date_phrase
from archive.web.presenters.time_axis import CountDays, Counts, tick, time_axis
from archive.web.query_string import FacetLinks, period_key, period_range, search_url, with_changes


@dataclass(frozen=True)
class Column:
    """One query's count in a period. `top` and `height` are in a drawing 100 units high."""

    count: int
    height: float
    link: str

    @property
    def top(self) -> float:
        return 100 - self.height


@dataclass(frozen=True)
class Bar:
    """A period. `tick` is its axis label, empty for lack of room; `minor` ticks are hidden on narrow pages. `other` is the
    column of the compared query."""

    key: str
    label: str
    tick: str
    minor: bool
    summary: str
    selected: bool
    own: Column
    other: Column | None = None

    @property
    def count(self) -> int:
        return self.own.count

    @property
    def height(self) -> float:
        return self.own.height

    @property
    def top(self) -> float:
        return self.own.top

    @property
    def link(self) -> str:
        return self.own.link


@dataclass(frozen=True)
class Crumb:
    """A link to a wider period."""

    label: str
    link: str


@dataclass(frozen=True)
class Chart:
    """Bars in chronological order, one per `unit`; `within` is the period shown, `crumbs` lead to wider ones."""

    unit: str
    bars: tuple[Bar, ...]
    within: str = ""
    crumbs: tuple[Crumb, ...] = ()

    @property
    def title(self) -> str:
        """`within` in words, empty for all years."""
        return date_phrase(self.within) if self.within else ""


def compared_request(request: SearchRequest) -> SearchRequest:
    """The search for the compared query under the same filters, for counts only."""
    return replace(
        request, q=request.compare, compare="", facets=("year", "month"), page=1, cursor=None, per_page=1, explain=False
    )


def chart(
    page: ResultPage,
    *,
    base: SearchRequest | None = None,
    compared: ResultPage | None = None,
    count_days: CountDays | None = None,
) -> Chart | None:
    """The chart of a result page, or None if no hit has a date.

    `base` is the request that links start from, `compared` the result page of the other query. Bars of days need
    `count_days`, which counts articles in date ranges.
    """
    pages = [page, *([compared] if compared else [])]
    axis = time_axis(pages, count_days=count_days)
    if axis is None:
        return None
    request = base or page.request
    bars = _bars(axis.keys, axis.series, request, page.request.compare if compared else "")
    return Chart(axis.unit, bars, axis.within, _crumbs(axis.within, pages, request, page.request.published))


def _crumbs(within: str, pages: Sequence[ResultPage], request: SearchRequest, chosen: DateRange) -> tuple[Crumb, ...]:
    """All years, if there are several; the year of a month."""
    if not chosen:
        return ()
    years = {value.key for page in pages for value in page.facets.get("year", ()) if value.count}
    crumbs = [("كل السنوات", DateRange())] if within and len(years) > 1 else []
    if len(within) == 7:
        crumbs.append((within[:4], period_range(within[:4])))
    return tuple(Crumb(label, search_url(with_changes(request, published=days))) for label, days in crumbs)


def _bars(keys: Sequence[str], series: Sequence[Counts], request: SearchRequest, compared: str) -> tuple[Bar, ...]:
    highest = max((counts.get(key, 0) for counts in series for key in keys), default=0) or 1
    chosen = period_key(request.published)
    step = max(1, -(-len(keys) // 12))

    swapped = replace(request, q=compared, compare=request.q)
    links = [FacetLinks(asked) for asked, _ in zip((request, swapped), series, strict=False)]

    def column(key: str, counts: Counts, asked: FacetLinks) -> Column:
        count = counts.get(key, 0)
        height = max(2.0, round(100 * count / highest, 1)) if count else 0.0
        target = _wider(key) if key == chosen else period_range(key)
        return Column(count, height, asked.published(target))

    bars = []
    for place, key in enumerate(keys):
        from_end = len(keys) - 1 - place
        own = column(key, series[0], links[0])
        other = column(key, series[1], links[1]) if len(series) > 1 else None
        bars.append(
            Bar(
                key=key,
                label=date_phrase(key),
                tick=tick(key) if from_end % step == 0 else "",
                minor=from_end % (2 * step) != 0,
                summary=_summary(key, own, other, request.q, compared),
                selected=key == chosen,
                own=own,
                other=other,
            )
        )
    return tuple(bars)


def _summary(key: str, own: Column, other: Column | None, query: str, compared: str) -> str:
    if other is None:
        return f"{date_phrase(key)}: {counted(own.count, 'article')}"
    first, second = counted(own.count, "article"), counted(other.count, "article")
    return f"{date_phrase(key)}: {first} لعبارة «{query}»، {second} لعبارة «{compared}»"


def _wider(key: str) -> DateRange:
    return period_range(key[:-3]) if len(key) > 4 else DateRange()
