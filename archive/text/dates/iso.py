"""ISO 8601 values as precise as a date is known: `2024`, `2024-06` or `2024-06-20`."""

import calendar
import datetime as dt
from functools import lru_cache

PRECISIONS = {4: "year", 7: "month", 10: "day"}
"""The precision of a value by its length."""


@lru_cache(maxsize=4096)
def interval(value: str) -> tuple[dt.date, dt.date]:
    """First and last day of a value: 2024-02 → 1 and 29 February. Raises ValueError for anything else."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)
    if len(parts) == 2:
        return dt.date(parts[0], parts[1], 1), dt.date(parts[0], parts[1], calendar.monthrange(*parts)[1])
    if len(parts) > 3:
        raise ValueError(f"no date: {value}")
    day = dt.date(*parts)
    return day, day


def iso_day(year: int, month: int, day: int) -> str | None:
    """A day's value; None if the calendar has no such day, or the year is outside 1000 to 2199."""
    if not 1000 <= year < 2200:
        return None
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
