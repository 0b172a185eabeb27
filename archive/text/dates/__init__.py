"""Dates in Arabic news text: those printed in full, and relative ones resolved against an article's publication date."""

from archive.text.dates.absolute import (
    PRECISIONS,
    DateExpression,
    WeekdayExpression,
    find_dates,
    find_weekdays,
    interval,
    parse_date,
)
from archive.text.dates.article import read_dates
from archive.text.dates.months import MONTHS
from archive.text.dates.normalization import fold_for_dates

__all__ = [
    "MONTHS",
    "PRECISIONS",
    "DateExpression",
    "WeekdayExpression",
    "find_dates",
    "find_weekdays",
    "fold_for_dates",
    "interval",
    "parse_date",
    "read_dates",
]
