"""Recognition of dates that are printed with their year, in folded text.

Order of steps: windows around four-digit numbers and Hijri years are cut out, since every rule needs a year; in each
window Hijri, numeric, month and year rules are tried in this order, each match occupying its span; adjacent dates are
joined (`joining`).
"""

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from archive.text.dates.absolute.joining import join_calendars, join_spans
from archive.text.dates.absolute.rules_gregorian import MONTH_RULES, MONTH_WORD, NUMERIC_RULES
from archive.text.dates.absolute.rules_hijri import HIJRI_RULES
from archive.text.dates.absolute.rules_years import YEAR_RULES
from archive.text.dates.date_match import DateMatch, Rule
from archive.text.dates.folded_text import FoldedText
from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.occupied_spans import OccupiedSpans
from archive.text.dates.solar_hijri import has_persian_year, is_solar, precedes_solar_sign
from archive.text.dates.vocabulary import HIJRI_NAME

WINDOW_BEFORE, WINDOW_AFTER = 90, 45
"""Characters around a year in which rules are tried."""
_YEAR = LazyPattern(r"[0-9](?:[0-9]{3}| ?ه(?!\w)| ?(?:هجر|للهجر|من الهجر))")
_HIJRI = LazyPattern(rf"{HIJRI_NAME}|[0-9] ?(?:ه(?!\w)|هجر|للهجر|من الهجر)|1[34]\d\d[-/.]\d|\d[-/.] ?1[34]\d\d")


def absolute_matches(text: FoldedText) -> list[DateMatch]:
    """The dates with a year, in order; invalid ones, which occupy their span, have no value."""
    folded = text.folded
    found = [match for lower, upper in _windows(folded) for match in _matches_in_window(folded, lower, upper)]
    persian = bool(found) and has_persian_year(text.printed)
    found = [_without_solar_value(match, text) if persian or match.calendar == "hijri" else match for match in found]
    if not found:
        return []
    found.sort(key=attrgetter("start"))
    dates = join_spans([match for match in found if match.value], folded)
    invalid = [match for match in found if not match.value]
    return sorted([*join_calendars(dates, folded), *invalid], key=attrgetter("start"))


def _without_solar_value(match: DateMatch, text: FoldedText) -> DateMatch:
    start, end = text.printed_span(match.start, match.end)
    is_invalid = is_solar(text.printed[start:end], text.folded[match.start : match.end])
    is_invalid = is_invalid or (match.calendar == "hijri" and precedes_solar_sign(text.folded, match.end))
    return replace(match, value=None, end_value=None, days=None) if is_invalid else match


def _windows(folded: str) -> Iterator[tuple[int, int]]:
    """Disjoint (start, end) around the years of a text."""
    start = end = -1
    for year in _YEAR.finditer(folded):
        lower, upper = max(0, year.start() - WINDOW_BEFORE), min(len(folded), year.end() + WINDOW_AFTER)
        if lower > end >= 0:
            yield start, end
            start = lower
        elif end < 0:
            start = lower
        end = upper
    if end >= 0:
        yield start, end


def _matches_in_window(folded: str, lower: int, upper: int) -> list[DateMatch]:
    found: list[DateMatch] = []
    occupied = OccupiedSpans()
    for pattern, builder in _rules(folded, lower, upper):
        for match in pattern.finditer(folded, lower, upper):
            start, end = match.span()
            if not occupied.overlaps(start, end) and (dates := builder(match, folded)):
                occupied.add(start, end)
                found.extend(dates)
    return found


def _rules(folded: str, lower: int, upper: int) -> Iterator[Rule]:
    """The rules that may match in a window: those of a calendar only if one of its words is printed there."""
    if _HIJRI.search(folded, lower, upper):
        yield from HIJRI_RULES
    yield from NUMERIC_RULES
    if MONTH_WORD.search(folded, lower, upper):
        yield from MONTH_RULES
    yield from YEAR_RULES
