"""Dates with their year, and weekdays, in any text.

Not here: dates without a year (12 فبراير) and relative ones (أمس), which need an article's date (`dates.article`).
"""

from archive.text.dates.absolute.recognizer import absolute_matches
from archive.text.dates.date_expression import DateExpression, WeekdayExpression
from archive.text.dates.date_match import DateMatch
from archive.text.dates.folded_text import FoldedText
from archive.text.dates.iso import iso_day
from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.vocabulary import WEEKDAY, WEEKDAY_NUMBERS, WORD_START


def find_dates(text: str) -> list[DateExpression]:
    """All dates printed with their year, in order, without overlap."""
    folded = FoldedText.of(text)
    return [DateExpression.from_match(match, folded) for match in absolute_matches(folded) if match.value]


_MONTH_OR_YEAR = LazyPattern(r"\s*(?:(?P<month>\d{4}-(?:0[1-9]|1[0-2]))|(?P<year>(?:1[0-9]|2[01])\d\d))\s*م?\s*")
_TWO_DIGIT_YEAR = LazyPattern(
    r"(?<![\d/.-])(?P<one>\d{1,2})(?P<sep>[-/.])(?P<two>\d{1,2})(?P=sep)(?P<year>\d\d)(?![\d/.-])"
)


def parse_date(text: str) -> DateExpression | None:
    """The date of a line that holds nothing else («تاريخ النشر: …»): the first of the most precise ones.

    Unlike `find_dates`, it reads a month (2024-06) or year on its own, and two-digit years (20/06/24: 1970 to 2069).
    """
    if found := find_dates(text):
        return max(found, key=lambda date: len(date.value))
    folded = FoldedText.of(text)
    if match := _MONTH_OR_YEAR.fullmatch(folded.folded):
        group = "month" if match["month"] else "year"
        return DateExpression.from_match(DateMatch(*match.span(group), match[group]), folded)
    for match in _TWO_DIGIT_YEAR.finditer(folded.folded):
        two_digits = int(match["year"])
        year = two_digits + (2000 if two_digits < 70 else 1900)
        one, two = int(match["one"]), int(match["two"])
        if value := iso_day(year, two, one) or iso_day(year, one, two):
            return DateExpression.from_match(DateMatch(match.start(), match.end(), value), folded)
    return None


_WEEKDAY = LazyPattern(rf"{WORD_START}[وف]?[بل]?(?P<weekday>{WEEKDAY})")


def find_weekdays(text: str) -> list[WeekdayExpression]:
    """Weekdays named in the text (الخميس, وبالأربعاء, Thursday), in order. الاثنين may also mean «the two»."""
    folded = FoldedText.of(text)
    found = []
    for match in _WEEKDAY.finditer(folded.folded):
        start, end = folded.printed_span(*match.span("weekday"))
        found.append(WeekdayExpression(start, end, text[start:end], WEEKDAY_NUMBERS[match["weekday"]]))
    return found
