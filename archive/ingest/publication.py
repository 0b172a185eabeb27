"""When an article was published: stated by a date line, or inferred from evidence strong enough to print beside it.

Stated: a label line (a publication date before an update's), a bare date line, a byline with a date. Inferred: a full date
in the lede whose printed weekday the calendar confirms; else a picture's full date whose weekday the lede names. A date in
passing is no evidence, and nothing is inferred from relative words. The evidence quotes what was read.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from archive.ingest.lines import Line
from archive.ingest.record import PublicationDate
from archive.text.dates import DateExpression, find_dates, find_weekdays, parse_date

LONGEST_BYLINE, MOST_BYLINE_WORDS = 120, 12
_AROUND_DATE = re.compile(
    r"(?:الساعه|الساعة|بتوقيت\s+\S+(?:\s+المكرمة)?|توقيت\s+\S+|GMT|UTC|\d{1,2}:\d{2}(?::\d{2})?|(?<!\w)(?:صباحا|صباحًا|مساء|مساءً|ص|م|AM|PM)(?!\w)"
    r"|(?<!\w)(?:يوم|الموافق|بتاريخ|في)(?!\w)|[+-]\d{2}:?\d{2}|T\d{2}:\d{2}\S*)",
    re.IGNORECASE,
)
_HIJRI = re.compile(
    r"(?<!\d)\d{1,2}\s+[^\W\d]+(?:\s+[^\W\d]+)?\s+1[34]\d\d\s*ه?ـ?(?!\w)|(?<!\d)\d{1,2}[-/]\d{1,2}[-/]1[34]\d\d\s*ه?ـ?(?!\w)"
)
_EDGES = " \t\u00a0-–—|/\\،,:.•·()[]"


class Byline(NamedTuple):
    """A short line that is a date and perhaps who wrote: `author` is empty for a bare date line."""

    author: str
    date: DateExpression


def read_byline(text: str) -> Byline | None:
    """A line that is a full date with at most a name beside it: «قسم البحوث 10-06-2024», «الخميس 20 يونيو 2024 - 14:30»."""
    if len(text) > LONGEST_BYLINE:
        return None
    found = [date for date in find_dates(text) if date.precision == "day"]
    if len(found) != 1 or found[0].end_value:
        return None
    date = found[0]
    before, after = text[: date.start], text[date.end :]
    if before.rstrip().endswith((".", "؟", "!", ":", "»", "”")):
        return None
    if date.weekday is not None:
        before, after = _without_weekdays(before), _without_weekdays(after)
    before, after = (_AROUND_DATE.sub(" ", _HIJRI.sub(" ", part)).strip(_EDGES) for part in (before, after))
    if before and after and len(after.split()) > 3:
        return None
    author = " ".join(f"{before} {after}".split())
    if len(author.split()) > MOST_BYLINE_WORDS or re.search("[.؟!،؛:]", author):
        return None
    return Byline(author.strip(_EDGES), date)


def _without_weekdays(text: str) -> str:
    for day in reversed(find_weekdays(text)):
        text = text[: day.start] + text[day.end :]
    return text


def stated_date(lines: Sequence[Line]) -> PublicationDate | None:
    """The date that a label line, a bare date line or a byline of the segment states."""
    ranked = sorted(
        (line for line in lines if line.role in ("date", "byline", "dateline")),
        key=lambda line: {"date": 0, "updated": 2}.get(line.form, 1),
    )
    for line in ranked:
        if date := parse_date(line.value or line.text):
            label = {"date": "سطر التاريخ", "byline": "سطر الكاتب والتاريخ"}.get(line.role, "سطر المكان والتاريخ")
            return _publication(date, "stated", f"{label} (السطر {line.number}): «{line.text}»")
    return None


def inferred_date(lede: str, captions: Sequence[str]) -> PublicationDate | None:
    """A day that the first paragraph, or a picture's date together with it, gives away."""
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
    before = find_weekdays(text[max(0, date.start - 30) : date.start])
    start = max(0, date.start - 30) + before[-1].start if before else date.start
    return text[start : date.end]


def _publication(date: DateExpression, basis: str, evidence: str) -> PublicationDate:
    return PublicationDate(date.first, date.precision, basis, evidence[:500])
