"""The Islamic calendar: its months as papers print them, and its days in the civil calendar.

1343–1500 AH (1924–2077) by the Umm al-Qura tables of `hijridate`, the calendar of Saudi print; where months begin by the
sighting of the moon a day may fall one earlier or later. Other years by the arithmetic of the civil Islamic calendar (30
years of 10,631 days, leap years 2 5 7 10 13 16 18 21 24 26 29), which the sighted months leave by up to two days: there a
day is given no finer than the months that it may lie in.
"""

import datetime as dt

from hijridate import Hijri

from archive.text.dates.months import MonthName

HIJRI_MONTHS = (
    MonthName(1, "محرم|المحرم|محرم الحرام", "hijri"),
    MonthName(2, "صفر|صفر الخير", "hijri", "also the numeral zero: only with a day or a year"),
    MonthName(3, "ربيع الأول|ربيع أول", "hijri", "ربيع alone is spring"),
    MonthName(4, "ربيع الآخر|ربيع الاخر|ربيع الثاني|ربيع ثاني|ربيع ثان|ربيع آخر", "hijri"),
    MonthName(5, "جمادى الأولى|جمادى الأول|جماد الأول|جمادى أول", "hijri"),
    MonthName(6, "جمادى الآخرة|جمادى الاخرة|جمادى الآخر|جمادى الثانية|جمادى الثاني|جماد الثاني", "hijri"),
    MonthName(7, "رجب", "hijri", "also a man's name"),
    MonthName(8, "شعبان", "hijri", "also a man's name"),
    MonthName(9, "رمضان|رمضان المبارك", "hijri", "also a man's name"),
    MonthName(10, "شوال", "hijri"),
    MonthName(11, "ذو القعدة|ذي القعدة|ذوالقعدة|ذي قعدة|القعدة", "hijri"),
    MonthName(12, "ذو الحجة|ذي الحجة|ذوالحجة|ذي حجة|الحجة", "hijri"),
)
FIRST_TABLED, LAST_TABLED = 1343, 1500
_EPOCH = 227014
"""Ordinal of 1 Muharram 1 (19 July 622 in the Gregorian calendar), less the first day."""


def hijri_day(year: int, month: int, day: int) -> dt.date | None:
    """The civil day of a day of the Islamic calendar, None where that calendar has no such day."""
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
    """Whether the tables hold the year, so that a day in it is known as a day."""
    return FIRST_TABLED <= year <= LAST_TABLED


def hijri_year_of(day: dt.date) -> int:
    """The year of the Islamic calendar that a civil day lies in, to a day or two."""
    return (30 * (day.toordinal() - _EPOCH) + 10646) // 10631
