"""The rules of the date grammar for days and months that stand with their year, and what each shape means.

Rules are tried in the order of the tables; each match takes its place in the text whether or not the calendar has such
a day, so that 31 فبراير 2024 is no date and its rest no month. All work on folded text (`date_folding`) and need a
year with four digits. Bare years are `date_years`', the Islamic calendar `date_hijri`'s.
"""

import datetime as dt
import itertools
import re

from archive.text.dates.match import DateMatch, compiled, one
from archive.text.dates.rules_years import TO_YEAR, YEAR
from archive.text.dates.vocabulary import (
    BARE,
    DAY_START,
    LETTER,
    LISTED,
    MONTH_NAME,
    OF,
    ORDINAL_DAY,
    SECOND_NAME,
    TILL,
    may_precede_ordinal,
    month_and_second,
    month_number,
    ordinal_day,
    real_day,
    weekday_beside,
)

_CLITICS = "(?:[وف]?(?:[بلك]|لل)?)"
_MONTH = rf"(?P<month>{MONTH_NAME})\.?(?P<second>{SECOND_NAME})?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"


def _iso(match: re.Match[str], _folded: str) -> list[DateMatch]:
    return one(match, real_day(int(match["year"]), int(match["m"]), int(match["d"])))


def _numeric(match: re.Match[str], folded: str) -> list[DateMatch]:
    """D-M-Y; M-D-Y where D-M-Y is impossible or a weekday beside it says so."""
    left, right, year = int(match["one"]), int(match["two"]), int(match["year"])
    day_first, month_first = real_day(year, right, left), real_day(year, left, right)
    if day_first is None or month_first is None:
        return one(match, day_first or month_first)
    beside = weekday_beside(folded, match.start(), match.end())
    if beside is None or dt.date.fromisoformat(day_first).weekday() == beside.weekday:
        return one(match, day_first)
    return one(match, month_first if dt.date.fromisoformat(month_first).weekday() == beside.weekday else day_first)


def _textual_day(match: re.Match[str], folded: str) -> list[DateMatch]:
    month, second = month_and_second(match)
    groups = match.groupdict()
    if ordinal := groups.get("ordinal"):
        if not may_precede_ordinal(folded, match.start()):
            return []  # الأسبوع الأول من يونيو 2024 is no first of June
        day = ordinal_day(ordinal)
    else:
        day = int(match["day"])
    return one(match, real_day(int(match["year"]), month, day) if month == second else None)


def days_listed(folded: str, start: int, days: list[tuple[int, int, str]], till: str) -> list[DateMatch]:
    """Days named one after another, as (start, end, ISO): a span where something says so or they are neighbours.

    20-22 يونيو, من 3 إلى 5 يونيو and بين 3 و5 يونيو are spans, so are neighbours (25 و26 و27 مايو); 5 و12 يونيو are two days.
    `till` is what is printed between the first two.
    """
    values = [value for _start, _end, value in days]
    if any(later <= earlier for earlier, later in itertools.pairwise(values)):
        return [DateMatch(days[-1][0], days[-1][1], values[-1])]
    joined = "و" in till.replace("وحتي", "").replace("والي", "").replace("يوم", "") or "," in till
    steps = [dt.date.fromisoformat(value).toordinal() for value in values]
    neighbours = steps == list(range(steps[0], steps[0] + len(steps)))
    if neighbours or (len(days) == 2 and (not joined or is_between(folded, start))):
        return [DateMatch(days[0][0], days[-1][1], values[0], values[-1])]
    return [DateMatch(*day) for day in days]


_LISTED = re.compile(rf"(?P<day>\d{{1,2}})(?:{OF}(?P<month>{MONTH_NAME}))?")


def listed_days(text: str) -> list[tuple[int, int, int, str | None]]:
    """(start, end, day, month's name) of the days in «29 مايو و3 و5» and its like."""
    return [(*item.span(), int(item["day"]), item["month"]) for item in _LISTED.finditer(text)]


