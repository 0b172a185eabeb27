"""Dates in a query: a day, a month or a year matches more than its words.

A date is a run of words that the date grammar parses, a bare year, a day with its month, or the name of a month. It matches
the words (the month in any family of names), articles published on these days, and texts that state a date within them. A day
without a year matches its words and, if it is Gregorian, articles published on that day of any year; a month without a year, and
a day of a Hijri month, match their words only.
"""

import datetime as dt
import re
from collections.abc import Iterable

from archive.search.engine.clauses import (
    FIRST_YEAR,
    LAST_YEAR,
    Anniversary,
    Boost,
    Clause,
    MatchNone,
    MentionsDate,
    Or,
    Published,
    Word,
)
from archive.search.query.forms import phrase_clause, phrase_slot, word_levels
from archive.search.query.spans import DateSpan
from archive.search.request import DateRange, Mode
from archive.text import analyze, exact, fold
from archive.text.dates import HIJRI_MONTHS, MONTHS, MonthName, find_dates, interval

DATE_WEIGHT = 0.5
_FAMILIES = ("gulf", "levant", "maghreb")
_ISO_DATE = re.compile(r"\d{4}(-\d{1,2}){0,2}")
_LEAP_YEAR, _HIJRI_YEAR = " 2000", " 1445 هـ"
"""With a year after it, the date grammar reads a day and month."""
_MAX_DAY_WORDS = 6
"""الحادي والعشرين من شهر كانون الثاني."""


def _by_number(rows: Iterable[MonthName]) -> dict[int, tuple[str, ...]]:
    names: dict[int, list[str]] = {}
    for row in rows:
        names.setdefault(row.number, []).extend(row.name.split("|"))
    return {number: tuple(printed) for number, printed in names.items()}


_GREGORIAN = _by_number(row for row in MONTHS if row.family in _FAMILIES)
MONTH_NAMES = {fold(name): names for names in _GREGORIAN.values() for name in names}
"""Folded name of a month → all printed names of that month."""
_HIJRI_NAMES = {fold(name): names for names in _by_number(HIJRI_MONTHS).values() for name in names}
_MAX_MONTH_WORDS = max(len(name.split()) for name in MONTH_NAMES | _HIJRI_NAMES)
_LAST_WORDS = {name.split()[-1] for name in MONTH_NAMES}
_LAST_HIJRI_WORDS = {name.split()[-1] for name in _HIJRI_NAMES}
_NUMBERED = re.compile("(?:(?:كانون|تشرين|[كت])[._/-]?)?[12]")


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
        run = None if index in taken else _day_and_month(words, index) or _bare_date(words, index)
        if run is None or taken & set(range(run.first, run.last)):
            index += 1
        else:
            found.append(run)
            index = run.last
    return sorted(found, key=lambda run: run.first)


def _day_and_month(words: tuple[str, ...], index: int) -> DateSpan | None:
    """The longest date without a year that begins with this word: «20 يونيو», «العشرين من حزيران», «10 رمضان»."""
    for last in range(min(index + _MAX_DAY_WORDS, len(words)), index + 1, -1):
        text, ending = " ".join(words[index:last]), fold(words[last - 1]).split("/")[-1]
        if ending in _LAST_WORDS or _NUMBERED.fullmatch(ending):  # spares the grammar most of the words
            day = _day_of(text + _LEAP_YEAR, len(words[index]))
            if day is not None:
                return DateSpan(index, last, None, (day.month, day.day))
        if ending in _LAST_HIJRI_WORDS and _day_of(text + _HIJRI_YEAR, len(words[index])) is not None:
            return DateSpan(index, last, None)
    return None


def _day_of(text: str, first_word: int) -> dt.date | None:
    """The day that the whole text is, from within its first word to its end."""
    dates = find_dates(text)
    if len(dates) != 1 or dates[0].start >= first_word or dates[0].end < len(text.removesuffix(" هـ")):
        return None
    return dates[0].first if dates[0].first == dates[0].last else None


def _bare_date(words: tuple[str, ...], index: int) -> DateSpan | None:
    """A bare year, or the name of a month."""
    word = exact(words[index])
    if re.fullmatch(r"\d{4}", word) and FIRST_YEAR <= int(word) <= LAST_YEAR:
        return DateSpan(index, index + 1, DateRange(*interval(word)))
    for length in range(_MAX_MONTH_WORDS, 0, -1):
        if index + length <= len(words) and fold(" ".join(words[index : index + length])) in MONTH_NAMES:
            return DateSpan(index, index + length, None)
    return None


def date_clause(words: tuple[str, ...], span: DateSpan, mode: Mode) -> Clause:
    """The words, and articles published then. Without a year, mode exact takes the words as they were typed."""
    if mode == "exact" and span.days is None:
        parts = [phrase_clause(" ".join(words), mode) or MatchNone()]
    else:
        parts = _spelled(words, mode, span.anniversary)
    if span.days is not None:
        parts.append(Boost(Published(span.days.first, span.days.last), DATE_WEIGHT))
        parts.append(Boost(MentionsDate(span.days.first, span.days.last, stated=True, within=True), DATE_WEIGHT))
    if span.anniversary is not None:
        parts.append(Boost(Anniversary(*span.anniversary), DATE_WEIGHT))
    return parts[0] if len(parts) == 1 else Or(tuple(parts))


def _spelled(words: tuple[str, ...], mode: Mode, anniversary: tuple[int, int] | None) -> list[Clause]:
    """The date as a phrase, once for each name of its month; a single word as a word."""
    texts = [" ".join(words), *_with_other_names(words)]
    if anniversary is not None:
        month, day = anniversary
        texts += [f"{day} {name}" for name in _GREGORIAN[month]]
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


def _with_other_names(words: tuple[str, ...]) -> list[str]:
    """The words with the first month among them named otherwise."""
    for start in range(len(words)):
        for length in range(min(_MAX_MONTH_WORDS, len(words) - start), 0, -1):
            name = fold(" ".join(words[start : start + length]))
            names = MONTH_NAMES.get(name) or (_HIJRI_NAMES.get(name) if len(words) > length else None)
            if names:
                return [" ".join((*words[:start], name, *words[start + length :])) for name in names]
    return []


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
