"""The date grammar: dates that a printed text states in full, read without guessing.

Order of steps: the text is folded with a map back to the printed offsets, years in words become digits; windows around
four-digit numbers and Hijri years are cut out (no rule here works without a year, so nothing else is looked at); the
rules of `date_rules`, `date_hijri` and `date_years` are tried in order; numeric dates are checked against a weekday
printed beside them; neighbours joined by «من … إلى …» become spans, and one day in two calendars one date.

Not here: dates without a year (12 فبراير) and relative ones (أمس), which `date_reading` resolves against an article's date.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.text.dates.match import DateMatch, OccupiedSpans
from archive.text.dates.normalization import fold_for_dates, printed_end
from archive.text.dates.numerals import years_in_words
from archive.text.dates.rules_gregorian import MONTH_RULES, MONTH_WORD, NUMERIC_RULES
from archive.text.dates.rules_hijri import HIJRI_RULES
from archive.text.dates.rules_years import YEAR_RULES
from archive.text.dates.vocabulary import HIJRI_NAME, WEEKDAY, WEEKDAY_NUMBERS, are_joined, real_day, weekday_beside


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as printed in `text[start:end] == surface`, clitics left out.

    `value` is ISO as precise as known (2024-06-20, 2024-06, 2024), `end_value` closes a span, `first`/`last` are the
    interval's days. `weekday` (0 = Monday) is the one printed beside the date, `weekday_agrees` whether the calendar
    says the same; both None where there is none. `basis` is stated (printed in full), resolved (what is missing was taken
    from the article's date) or computed (by arithmetic, or from another calendar). `doubt` names a contradiction in
    print that is not settled here: `weekday` or `calendar`.
    """

    start: int
    end: int
    surface: str
    value: str
    end_value: str | None
    precision: str
    first: dt.date
    last: dt.date
    weekday: int | None = None
    weekday_agrees: bool | None = None
    basis: str = "stated"
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class WeekdayExpression:
    """A weekday named in `text[start:end] == surface`; `weekday` 0 = Monday."""

    start: int
    end: int
    surface: str
    weekday: int


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text as the rules see it. `offsets` leads back to the print; None where nothing moved."""

    printed: str
    folded: str
    offsets: list[int] | None

    @classmethod
    def of(cls, text: str) -> "FoldedText":
        folded, offsets = fold_for_dates(text)
        for start, end, year in reversed(years_in_words(folded)):
            offsets = offsets or list(range(len(folded) + 1))
            folded = f"{folded[:start]}{year}{folded[end:]}"
            offsets[start:end] = [*[offsets[start]] * 3, offsets[end - 1]]
        return cls(text, folded, offsets)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Folded offsets as printed ones."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], printed_end(self.offsets, self.printed, end)


def interval(value: str) -> tuple[dt.date, dt.date]:
    """First and last day of an ISO value of any precision: 2024-02 → 1 and 29 February. Raises ValueError otherwise."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)
    if len(parts) == 2:
        return dt.date(parts[0], parts[1], 1), dt.date(parts[0], parts[1], calendar.monthrange(*parts)[1])
    day = dt.date(*parts)
    return day, day


PRECISIONS = {4: "year", 7: "month", 10: "day"}
"""By the length of an ISO value."""
_YEARS = re.compile(r"[0-9]{4}|[0-9] ?ه(?!\w)|[0-9] ?(?:هجر|للهجر|من الهجر)")
_HIJRI = re.compile(rf"{HIJRI_NAME}|[0-9] ?(?:ه(?!\w)|هجر|للهجر|من الهجر)|1[34]\d\d[-/.]\d|\d[-/.] ?1[34]\d\d")
BEFORE_YEAR, AFTER_YEAR = 90, 45
"""How much of the text around a year the rules look at, in characters."""


def _windows(folded: str) -> Iterator[tuple[int, int]]:
    start = end = -1
    for year in _YEARS.finditer(folded):
        lower, upper = max(0, year.start() - BEFORE_YEAR), min(len(folded), year.end() + AFTER_YEAR)
        if lower > end >= 0:
            yield start, end
            start = lower
        elif end < 0:
            start = lower
        end = upper
    if end >= 0:
        yield start, end


def absolute_matches(folded: str) -> list[DateMatch]:
    """What the rules for dates with a year read, in order; places taken without being a date have no value."""
    found: list[DateMatch] = []
    for lower, upper in _windows(folded):
        taken = OccupiedSpans()
        months = MONTH_RULES if MONTH_WORD.search(folded, lower, upper) else ()
        hijri = HIJRI_RULES if _HIJRI.search(folded, lower, upper) else ()
        for pattern, builder in (*hijri, *NUMERIC_RULES, *months, *YEAR_RULES):
            for match in pattern.finditer(folded, lower, upper):
                start, end = match.span()
                if taken.is_taken(start, end):
                    continue
                readings = builder(match, folded)
                if readings:
                    taken.take(start, end)
                found.extend(readings)
    found.sort(key=lambda reading: reading.start)
    dates = [reading for reading in found if reading.value]
    joined = _join_calendars(join_spans(dates, folded), folded)
    return sorted([*joined, *(reading for reading in found if not reading.value)], key=lambda reading: reading.start)