def _days(match: re.Match[str], folded: str) -> list[DateMatch]:
    """20-22 يونيو 2024, 19 و20 يونيو 2024, 25 و26 و27 مايو 2024, 29 مايو - 2 يونيو 2024."""
    month, second = month_and_second(match)
    year, base = int(match["year"]), match.start("list")
    last = real_day(year, month, int(match["day"]))
    if last is None or month != second:
        return one(match, None)
    items = listed_days(match["list"])
    days = [(match.start("day"), match.end(), last)]
    for start, end, day, name in reversed(items):
        month = month_number(name) if name else month
        if value := real_day(year, month, day):
            days.insert(0, (base + start, base + end, value))
    if len(days) <= len(items):
        return one(match, last, start="day")
    return days_listed(folded, match.start(), days, match["list"][items[0][1] :])


def is_between(folded: str, start: int) -> bool:
    return bool(re.search(r"بين(?: يومي| شهري| عامي| \S+)? $", folded[max(0, start - 15) : start]))


def _month_span(match: re.Match[str], folded: str) -> list[DateMatch]:
    """من مارس إلى يونيو 2024, بين مارس ويونيو 2024; يونيو ويوليو 2024 are neighbours and so a span too."""
    year, first, last = int(match["year"]), month_number(match["month1"]), month_and_second(match)[0]
    start, end = f"{year:04}-{first:02}", f"{year:04}-{last:02}"
    joined = "و" in match["till"].replace("وحتي", "").replace("والي", "") and not is_between(folded, match.start())
    if first < last and (not joined or last == first + 1):
        return one(match, start, end, "month1")
    return [DateMatch(match.start("month"), match.end(), end)]


def _month(match: re.Match[str], _folded: str) -> list[DateMatch]:
    month, second = month_and_second(match)
    year = int(match["year"])
    if (match["month"] == "اب" and not match["second"]) or year < 1700:
        return []  # أب 2024: a father; with its madda it is August
    if month != second:  # مارس/أبريل 2024
        return one(match, f"{year:04}-{month:02}", f"{year:04}-{second:02}", "month")
    return one(match, f"{year:04}-{month:02}", start="month")


NUMERIC_RULES = compiled(
    # 2024-06-20, with or without a time after it
    (r"(?<![\d.,/:-])(?P<year>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d|[/-]\d)", _iso),
    # 10-06-2024
    (
        rf"{DAY_START}(?P<one>\d{{1,2}}) ?(?P<sep>[-/.]) ?(?P<two>\d{{1,2}}) ?(?P=sep) ?"
        r"(?P<year>\d{4})(?!\d|[/-]\d)",
        _numeric,
    ),
)
MONTH_RULES = compiled(
    # 20-22 يونيو 2024, 25 و26 و27 مايو 2024, 29 مايو - 2 يونيو 2024
    (
        rf"{DAY_START}(?P<list>{LISTED}+){_DAY}{OF}"
        rf"{_CLITICS}{_MONTH}{TO_YEAR}{YEAR}",
        _days,
    ),
    # 20 يونيو 2024, 20يونيو2024, 20 من شهر حزيران/يونيو عام 2024, 20th, June 2024
    (rf"{DAY_START}{_DAY}{OF}{_CLITICS}{_MONTH}{TO_YEAR}{YEAR}", _textual_day),
    # الحادي عشر من سبتمبر 2001
    (
        rf"(?:(?<!{LETTER})|(?<=\b[وفل])|(?<=\bلل))(?P<ordinal>{ORDINAL_DAY}) "
        rf"(?:من )?(?:شهر )?{_MONTH}{TO_YEAR}{YEAR}",
        _textual_day,
    ),
    # June 20, 2024; يونيو 20, 2024
    (rf"{BARE}{_MONTH} ?{_DAY} ?,? {YEAR}", _textual_day),
    # مارس إلى يونيو 2024
    (rf"{BARE}{_CLITICS}(?P<month1>{MONTH_NAME})(?P<till>{TILL}){_MONTH}{TO_YEAR}{YEAR}", _month_span),
    # يونيو 2024, مارس/آذار 2001, لشهر يونيو من العام 2024
    (rf"{BARE}{_CLITICS}{_MONTH}{TO_YEAR}{YEAR}", _month),
)
MONTH_WORD = re.compile(MONTH_NAME)
"""Where it finds nothing, `MONTH_RULES` find nothing."""
