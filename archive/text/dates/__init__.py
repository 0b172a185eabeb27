"""Dates in Arabic news text: those printed in full, and relative ones resolved against an article's publication date.

`find_dates` reads the dates of any text that have a year (`absolute`); `read_dates` reads all dates of an article,
resolving those without one (`relative`). Both work on text folded by `normalization`; offsets are those of the print.
"""

from archive.text.dates.absolute import find_dates, find_weekdays, parse_date
from archive.text.dates.article import read_dates
from archive.text.dates.calendar_names import HIJRI_MONTHS, MONTHS, MonthName
from archive.text.dates.date_expression import DateExpression, WeekdayExpression
from archive.text.dates.iso import PRECISIONS, interval
from archive.text.dates.normalization import fold_for_dates

__all__ = [
    "HIJRI_MONTHS",
    "MONTHS",
    "PRECISIONS",
    "DateExpression",
    "MonthName",
    "WeekdayExpression",
    "find_dates",
    "find_weekdays",
    "fold_for_dates",
    "interval",
    "parse_date",
    "read_dates",
]
