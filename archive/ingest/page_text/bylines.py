"""Bylines: short lines that consist of a date and perhaps an author, or of an author and a place.

A byline has no verb and no preposition: «توفي في دمشق يوم الأحد 3 مارس 2024 الشاعر المعروف» is prose.
"""

import re
from typing import NamedTuple

from archive.ingest.page_text.authors import is_noun_phrase, reads_as_author
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.text import fold
from archive.text.dates import DateExpression, find_dates, find_weekdays

MAX_BYLINE_CHARS, MAX_BYLINE_WORDS = 120, 12
_TIME = re.compile(
    r"(?:الساعه|الساعة|بتوقيت\s+\S+(?:\s+المكرمة)?|توقيت\s+\S+|GMT|UTC|\d{1,2}:\d{2}(?::\d{2})?|(?<!\w)(?:صباحا|صباحًا|مساء|ص|م|AM|PM)(?![^\W_])[\u064b-\u0652]*"
    r"|[+-]\d{2}:?\d{2}|T\d{2}:\d{2}\S*)",
    re.IGNORECASE,
)
_HIJRI = re.compile(
    r"(?<!\d)\d{1,2}\s+[^\W\d]+(?:\s+[^\W\d]+)?\s+1[34]\d\d\s*ه?ـ?(?!\w)|(?<!\d)\d{1,2}[-/]\d{1,2}[-/]1[34]\d\d\s*ه?ـ?(?!\w)"
)
_JOINING = "(?:يوم|ليوم|الموافق|بتاريخ|تاريخ|في)"
_BEFORE_DATE = re.compile(rf"(?:(?<!\w){_JOINING}\s*)+$")
_AFTER_DATE = re.compile(rf"^(?:\s*{_JOINING}(?!\w))+")
_EDGES = " \t\u00a0-–—ـ|/\\،,:.•·()[]"
_SEPARATORS = ("-", "–", "—", "|", "/", "\\", "،", ",", "•", "·", "(", ")", "[", "]", ":")
_NAME_AND_PLACE = re.compile(
    r"(?P<name>.{4,60}?)(?:\s*[-–—|،,]\s*|\s*/\s*|\s+من\s+|\s*\()(?P<place>[^()|/،]{2,40}?)\)?"
)


class Byline(NamedTuple):
    """A short line with a date and perhaps an author; `author` is empty for a line with only a date.

    `surrounds_date`: words stand before and after the date, without a separator, as in datelines and prose.
    """

    author: str
    date: DateExpression
    surrounds_date: bool = False


class Signature(NamedTuple):
    """An author and the place of the report: «سلمى الحداد - القاهرة»."""

    author: str
    place: str


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
    is_separated = before.rstrip().endswith(_SEPARATORS) or after.lstrip().startswith(_SEPARATORS)
    before = _BEFORE_DATE.sub("", _without_times(before).strip(_EDGES)).strip(_EDGES)
    after = _AFTER_DATE.sub("", _without_times(after)).strip(_EDGES)
    if before and after and len(after.split()) > 3:
        return None
    author = " ".join(f"{before} {after}".split())
    if before and after and is_separated and reads_as_author(before) != reads_as_author(after):
        author = before if reads_as_author(before) else after
    if len(author.split()) > MAX_BYLINE_WORDS or re.search("[.؟!،؛]", author) or not is_noun_phrase(author):
        return None
    return Byline(author.strip(_EDGES), date, bool(before and after) and not is_separated)


def is_author_and_date(byline: Byline) -> bool:
    """Whether the words next to the date can be the author."""
    return not byline.surrounds_date and reads_as_author(byline.author)


def is_only_date(text: str) -> bool:
    """Whether a text is a full date, perhaps with its weekday and the time, and nothing else."""
    byline = read_byline(text)
    return byline is not None and not byline.author


def has_weekday_or_time(text: str, date: DateExpression) -> bool:
    """Whether a line prints more than the date: the right weekday or a time of day."""
    return bool(date.weekday_agrees) or bool(re.search(r"\d{1,2}:\d{2}", text))


def read_signature(text: str, gazetteer: Gazetteer) -> Signature | None:
    """The author and place of a line without a date: «سلمى الحداد - القاهرة», «سلمى الحداد من القاهرة»."""
    match = _NAME_AND_PLACE.fullmatch(text.strip()) if len(text) <= MAX_BYLINE_CHARS else None
    if match is None or fold(match["place"]).strip() not in gazetteer.places:
        return None
    author = match["name"].strip(_EDGES)
    if fold(author) in gazetteer.places or len(author.split()) < 2 or not reads_as_author(author):
        return None
    return Signature(author, match["place"].strip(_EDGES))


def _without_times(text: str) -> str:
    return _TIME.sub(" ", _HIJRI.sub(" ", text))


def _without_weekdays(text: str) -> str:
    for day in reversed(find_weekdays(text)):
        text = text[: day.start] + text[day.end :]
    return text
