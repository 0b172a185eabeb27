"""The bar chart over time: one bar a year, or a month where a single year is chosen or all dates fall in one.

A bar with hits links to the search of its period; the chosen bar links back to the wider one. Heights are percent of
the highest. Periods without a hit get an empty bar, so that time runs evenly; a span of more than MAX_BARS years starts
later.
"""

from dataclasses import dataclass

from archive.search.page import FacetValue, ResultPage
from archive.search.request import DateRange, SearchRequest
from archive.web.addresses import changed, period, period_key, search_address
from archive.web.wording import MONTHS, counted, date_phrase

MAX_BARS = 60


@dataclass(frozen=True)
class Bar:
    """`top` and `height` are for a drawing 100 units high; `tick` is the short label, empty where there is no room;
    `minor` says that on a narrow page there is none."""

    key: str
    label: str
    tick: str
    minor: bool
    count: int
    summary: str
    height: float
    link: str
    selected: bool

    @property
    def top(self) -> float:
        return 100 - self.height


@dataclass(frozen=True)
class Chart:
    """Bars in order of time, what one stands for, the year whose months they are, and the way back to all years."""

    unit: str
    bars: tuple[Bar, ...]
    year: str = ""
    up_link: str | None = None
    up_label: str = ""


def chart(page: ResultPage, *, path: str = "/search/", base: SearchRequest | None = None) -> Chart | None:
    """The chart of a result page, None where no hit has a date. `base`: the request that links start from."""
    request = base or page.request
    counts = {name: _counts(page.facets.get(name, ())) for name in ("year", "month")}
    year = _chosen_year(page.request.published) or _only(counts["year"])
    if year and any(key.startswith(year) for key in counts["month"]):
        keys = [f"{year}-{month:02}" for month in range(1, 13)]
        up = page.request.published and len(counts["year"]) > 1
        return Chart(
            "month",
            _bars(keys, counts["month"], request, path),
            year,
            search_address(changed(request, published=DateRange()), path=path) if up else None,
            "كل السنوات" if up else "",
        )
    if not counts["year"]:
        return None
    years = [int(key) for key in counts["year"]]
    first = max(min(years), max(years) - MAX_BARS + 1)
    return Chart("year", _bars([f"{y:04}" for y in range(first, max(years) + 1)], counts["year"], request, path))


def _counts(values: tuple[FacetValue, ...]) -> dict[str, int]:
    return {value.key: value.count for value in values if value.count}


def _only(years: dict[str, int]) -> str | None:
    return next(iter(years)) if len(years) == 1 else None


def _chosen_year(span: DateRange) -> str | None:
    if span.first and span.last and span.first.year == span.last.year:
        return f"{span.first.year:04}"
    return None


def _bars(keys: list[str], counts: dict[str, int], request: SearchRequest, path: str) -> tuple[Bar, ...]:
    highest = max((counts.get(key, 0) for key in keys), default=0) or 1
    chosen = period_key(request.published)
    step = max(1, -(-len(keys) // 12))
    bars = []
    for place, key in enumerate(keys):
        count = counts.get(key, 0)
        selected = key == chosen
        target = _wider(key) if selected else period(key)
        label = date_phrase(key)
        from_end = len(keys) - 1 - place
        bars.append(
            Bar(
                key=key,
                label=label,
                tick=_tick(key) if from_end % step == 0 else "",
                minor=from_end % (2 * step) != 0,
                count=count,
                summary=f"{label}: {counted(count, 'article')}",
                height=max(2.0, round(100 * count / highest, 1)) if count else 0.0,
                link=search_address(changed(request, published=target), path=path),
                selected=selected,
            )
        )
    return tuple(bars)


def _wider(key: str) -> DateRange:
    return period(key[:4]) if len(key) == 7 else DateRange()


def _tick(key: str) -> str:
    return MONTHS[int(key[5:]) - 1] if len(key) == 7 else key
