"""Conversion of Hijri (Islamic) dates to Gregorian days.

1343–1500 AH (1924–2077) use the Umm al-Qura tables of `hijridate`, the calendar of Saudi newspapers; in countries where
months begin when the moon is sighted, a day may be one earlier or later. Other years use the tabular Islamic calendar (30
years of 10,631 days, leap years 2 5 7 10 13 16 18 21 24 26 29), which may be up to two days off.
"""

import datetime as dt

from hijridate import Hijri

FIRST_TABLED, LAST_TABLED = 1343, 1500
_EPOCH = 227014
"""Ordinal of the day before 1 Muharram 1 AH (19 July 622 in the Gregorian calendar)."""


def hijri_day(year: int, month: int, day: int) -> dt.date | None:
    """The Gregorian day of a Hijri day; None if that calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    if FIRST_TABLED <= year <= LAST_TABLED:
        return dt.date(*Hijri(year, month, day).to_gregorian().datetuple())
    return dt.date.fromordinal(_EPOCH + _days_before(year, month) + day)


def month_length(year: int, month: int) -> int:
    """29 or 30 days."""
    if FIRST_TABLED <= year <= LAST_TABLED:
        return Hijri(year, month, 1).month_length()
    return 30 if month % 2 or (month == 12 and (11 * year + 14) % 30 < 11) else 29


def _days_before(year: int, month: int) -> int:
    return (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2


def is_tabled(year: int) -> bool:
    """Whether the tables cover the year, so that its days are exact."""
    return FIRST_TABLED <= year <= LAST_TABLED


def hijri_year_of(day: dt.date) -> int:
    """The Hijri year of a Gregorian day; at the turn of the year it may be a day or two off."""
    return (30 * (day.toordinal() - _EPOCH) + 10646) // 10631
