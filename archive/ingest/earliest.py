"""The day before which an article without a date can't have been published: that of its newest picture.

Publishing systems name a picture's file by the moment it was brought in: milliseconds or seconds since 1970, a day
(20240620, 2024-06-20), or a folder of the month (uploads/2024/06/). The newest such moment is no publication date, and is never
taken for one; it bounds it from below.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.ingest.captions import file_names

FIRST_YEAR = 1995
"""Earlier than any publishing system on the web."""
_MOMENT = re.compile(r"(?<!\d)(?:(?P<milliseconds>1\d{12})\d*|(?P<seconds>1\d{9})(?!\d))")
_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-_]?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?!\d)")
_MONTH = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>\d\d)/")


@dataclass(frozen=True, slots=True)
class EarliestDay:
    """`evidence` is the file's name, as printed."""

    day: dt.date
    evidence: str


def earliest_day(texts: Iterable[str], today: dt.date) -> EarliestDay | None:
    """The newest day that names of image files in printed lines tell; days after `today` are no moments."""
    found = [
        EarliestDay(day, name[:300])
        for text in texts
        for name in file_names(text)
        for day in _days(name)
        if day.year >= FIRST_YEAR and day <= today
    ]
    return max(found, key=lambda one: one.day, default=None)


def _days(name: str) -> Iterator[dt.date]:
    for moment in _MOMENT.finditer(name):
        seconds = int(moment["seconds"] or moment["milliseconds"][:10])
        yield dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    for pattern in (_DAY, _MONTH):
        for printed in pattern.finditer(name):
            parts = printed.groupdict()
            try:
                yield dt.date(int(parts["year"]), int(parts["month"]), int(parts.get("day") or 1))
            except ValueError:
                continue
