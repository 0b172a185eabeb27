"""A lower bound for the publication day of an undated article: the newest date in the file names of its images.

Publishing systems name image files by the time of upload: milliseconds or seconds since 1970, a day (20240620, 2024-06-20),
or a folder of the month (uploads/2024/06/). The upload precedes publication, so it is never used as the publication date.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.ingest.page_text.captions import file_names

MIN_YEAR = 1995
"""Before the first publishing systems of the web."""
_TIMESTAMP = re.compile(r"(?<!\d)(?:(?P<milliseconds>1\d{12})\d*|(?P<seconds>1\d{9})(?!\d))")
_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-_]?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?!\d)")
_MONTH = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>\d\d)/")


@dataclass(frozen=True, slots=True)
class EarliestDay:
    """A day and its evidence: the file name as printed."""

    day: dt.date
    evidence: str


def earliest_day(texts: Iterable[str], today: dt.date) -> EarliestDay | None:
    """The newest day in file names of images in these lines; days after `today` are ignored."""
    found = [
        EarliestDay(day, name[:300])
        for text in texts
        for name in file_names(text)
        for day in _days(name)
        if day.year >= MIN_YEAR and day <= today
    ]
    return max(found, key=lambda one: one.day, default=None)


def _days(name: str) -> Iterator[dt.date]:
    for timestamp in _TIMESTAMP.finditer(name):
        seconds = int(timestamp["seconds"] or timestamp["milliseconds"][:10])
        yield dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    for pattern in (_DAY, _MONTH):
        for printed in pattern.finditer(name):
            parts = printed.groupdict()
            try:
                yield dt.date(int(parts["year"]), int(parts["month"]), int(parts.get("day") or 1))
            except ValueError:
                continue
