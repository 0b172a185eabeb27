"""The publication date of an article: stated by a line, or inferred with evidence that is quoted to readers.

Stated: a label line (publication before update), a line with only a date, a byline with a date. Inferred: a full date in the
lede whose printed weekday agrees with the calendar; else a full date in a caption whose weekday the lede names. Other dates
in the text and relative expressions are not used. The evidence quotes the printed words.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from archive.ingest.page_text.lines import Line
from archive.ingest.record import PublicationDate
from archive.text.dates import DateExpression, find_dates, find_weekdays, parse_date

MAX_BYLINE_CHARS, MAX_BYLINE_WORDS = 120, 12
_AROUND_DATE = re.compile(
    r"(?:الساعه|الساعة|بتوقيت\s+\S+(?:\s+المكرمة)?|توقيت\s+\S+|GMT|UTC|\d{1,2}:\d{2}(?::\d{2})?|(?<!\w)(?:صباحا|صباحًا|مساء|مساءً|ص|م|AM|PM)(?!\w)"
    r"|(?<!\w)(?:يوم|الموافق|بتاريخ|في)(?!\w)|[+-]\d{2}:?\d{2}|T\d{2}:\d{2}\S*)",
    re.IGNORECASE,
)
_HIJRI = re.compile(
    r"(?<!\d)\d{1,2}\s+[^\W\d]+(?:\s+[^\W\d]+)?\s+1[34]\d\d\s*ه?ـ?(?!\w)|(?<!\d)\d{1,2}[-/]\d{1,2}[-/]1[34]\d\d\s*ه?ـ?(?!\w)"
)
WEEKDAY_DISTANCE = 30
"""Characters before a date in which its weekday is quoted."""
_EDGES = " \t\u00a0-–—|/\\،,:.•·()[]"


class Byline(NamedTuple):
    """A short line with a date and perhaps an author; `author` is empty for a line with only a date."""

    author: str
    date: DateExpression


def read_byline(text: str) -> Byline | None:
    """A line of a full date and at most a name: «قسم البحوث 10-06-2024», «الخميس 20 يونيو 2024 - 14:30»; else None."""
    if len(text) > MAX_BYLINE_CHARS:
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
    if len(author.split()) > MAX_BYLINE_WORDS or re.search("[.؟!،؛:]", author):
        return None
    return Byline(author.strip(_EDGES), date)


def _without_weekdays(text: str) -> str:
    for day in reversed(find_weekdays(text)):
        text = text[: day.start] + text[day.end :]
    return text


def stated_date(lines: Sequence[Line]) -> PublicationDate | None:
    """The date stated by a label line, a date line or a byline of the segment."""
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
    """A day that the lede alone, or a caption together with the lede, gives evidence of."""
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
