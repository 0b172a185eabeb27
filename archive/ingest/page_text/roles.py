"""Gives every printed line its role: title, date, byline, source, dateline, body, subhead, caption, tags, boundary, chrome,
related.

Labels and chrome follow from the form of the line. The other lines of a segment, in this order: captions; dates and bylines
at the beginning or end; the first remaining line is the title if it looks like one; datelines; the rest is prose, in which
short lines between longer paragraphs are subheads.
"""

import re
from itertools import pairwise

from archive.ingest.page_text.authors import reads_as_full_name
from archive.ingest.page_text.bylines import (
    has_weekday_or_time,
    is_author_and_date,
    read_byline,
    read_signature,
)
from archive.ingest.page_text.captions import MAX_CAPTION_CHARS, has_credit, is_image_line
from archive.ingest.page_text.datelines import read_dateline, read_prefix
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.page_text.lines import Line
from archive.ingest.page_text.split import Segment, split
from archive.text import fold
from archive.text.dates import DateExpression

ROLE_OF_FORM = {
    "date": "date",
    "updated": "date",
    "source": "source",
    "cited": "source",
    "byline": "byline",
    "section": "byline",
    "tags": "tags",
    "chrome": "chrome",
    "boundary": "boundary",
    "inline": "related",
}
MAX_TITLE_CHARS, MAX_TITLE_WORDS = 180, 28
MAX_TITLE_CHARS_AFTER_BLANK = 110
"""Of a file that begins with a blank line: its title is often missing."""
MAX_SUBHEAD_CHARS, MAX_SUBHEAD_WORDS = 85, 13
MAX_UNPUNCTUATED_SUBHEAD_CHARS, MAX_UNPUNCTUATED_SUBHEAD_WORDS = 50, 7
MIN_CHARS_AFTER_SUBHEAD, MIN_RATIO_AFTER_SUBHEAD = 80, 1.3
MAX_DATELINE_TITLE_CHARS = 90
MIN_PROSE_CHARS = 60
MAX_HEAD_LINES, MAX_STANDFIRSTS = 15, 1
"""Dates and bylines are looked for in the first lines, up to the second long sentence: the first may be a standfirst."""
MIN_UNLABELLED_YEAR = 1995
"""An earlier date without a label, weekday or time is one of a life or of history, not of a page on the web."""
_ANNOUNCED = re.compile(r"(?:تقرير|حوار|تحقيق|ترجمة|متابعة|تغطية) (?:ـ )?(?P<name>.+)")
"""A label without a colon that headlines begin with, too."""
_TIED = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3}[-–—] ")
_DASHED = re.compile(r"[-–—•*]+ ?[^-–—].{0,88} ?[-–—•*]+")
_LISTED = re.compile(r"[-–—•*·▪●]|\d{1,2} ?[.)\-–] ")
_QUOTED = tuple('"“”«»„')


def assign_roles(lines: list[Line], gazetteer: Gazetteer) -> list[Segment]:
    """Give each printed line its role and return the file's segments."""
    _read_source_lines(lines, gazetteer)
    segments = split(lines, gazetteer)
    first_blank = bool(lines) and lines[0].form == "blank"
    for segment in segments:
        for line in segment.lines:
            line.role = line.role or ROLE_OF_FORM.get(line.form, "")
            if segment.kind == "card":
                line.role = "related"
        if segment.kind != "card":
            _read_article(segment, gazetteer, first_blank=first_blank and segment.kind == "main")
    return segments


def _read_source_lines(lines: list[Line], gazetteer: Gazetteer) -> None:
    """Lines that a curator said to name the source are no text."""
    for line in lines if gazetteer.source_lines else ():
        if line.form not in ("blank", "source") and line.folded in gazetteer.source_lines:
            line.form, line.role, line.value = "source", "", gazetteer.source_lines[line.folded]


def _read_article(segment: Segment, gazetteer: Gazetteer, *, first_blank: bool) -> None:
    texts = [line for line in segment.lines if line.is_text]
    _mark_captions(texts, gazetteer)
    _mark_dates(texts, gazetteer)
    rest = [line for line in texts if not line.role]
    if rest and _reads_as_title(rest, gazetteer, first_blank=first_blank):
        for line in rest[:2]:
            if line.folded == rest[0].folded:
                line.role = "title"
    titled = any(line.role == "title" for line in texts)
    _mark_datelines([line for line in texts if not line.role], gazetteer, titled=titled)
    _mark_prose([line for line in texts if not line.role])


def _mark_dates(texts: list[Line], gazetteer: Gazetteer) -> None:
    """Mark dates and bylines on lines of their own before or after the prose; a byline is never the first line.

    Lines with dates of several years are a chronology, and none of them says when the article was published.
    """
    head = _head_length(texts)
    dated = [
        (place, line, byline)
        for place, line in enumerate(texts)
        if not line.role and not line.stopped and (byline := read_byline(line.text))
    ]
    is_chronology = _is_chronology(
        [(place, byline.date) for place, line, byline in dated if not has_weekday_or_time(line.text, byline.date)]
    )
    for place, line, byline in dated:
        if place >= head and place < len(texts) - 2:
            continue
        if byline.author and read_dateline(byline.author, gazetteer, unknown_agencies=0 < place < head):
            line.role = "dateline"
        elif not has_weekday_or_time(line.text, byline.date) and (
            is_chronology or byline.date.first.year < MIN_UNLABELLED_YEAR
        ):
            continue
        elif not byline.author:
            line.role = (
                "date" if place or not _is_prose(texts[1:2]) or has_weekday_or_time(line.text, byline.date) else ""
            )
        elif 0 < place < head and (fold(byline.author) in gazetteer.agencies or is_author_and_date(byline)):
            line.role = "byline"
    _mark_authors(texts[:head], gazetteer)


