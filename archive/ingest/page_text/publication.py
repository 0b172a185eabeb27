"""The publication date of an article: stated by a line, or inferred with evidence that is quoted to readers.

Stated: a label line (publication before update), a line with only a date, a byline with a date; which lines are these is
decided by `labels`, `bylines` and `roles`. Inferred: a full date in the lede whose printed weekday agrees with the calendar,
unless the lede looks back on an anniversary; else a full date in a caption whose weekday the lede names. Other dates in the
text and relative expressions are not used. The evidence quotes the printed words.
"""

import re
from collections.abc import Sequence

from archive.ingest.page_text.lines import Line
from archive.ingest.record import PublicationDate
from archive.text import fold
from archive.text.dates import DateExpression, find_dates, find_weekdays, parse_date

_RETROSPECT = re.compile(r"(?<!\w)(?:ال)?ذكري(?!\w)|مثل هذا اليوم|قبل \w+(?: و\w+)? (?:عاما|عام|سنه|سنوات|اعوام)")
"""An anniversary: the date in the lede is that of the event."""
WEEKDAY_DISTANCE = 30
"""Characters before a date in which its weekday is quoted."""


def stated_date(lines: Sequence[Line]) -> PublicationDate | None:
    """The date stated by a label line, a date line or a byline of the segment."""
    ranked = sorted(
        (line for line in lines if line.role in ("date", "byline", "dateline")),
        key=lambda line: {"date": 0, "updated": 2}.get(line.form, 1),
    )
    for line in ranked:
        if date := parse_date(line.value or line.text):
            label = {"date": "سطر التاريخ", "byline": "سطر الكاتب والتاريخ"}.get(line.role, "سطر المكان والتاريخ")
            return _publication(date, "stated", f"{label} (السطر {line.number}): «{_printed(line)}»")
    return None


def _printed(line: Line) -> str:
    """The line, with the value of a label that is printed on the next line."""
    return line.text if line.value in line.text else f"{line.text} {line.value}"


def inferred_date(lede: str, captions: Sequence[str]) -> PublicationDate | None:
    """A day that the lede alone, or a caption together with the lede, gives evidence of."""
    if _RETROSPECT.search(fold(lede)):
        return None
    for date in find_dates(lede):
        if date.precision == "day" and date.end_value is None and date.weekday_agrees:
            return _publication(
                date, "inferred", f"تاريخ كامل في مقدمة الخبر يوافق اليوم المذكور معه: «{_with_weekday(lede, date)}»"
            )
    weekdays = find_weekdays(lede)
    for caption in captions:
        for date in find_dates(caption):
            named = [day for day in weekdays if day.weekday == date.first.weekday()]
            if date.precision == "day" and date.end_value is None and named:
                evidence = f"تاريخ الصورة «{date.surface}» يوافق اليوم المذكور في مقدمة الخبر: «{named[0].surface}»"
                return _publication(date, "inferred", evidence)
    return None


def _with_weekday(text: str, date: DateExpression) -> str:
    before = find_weekdays(text[max(0, date.start - WEEKDAY_DISTANCE) : date.start])
    start = max(0, date.start - WEEKDAY_DISTANCE) + before[-1].start if before else date.start
    return text[start : date.end]


def _publication(date: DateExpression, basis: str, evidence: str) -> PublicationDate:
    return PublicationDate(date.first, date.precision, basis, evidence[:500])
