"""The time axis of charts: which periods they show, and each search's counts in these.

Periods are years, unless a single year is selected or contains all dates: then its months. If a month or a day is selected,
they are the days of that month. Periods without hits stay, so the axis is linear; of more than MAX_BARS years or MAX_MONTHS
months the earliest are cut. Counts of years and months are those of the facets, counts of days those of date filters.
"""

import calendar
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from archive.search import DateRange, FacetValue, ResultPage, SearchRequest
from archive.web.presenters.arabic_text import MONTHS
from archive.web.query_string import period_range

MAX_BARS = 60
MAX_MONTHS = 120
Counts = Mapping[str, int]
CountDays = Callable[[SearchRequest, Sequence[DateRange]], list[int]]
By = Literal["", "year", "month"]
"""Periods that the reader asked for; "" leaves the choice to the rule above."""
Unit = Literal["year", "month", "day"]


@dataclass(frozen=True)
class TimeAxis:
    """The periods in chronological order; `within` is the year or month that they are parts of, "" for all years.

    `series` has the counts of each page that the axis was made for, without zeros; `cut` says that earlier periods are left out.
    """

    unit: Unit
    within: str
    keys: tuple[str, ...]
    series: tuple[Counts, ...]
    cut: bool = False
    count_days: CountDays | None = None

    def counts(self, page: ResultPage) -> Counts:
        """The counts of another search."""
        return _counts(page, self.unit, self.keys, self.count_days)


def time_axis(pages: Sequence[ResultPage], *, count_days: CountDays | None = None, by: By = "") -> TimeAxis | None:
    """The axis for these results, or None if no hit has a date of the wanted precision.

    Days need `count_days`, which counts articles in date ranges. The selected period is that of the first page.
    """
    years = sorted({key for page in pages for key in _facet(page, "year")})
    if not years:
        return None
    if by == "month":
        return _months(pages)
    within = "" if by == "year" else _within(pages[0], years, days=count_days is not None)
    unit: Unit = "year" if not within else "month" if len(within) == 4 else "day"
    keys = _keys(within, years)
    series = tuple(_counts(page, unit, keys, count_days) for page in pages)
    if within and not any(key.startswith(within) for counts in series for key in counts):
        unit, within, keys = "year", "", _keys("", years)
        series = tuple(_facet(page, "year") for page in pages)
    return TimeAxis(unit, within, keys, series, not within and keys[0] > years[0], count_days)


def tick(key: str) -> str:
    """A period's name without those of the wider ones: `2024`, «يونيو», `20`."""
    return {4: key, 7: MONTHS[int(key[5:7]) - 1] if len(key) > 4 else "", 10: str(int(key[8:] or 0))}[len(key)]


def _months(pages: Sequence[ResultPage]) -> TimeAxis | None:
    """The months from the first to the last one with hits, of however many years."""
    series = tuple(_facet(page, "month") for page in pages)
    known = sorted({key for counts in series for key in counts})
    if not known:
        return None
    first, last = (int(key[:4]) * 12 + int(key[5:]) - 1 for key in (known[0], known[-1]))
    start = max(first, last - MAX_MONTHS + 1)
    keys = tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, last + 1))
    return TimeAxis("month", "", keys, series, start > first)


def _facet(page: ResultPage, name: str) -> dict[str, int]:
    values: tuple[FacetValue, ...] = page.facets.get(name, ())
    return {value.key: value.count for value in values if value.count}


def _within(page: ResultPage, years: list[str], *, days: bool) -> str:
    """Key of the period whose parts are shown: the selected month or year, or '' for all years."""
    span = page.request.published
    if span.first and span.last and span.first.year == span.last.year:
        return span.first.isoformat()[: 7 if days and span.first.month == span.last.month else 4]
    return years[0] if len(years) == 1 else ""


def _counts(page: ResultPage, unit: Unit, keys: tuple[str, ...], count_days: CountDays | None) -> Counts:
    if unit != "day" or count_days is None:
        return _facet(page, unit)
    request = replace(
        page.request, q=page.corrected_query or page.request.q, published=period_range(keys[0][:7]), page=1, cursor=None
    )
    counts = count_days(request, [period_range(key) for key in keys])
    return {key: count for key, count in zip(keys, counts, strict=True) if count}


def _keys(within: str, years: list[str]) -> tuple[str, ...]:
    if len(within) == 7:
        days = calendar.monthrange(int(within[:4]), int(within[5:]))[1]
        return tuple(f"{within}-{day:02}" for day in range(1, days + 1))
    if within:
        return tuple(f"{within}-{month:02}" for month in range(1, 13))
    first, last = int(years[0]), int(years[-1])
    return tuple(f"{year:04}" for year in range(max(first, last - MAX_BARS + 1), last + 1))
