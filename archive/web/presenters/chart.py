"""Bar chart of results over time: one bar per year, month or day, optionally with a second query for comparison.

Bars are years, unless a single year is selected or contains all dates: then its months. If a month or a day is selected,
they are the days of that month. A bar links to the search limited to its period; the selected bar and the breadcrumbs
link to wider periods. Heights are percentages of the highest bar. Periods without hits keep an empty bar, so the time
axis is linear; of more than MAX_BARS years the earliest are cut. Undated articles are not charted; the page counts them.
"""

import calendar
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.search import DateRange, FacetValue, ResultPage, SearchRequest
from archive.web.presenters.arabic_text import MONTHS, counted, date_phrase
from archive.web.query_string import FacetLinks, period_key, period_range, search_url, with_changes

MAX_BARS = 60
Counts = Mapping[str, int]
CountDays = Callable[[SearchRequest, Sequence[DateRange]], list[int]]


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
    years = sorted({key for one in pages for key in _facet(one, "year")})
    if not years:
        return None
    within = _within(page, years, days=count_days is not None)
    series = [_series(one, within, count_days) for one in pages]
    if within and not any(key.startswith(within) for counts in series for key in counts):
        within, series = "", [_facet(one, "year") for one in pages]
    request = base or page.request
    bars = _bars(_keys(within, years), series, request, page.request.compare if compared else "")
    unit = {0: "year", 4: "month", 7: "day"}[len(within)]
    return Chart(unit, bars, within, _crumbs(within, years, request, page.request.published))


def _facet(page: ResultPage, name: str) -> dict[str, int]:
    values: tuple[FacetValue, ...] = page.facets.get(name, ())
    return {value.key: value.count for value in values if value.count}


def _within(page: ResultPage, years: list[str], *, days: bool) -> str:
    """Key of the period whose parts are shown: the selected month or year, or '' for all years."""
    span = page.request.published
    if span.first and span.last and span.first.year == span.last.year:
        return span.first.isoformat()[: 7 if days and span.first.month == span.last.month else 4]
    return years[0] if len(years) == 1 else ""


def _series(page: ResultPage, within: str, count_days: CountDays | None) -> dict[str, int]:
    """Counts by period key, for the parts of `within`."""
    if len(within) < 7 or count_days is None:
        return _facet(page, "month" if within else "year")
    request = replace(
        page.request, q=page.corrected_query or page.request.q, published=period_range(within), page=1, cursor=None
    )
    keys = _keys(within, [])
    counts = count_days(request, [period_range(key) for key in keys])
    return {key: count for key, count in zip(keys, counts, strict=True) if count}


def _keys(within: str, years: list[str]) -> list[str]:
    if len(within) == 7:
        return [f"{within}-{day:02}" for day in range(1, calendar.monthrange(int(within[:4]), int(within[5:]))[1] + 1)]
    if within:
        return [f"{within}-{month:02}" for month in range(1, 13)]
    first, last = int(years[0]), int(years[-1])
    return [f"{year:04}" for year in range(max(first, last - MAX_BARS + 1), last + 1)]


def _crumbs(within: str, years: list[str], request: SearchRequest, chosen: DateRange) -> tuple[Crumb, ...]:
    """All years, if there are several; the year of a month."""
    if not chosen:
        return ()
    crumbs = [("كل السنوات", DateRange())] if within and len(years) > 1 else []
    if len(within) == 7:
        crumbs.append((within[:4], period_range(within[:4])))
    return tuple(Crumb(label, search_url(with_changes(request, published=days))) for label, days in crumbs)


def _bars(keys: list[str], series: Sequence[Counts], request: SearchRequest, compared: str) -> tuple[Bar, ...]:
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
                tick=_tick(key) if from_end % step == 0 else "",
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


def _tick(key: str) -> str:
    return {4: key, 7: MONTHS[int(key[5:7]) - 1] if len(key) > 4 else "", 10: str(int(key[8:] or 0))}[len(key)]
