"""Dates in a query: a day, a month or a year matches more than its words.

A date is a run of words that the date grammar parses, a bare year, a day with its month, or the name of a month. It matches
the words (the month in any family of names), articles published on these days, and texts that state a date within them.
"""

import datetime as dt
import re

from archive.search.engine.clauses import Boost, Clause, MentionsDate, Or, Published, Word
from archive.search.query.forms import phrase_clause, phrase_slot, word_levels
from archive.search.query.lexer import FIRST_YEAR, LAST_YEAR
from archive.search.query.spans import DateSpan
from archive.search.request import DateRange, Mode
from archive.text import analyze, exact, fold
from archive.text.dates import MONTHS, find_dates, interval

DATE_WEIGHT = 0.5
_FAMILIES = ("gulf", "levant", "maghreb")
_ISO_DATE = re.compile(r"\d{4}(-\d{1,2}){0,2}")
_DAY_OF_MONTH = re.compile(r"\d{1,2}")


def _names() -> dict[str, tuple[str, ...]]:
    """Folded name of a month → all printed names of that month."""
    by_number: dict[int, list[str]] = {}
    for month in MONTHS:
        if month.family in _FAMILIES:
            by_number.setdefault(month.number, []).extend(month.name.split("|"))
    return {fold(name): tuple(names) for names in by_number.values() for name in names}


MONTH_NAMES = _names()
_MAX_MONTH_WORDS = max(len(name.split()) for name in MONTH_NAMES)


def date_spans(words: tuple[str, ...]) -> list[DateSpan]:
    """The dates among adjacent words, in order, none overlapping."""
    text, starts = "", []
    for word in words:
        starts.append(len(text))
        text += word + " "
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    found: list[DateSpan] = []
    for date in find_dates(text):
        # A date expression excludes clitics, so a word belongs to it if it overlaps it.
        inside = [i for i in range(len(words)) if starts[i] < date.end and ends[i] > date.start]
        found.append(DateSpan(inside[0], inside[-1] + 1, DateRange(date.first, date.last)))
    taken = {index for run in found for index in range(run.first, run.last)}
    index = 0
    while index < len(words):
        run = None if index in taken else _bare_date(words, index)
        if run is None or taken & set(range(run.first, run.last)):
            index += 1
        else:
            found.append(run)
            index = run.last
    return sorted(found, key=lambda run: run.first)


def _bare_date(words: tuple[str, ...], index: int) -> DateSpan | None:
    """A bare year, or the name of a month with or without a day before it."""
    word = exact(words[index])
    if re.fullmatch(r"\d{4}", word) and FIRST_YEAR <= int(word) <= LAST_YEAR:
        return DateSpan(index, index + 1, DateRange(*interval(word)))
    start = index + 1 if _DAY_OF_MONTH.fullmatch(word) and 1 <= int(word) <= 31 else index
    for length in range(_MAX_MONTH_WORDS, 0, -1):
        if start + length <= len(words) and fold(" ".join(words[start : start + length])) in MONTH_NAMES:
            return DateSpan(index, start + length, None)
    return None


def date_clause(words: tuple[str, ...], days: DateRange | None, mode: Mode) -> Clause:
    """The words in any family of month names; if the year is known, also articles published then or stating such a date."""
    parts = [*_spelled(words, mode)]
    if days is not None:
        parts.append(Boost(Published(days.first, days.last), DATE_WEIGHT))
        parts.append(Boost(MentionsDate(days.first, days.last, stated=True, within=True), DATE_WEIGHT))
    return parts[0] if len(parts) == 1 else Or(tuple(parts))


def _spelled(words: tuple[str, ...], mode: Mode) -> list[Clause]:
    """The date as a phrase, once for each name of its month; a single word as a word."""
    texts = [" ".join(words)]
    for start in range(len(words)):
        for length in range(_MAX_MONTH_WORDS, 0, -1):
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
    """The days of a field's value: an ISO date of any precision, in any digits, or a date in words. None if it is neither."""
    plain = exact(text).strip().replace("/", "-")
    if plain == "1..9999":
        return DateRange(dt.date.min, dt.date.max)
    if _ISO_DATE.fullmatch(plain):
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