def _mark_authors(texts: list[Line], gazetteer: Gazetteer) -> None:
    """Mark lines without a date that name the author: with the place, or alone directly before or after the date."""
    for place, line in enumerate(texts[1:], 1):
        if line.role:
            continue
        signature = read_signature(line.text, gazetteer)
        announced = _ANNOUNCED.match(line.text)
        is_next_to_date = any(other.role == "date" for other in (texts[place - 1], *texts[place + 1 : place + 2]))
        if signature:
            line.role, line.form, line.value = "byline", "byline", signature.author
        elif announced and reads_as_full_name(announced["name"]):
            line.role, line.form, line.value = "byline", "byline", announced["name"]
        elif is_next_to_date and reads_as_full_name(line.text):
            line.role, line.form, line.value = "byline", "byline", line.text


def _head_length(texts: list[Line]) -> int:
    """How many lines precede the body."""
    standfirsts = 0
    for place, line in enumerate(texts[:MAX_HEAD_LINES]):
        if _is_prose([line]):
            standfirsts += 1
            if standfirsts > MAX_STANDFIRSTS:
                return place
    return min(len(texts), MAX_HEAD_LINES)


def _is_prose(lines: list[Line]) -> bool:
    return any(line.stopped and len(line.text) > MIN_PROSE_CHARS for line in lines)


def _is_chronology(dates: list[tuple[int, DateExpression]]) -> bool:
    """Whether these dates (with their places), each on its line without weekday and time, are of several years, of several days
    with text between them, or before the web."""
    years = {date.first.year for _, date in dates}
    apart = any(later > place + 1 and after.first != date.first for (place, date), (later, after) in pairwise(dates))
    return len(years) > 1 or apart or (len(dates) > 1 and min(years) < MIN_UNLABELLED_YEAR)


def _reads_as_title(rest: list[Line], gazetteer: Gazetteer, *, first_blank: bool) -> bool:
    """Whether the first line is a title: short, without a full stop, dateline or photo credit, with a longer line after it."""
    line, after = rest[0], rest[1:]
    max_chars = MAX_TITLE_CHARS_AFTER_BLANK if first_blank else MAX_TITLE_CHARS
    bare = line.text.rstrip('"”»')
    if bare.endswith(("،", "؛", ":")) or (bare.endswith(".") and not bare.endswith("..")) or len(line.text) > max_chars:
        return False
    if len(line.text.split()) > MAX_TITLE_WORDS or is_image_line(line.text) or has_credit(line.text, gazetteer):
        return False
    if read_dateline(line.text, gazetteer, unknown_agencies=False) or _opens_like_copy(line.text, gazetteer):
        return False
    return any(len(other.text) > len(line.text) for other in after)


def _opens_like_copy(text: str, gazetteer: Gazetteer) -> bool:
    """Whether the text begins with a dateline, as wire copy does. Short headlines may begin with «القاهرة - …» too."""
    prefix = read_prefix(text, gazetteer, colon=False)
    return prefix is not None and (
        bool(prefix.agency) or len(text) > MAX_DATELINE_TITLE_CHARS or bool(_TIED.match(text))
    )


def _mark_captions(texts: list[Line], gazetteer: Gazetteer) -> None:
    """Mark image lines, and lines printed twice in succession that are no paragraphs, except the first line, which is then a
    headline."""
    for line in texts:
        if is_image_line(line.text) or has_credit(line.text, gazetteer):
            line.role = "caption"
    for line, after in pairwise(texts[1:]):
        if line.folded == after.folded and len(line.text) <= MAX_CAPTION_CHARS and not _is_prose([line]):
            line.role = after.role = "caption"


def _mark_datelines(rest: list[Line], gazetteer: Gazetteer, *, titled: bool) -> None:
    """Mark lines that consist of place and agency: before the prose a dateline, after it a signature (`source`)."""
    for place, line in enumerate(rest):
        if len(line.text) >= 60 and line.stopped:
            break
        if place < 4 and place < len(rest) - 1 and read_dateline(line.text, gazetteer, unknown_agencies=titled):
            line.role = "dateline"
            break
    last = rest[-1] if len(rest) > 2 else None
    if last is not None and not last.role and (signature := read_dateline(last.text, gazetteer)) and signature.agency:
        last.role = "source"


def _mark_prose(rest: list[Line]) -> None:
    prose = [line for line in rest if not line.role]
    unstopped = sum(not line.stopped for line in prose)
    unpunctuated = unstopped > len(prose) / 2
    for place, line in enumerate(prose):
        after = prose[place + 1] if place + 1 < len(prose) else None
        subhead = place > 0 and after is not None and _reads_as_subhead(line, after, unpunctuated=unpunctuated)
        line.role = "subhead" if subhead else "body"


def _reads_as_subhead(line: Line, after: Line, *, unpunctuated: bool) -> bool:
    """Whether a line is short, without a final stop, and followed by longer prose; shorter still if most lines lack stops."""
    text = line.text
    if _DASHED.fullmatch(text):
        return True
    if _LISTED.match(text) or text.startswith(_QUOTED) or text.endswith((".", ":", "،", "؛", "…", "!", *_QUOTED)):
        return False
    max_chars, max_words = (
        (MAX_UNPUNCTUATED_SUBHEAD_CHARS, MAX_UNPUNCTUATED_SUBHEAD_WORDS)
        if unpunctuated
        else (MAX_SUBHEAD_CHARS, MAX_SUBHEAD_WORDS)
    )
    is_short = len(text) <= max_chars and len(text.split()) <= max_words
    return is_short and len(after.text) >= max(MIN_CHARS_AFTER_SUBHEAD, MIN_RATIO_AFTER_SUBHEAD * len(text))
