"""Several days of one month or of neighbouring months: «25 و26 و27 مايو», «29 مايو - 2 يونيو»."""

import datetime as dt
import itertools

from archive.text.dates.context import follows_between, is_conjunction
from archive.text.dates.date_match import DateMatch
from archive.text.dates.iso import iso_day
from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.vocabulary import DAY_MONTH_GAP, MONTH_NAME, month_number

_DAY = LazyPattern(rf"(?P<day>\d{{1,2}})(?:{DAY_MONTH_GAP}(?P<month>{MONTH_NAME}))?")


def listed_days(text: str) -> list[tuple[int, int, int, str | None]]:
    """(start, end, day, month name) of the days in a list such as «29 مايو و3 و5»."""
    return [(*item.span(), int(item["day"]), item["month"]) for item in _DAY.finditer(text)]


def list_dates(text: str, offset: int, year: int, month: int) -> list[tuple[int, int, str]]:
    """(start, end, ISO day) of the valid days of a list printed at `offset`, before a day of `month`.

    A day without a month is of the same month as the day after it.
    """
    days = []
    for start, end, day, name in reversed(listed_days(text)):
        month = month_number(name) if name else month
        if value := iso_day(year, month, day):
            days.append((offset + start, offset + end, value))
    return days[::-1]


def merge_days(folded: str, start: int, days: list[tuple[int, int, str]], gap: str) -> list[DateMatch]:
    """The dates of a list that begins at folded[start], given as (start, end, ISO day): one span or single days.

    20-22 يونيو, من 3 إلى 5 يونيو and بين 3 و5 يونيو are spans, and so are consecutive days (25 و26 و27 مايو); 5 و12 يونيو are
    two days. `gap` is the text between the first two. Of a list that runs backwards only the last day is read.
    """
    values = [value for _start, _end, value in days]
    if any(later <= earlier for earlier, later in itertools.pairwise(values)):
        return [DateMatch(days[-1][0], days[-1][1], values[-1])]
    ordinals = [dt.date.fromisoformat(value).toordinal() for value in values]
    are_consecutive = ordinals == list(range(ordinals[0], ordinals[0] + len(ordinals)))
    is_list = is_conjunction(gap.replace("يوم", "")) or "," in gap
    if are_consecutive or (len(days) == 2 and (not is_list or follows_between(folded, start))):
        return [DateMatch(days[0][0], days[-1][1], values[0], values[-1])]
    return [DateMatch(*day) for day in days]
