"""Names of months and weekdays as Arabic newspapers print them, and ordinal days of the month.

Gregorian months have three families of names: Gulf and Egypt (from the European names), Levant and Iraq (Syriac),
Maghreb (from French). Latin names come from pages whose publishing system was never set to Arabic. Names are CLDR's
(ar, ar-SY, ar-DZ, ar-MA, en, fr), with variants found in print. `vocabulary` folds all names.
"""

from typing import NamedTuple


class MonthName(NamedTuple):
    """One month name. `name` is written with its hamzas; alternative spellings are separated by |."""

    number: int
    name: str
    family: str
    reason: str = ""


MONTHS = (
    MonthName(1, "يناير", "gulf"),
    MonthName(2, "فبراير|فيبراير", "gulf", "the second form follows the pronunciation"),
    MonthName(3, "مارس", "gulf", "the Maghreb's too"),
    MonthName(4, "أبريل|ابرايل", "gulf"),
    MonthName(5, "مايو", "gulf"),
    MonthName(6, "يونيو|يونيه", "gulf", "Egyptian print ends it in ة or ه"),
    MonthName(7, "يوليو|يوليه", "gulf", "as above"),
    MonthName(8, "أغسطس|اوغسطس", "gulf"),
    MonthName(9, "سبتمبر|سيبتمبر", "gulf"),
    MonthName(10, "أكتوبر|اوكتوبر", "gulf"),
    MonthName(11, "نوفمبر", "gulf"),
    MonthName(12, "ديسمبر|دسمبر", "gulf"),
    MonthName(1, "كانون الثاني|كانون ثاني|كانون ثان", "levant", "never the ordinal الثاني alone"),
    MonthName(2, "شباط", "levant"),
    MonthName(3, "آذار", "levant"),
    MonthName(4, "نيسان", "levant"),
    MonthName(5, "أيار|مايس", "levant", "مايس in Iraq"),
    MonthName(6, "حزيران", "levant"),
    MonthName(7, "تموز", "levant"),
    MonthName(8, "آب", "levant", "without its madda it is أب, a father"),
    MonthName(9, "أيلول", "levant"),
    MonthName(10, "تشرين الأول|تشرين اول", "levant"),
    MonthName(11, "تشرين الثاني|تشرين ثاني|تشرين ثان", "levant"),
    MonthName(12, "كانون الأول|كانون اول", "levant"),
    MonthName(1, "جانفي", "maghreb", "Algeria, Tunisia"),
    MonthName(2, "فيفري", "maghreb", "Algeria, Tunisia"),
    MonthName(4, "أفريل", "maghreb", "Algeria, Tunisia"),
    MonthName(5, "ماي", "maghreb"),
    MonthName(6, "جوان", "maghreb", "Algeria, Tunisia"),
    MonthName(7, "جويليه|يوليوز", "maghreb", "the second in Morocco"),
    MonthName(8, "أوت|غشت", "maghreb", "the second in Morocco"),
    MonthName(9, "شتنبر", "maghreb", "Morocco"),
    MonthName(11, "نونبر", "maghreb", "Morocco"),
    MonthName(12, "دجنبر", "maghreb", "Morocco"),
    MonthName(1, "january|jan|janvier", "latin"),
    MonthName(2, "february|feb|fevrier", "latin"),
    MonthName(3, "march|mar|mars", "latin"),
    MonthName(4, "april|apr|avril", "latin"),
    MonthName(5, "may|mai", "latin"),
    MonthName(6, "june|jun|juin", "latin"),
    MonthName(7, "july|jul|juillet", "latin"),
    MonthName(8, "august|aug|aout", "latin"),
    MonthName(9, "september|sept|sep|septembre", "latin"),
    MonthName(10, "october|oct|octobre", "latin"),
    MonthName(11, "november|nov|novembre", "latin"),
    MonthName(12, "december|dec|decembre", "latin"),
)
NUMBERED_MONTHS = {"كانون1": 12, "كانون2": 1, "تشرين1": 10, "تشرين2": 11, "ك1": 12, "ك2": 1, "ت1": 10, "ت2": 11}
"""كانون and تشرين with a number in place of the ordinal, in full or as their first letter; separators left out."""
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


class WeekdayName(NamedTuple):
    number: int
    name: str
    reason: str = ""


WEEKDAYS = (
    WeekdayName(0, "الاثنين|الاتنين", "also «the two»: rules check the words before it"),
    WeekdayName(1, "الثلاثاء|الثلاثا|الثلثاء", "the last in Lebanese print"),
    WeekdayName(2, "الأربعاء|الأربعا"),
    WeekdayName(3, "الخميس"),
    WeekdayName(4, "الجمعه"),
    WeekdayName(5, "السبت"),
    WeekdayName(6, "الأحد"),
    WeekdayName(0, "monday|mon"),
    WeekdayName(1, "tuesday|tue"),
    WeekdayName(2, "wednesday|wed"),
    WeekdayName(3, "thursday|thu"),
    WeekdayName(4, "friday|fri"),
    WeekdayName(5, "saturday|sat"),
    WeekdayName(6, "sunday|sun"),
)

MONTH_EDGES = {"غرة": "first", "سلخ": "last", "منسلخ": "last", "انسلاخ": "last"}
"""The first and the last day of a month, mostly of Hijri ones; غرة also of Gregorian ones in Tunisia."""
_UNITS = "الأول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع"
_UNITS_OF_COMPOUNDS = "الحادي|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع"


def ordinal_days() -> dict[str, int]:
    """Days of the month in words, in both cases: الأول → 1 … الحادي والثلاثين → 31."""
    days = {word: number for number, word in enumerate(_UNITS.split("|"), 1)} | {"العاشر": 10}
    for number, word in enumerate(_UNITS_OF_COMPOUNDS.split("|"), 1):
        days[f"{word} عشر"] = 10 + number
        for twenty in ("والعشرين", "والعشرون"):
            days[f"{word} {twenty}"] = 20 + number
    days |= {"العشرين": 20, "العشرون": 20, "الثلاثين": 30, "الثلاثون": 30}
    days |= {"الواحد والعشرين": 21, "الواحد والثلاثين": 31, "الحادي والثلاثين": 31, "الحادي والثلاثون": 31}
    return days