def join_spans(readings: list[DateMatch], folded: str) -> list[DateMatch]:
    """من 1 مايو 2023 إلى 5 يونيو 2024 and بين عام 2011 وعام 2013 are one span each."""
    joined: list[DateMatch] = []
    for reading in readings:
        last = joined[-1] if joined else None
        if last and _runs_on(last, reading, folded):
            days = (last.days[0], reading.days[1]) if last.days and reading.days else None
            joined[-1] = replace(last, end=reading.end, end_value=reading.end_value or reading.value, days=days)
        else:
            joined.append(reading)
    return joined


def _runs_on(last: DateMatch, reading: DateMatch, folded: str) -> bool:
    whole = last.calendar == "hijri" == reading.calendar or not (last.end_value or reading.end_value)
    if not (whole and last.value and reading.value and last.basis == reading.basis):
        return False
    if len(last.value) != len(reading.value) or last.value >= reading.value:
        return False
    return are_joined(folded, last.start, last.end, reading.start)


_GAP_SAME = re.compile(
    rf"(?: ?م)?[ ,()/-]*(?P<same>الموافق|موافق|المصادف|اي)?(?:[ ,()/-]|ل|م(?!\w)|ه(?!\w)|يوم|{WEEKDAY}|عام|سنه)*"
)
_NEAR = dt.timedelta(days=2)
"""How far the same day may lie apart in the two calendars: the moon is sighted country by country."""


def _join_calendars(readings: list[DateMatch], folded: str) -> list[DateMatch]:
    """14 رمضان 1445هـ الموافق 24 مارس 2024 is one date, as our calendar states it; where the two disagree, both are in doubt."""
    joined: list[DateMatch] = []
    for reading in readings:
        last = joined[-1] if joined else None
        if last is None or last.calendar == reading.calendar:
            joined.append(reading)
            continue
        gap = _GAP_SAME.fullmatch(folded, last.end, reading.start)
        if gap and reading.start - last.end <= 40 and _same_days(last, reading):
            ours = last if last.calendar == "gregorian" else reading
            joined[-1] = replace(ours, start=last.start, end=reading.end)
        elif gap and gap["same"]:
            joined[-1] = replace(last, doubt="calendar")
            joined.append(replace(reading, doubt="calendar"))
        else:
            joined.append(reading)
    return joined


def _same_days(one: DateMatch, two: DateMatch) -> bool:
    (first, last), (start, end) = days_of(one), days_of(two)
    return first - _NEAR <= end and start - _NEAR <= last


def days_of(reading: DateMatch) -> tuple[dt.date, dt.date]:
    """The first and last day of what was read as a date."""
    value = reading.value or ""
    return reading.days or (interval(value)[0], interval(reading.end_value or value)[1])


def expression(reading: DateMatch, text: FoldedText) -> DateExpression:
    value = reading.value or ""
    first, last = days_of(reading)
    weekday = reading.weekday
    if not reading.resolved and len(value) == 10:
        beside = weekday_beside(text.folded, reading.start, reading.end)
        weekday = beside.weekday if beside else None
    agrees = None if weekday is None else first.weekday() == weekday
    start, end = text.span(reading.start, reading.end)
    return DateExpression(
        start,
        end,
        text.printed[start:end],
        value,
        reading.end_value,
        PRECISIONS[len(value)],
        first,
        last,
        weekday,
        agrees,
        reading.basis,
        reading.doubt or ("weekday" if agrees is False else ""),
    )


def find_dates(text: str) -> list[DateExpression]:
    """All dates that the text states with their year, in order, without overlap."""
    folded = FoldedText.of(text)
    if not _YEARS.search(folded.folded):
        return []
    return [expression(reading, folded) for reading in absolute_matches(folded.folded) if reading.value]


_ALONE = re.compile(r"\s*(?:(?P<month>\d{4}-(?:0[1-9]|1[0-2]))|(?P<year>(?:1[0-9]|2[01])\d\d))\s*م?\s*")
_SHORT = re.compile(r"(?<![\d/.-])(?P<one>\d{1,2})(?P<sep>[-/.])(?P<two>\d{1,2})(?P=sep)(?P<year>\d\d)(?![\d/.-])")


def parse_date(text: str) -> DateExpression | None:
    """The date of a line that is about nothing else («تاريخ النشر: …»): the most precise one, the first of equals.

    Here a month (2024-06) or a year may stand alone, and a year may have two digits (20/06/24: 1970 to 2069).
    """
    found = find_dates(text)
    if found:
        order = {"day": 0, "month": 1, "year": 2}
        return min(found, key=lambda date: order[date.precision])
    folded = FoldedText.of(text)
    if match := _ALONE.fullmatch(folded.folded):
        group = "month" if match["month"] else "year"
        return expression(DateMatch(*match.span(group), match[group]), folded)
    for match in _SHORT.finditer(folded.folded):
        short = int(match["year"])
        year = short + (2000 if short < 70 else 1900)
        one, two = int(match["one"]), int(match["two"])
        if value := real_day(year, two, one) or real_day(year, one, two):
            return expression(DateMatch(match.start(), match.end(), value), folded)
    return None


_WEEKDAY_WORD = re.compile(rf"(?<![a-z\u0621-\u064a])[وفبل]?(?P<weekday>{WEEKDAY})")


def find_weekdays(text: str) -> list[WeekdayExpression]:
    """Weekdays named in the text (الخميس, وبالأربعاء, Thursday), in order. الاثنين may also mean «the two»."""
    folded = FoldedText.of(text)
    found = []
    for match in _WEEKDAY_WORD.finditer(folded.folded):
        start, end = folded.span(*match.span("weekday"))
        found.append(WeekdayExpression(start, end, text[start:end], WEEKDAY_NUMBERS[match["weekday"]]))
    return found
