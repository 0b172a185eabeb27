"""Dates printed with their year: rules by calendar, joining of spans and of one day in two calendars."""

from archive.text.dates.absolute.find import find_dates, find_weekdays, parse_date
from archive.text.dates.absolute.recognizer import absolute_matches

__all__ = ["absolute_matches", "find_dates", "find_weekdays", "parse_date"]
