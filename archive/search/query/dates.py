"""Dates in a query: what stands for a day, a month or a year matches more than its own words.

A run of words that the date grammar reads, a bare year, a day with its month, or a month's name alone. A date matches the
words (the month in any family of names), articles published then, and texts that state a date within then.
"""

import datetime as dt
import re
from dataclasses import dataclass

from archive.search.engine.clauses import Boost, Clause, MentionsDate, Or, Published, Word
from archive.search.query.forms import phrase_clause, phrase_slot, word_levels
from archive.search.request import DateRange, Mode
from archive.text import analyze, exact, fold
from archive.text.dates import MONTHS, find_dates, interval

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""A bare number of four digits within these is a year."""
DATE_WEIGHT = 0.5
_FAMILIES = ("gulf", "levant", "maghreb")
_ISO = re.compile(r"\d{4}(-\d{1,2}){0,2}")
_DAY = re.compile(r"\d{1,2}")


@dataclass(frozen=True)
class DateRun:
    """Words first … last-1 of a run are a date; `days` is None where no year is given."""

    first: int
    last: int
    days: DateRange | None


def _names() -> dict[str, tuple[str, ...]]:
    """Every folded month name → all names of that month, in print."""
    by_number: dict[int, list[str]] = {}
    for month in MONTHS:
        if month.family in _FAMILIES:
            by_number.setdefault(month.number, []).extend(month.name.split("|"))
    return {fold(name): tuple(names) for names in by_number.values() for name in names}


MONTH_NAMES = _names()
_LONGEST = max(len(name.split()) for name in MONTH_NAMES)


def date_runs(words: tuple[str, ...]) -> list[DateRun]:
    """The dates among words that stand together, in order, none overlapping."""
    text, starts = "", []
    for word in words:
        starts.append(len(text))
        text += word + " "
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    found: list[DateRun] = []
    for date in find_dates(text):
        # Clitics lie outside the expression, so a word belongs to it from its last letters on.
        inside = [i for i in range(len(words)) if starts[i] < date.end and ends[i] > date.start]
        found.append(DateRun(inside[0], inside[-1] + 1, DateRange(date.first, date.last)))
    taken = {index for run in found for index in range(run.first, run.last)}
    index = 0
    while index < len(words):
        run = None if index in taken else _bare(words, index)
        if run is None or taken & set(range(run.first, run.last)):
            index += 1
        else:
            found.append(run)
            index = run.last
    return sorted(found, key=lambda run: run.first)


def _bare(words: tuple[str, ...], index: int) -> DateRun | None:
    """A bare year; a month's name, with a day before it or alone."""
    word = exact(words[index])
    if re.fullmatch(r"\d{4}", word) and FIRST_YEAR <= int(word) <= LAST_YEAR:
        return DateRun(index, index + 1, DateRange(*interval(word)))
    start = index + 1 if _DAY.fullmatch(word) and 1 <= int(word) <= 31 else index
    for length in range(_LONGEST, 0, -1):
        if start + length <= len(words) and fold(" ".join(words[start : start + length])) in MONTH_NAMES:
            return DateRun(index, start + length, None)
    return None


def date_clause(words: tuple[str, ...], days: DateRange | None, mode: Mode) -> Clause:
    """The words in any family of month names or, where the year is known, publication or a stated date then."""
    parts = [*_spelled(words, mode)]
    if days is not None:
        parts.append(Boost(Published(days.first, days.last), DATE_WEIGHT))
        parts.append(Boost(MentionsDate(days.first, days.last, stated=True, within=True), DATE_WEIGHT))
    return parts[0] if len(parts) == 1 else Or(tuple(parts))


def _spelled(words: tuple[str, ...], mode: Mode) -> list[Clause]:
    """The date as a phrase, once for each way of naming its month; a single word as that word."""
    texts = [" ".join(words)]
    for start in range(len(words)):
        for length in range(_LONGEST, 0, -1):
            names = MONTH_NAMES.get(fold(" ".join(words[start : start + length])))
            if start + length <= len(words) and names:
                texts += [" ".join((*words[:start], name, *words[start + length :])) for name in names]
                break
        if len(texts) > 1:
            break
    clauses: dict[Clause, None] = {}
    levels: list[tuple[str, ...]] = []
    others: list[str] = []
    for text in texts:
        terms = analyze(text)
        if len(terms) != 1:
            if (clause := phrase_clause(text, mode)) is not None:
                clauses[clause] = None
        elif not levels:
            levels = list(word_levels(terms[0], mode))
        else:
            others += phrase_slot(terms[0], "spelling")
    if levels:
        if others:
            levels[1:2] = [tuple(dict.fromkeys((*levels[min(1, len(levels) - 1)], *others)))]
        clauses = {Word(tuple(levels)): None, **clauses}
    return list(clauses)


def day_range(text: str) -> DateRange | None:
    """The days that a field's value names: ISO as precise as wished, in any digits, or a date in words."""
    plain = exact(text).strip().replace("/", "-")
    if plain == "1..9999":
        return DateRange(dt.date.min, dt.date.max)
    if _ISO.fullmatch(plain):
        try:
            return DateRange(*interval(plain))
        except ValueError:
            return None
    dates = find_dates(text)
    return DateRange(dates[0].first, dates[0].last) if dates else None


def day_before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=1) if day > dt.date.min else day


def day_after(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1) if day < dt.date.max else day
