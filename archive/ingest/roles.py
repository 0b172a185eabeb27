"""The role of every printed line: title, date, byline, source, dateline, body, subhead, caption, tags, boundary, chrome,
related.

Of a segment's lines, labels and chrome are known by their form. The others, in this order: captions; dates and bylines where
they may stand; the first line left is the title if it reads like one; datelines; what is left is prose, and short lines
between longer paragraphs are subheads.
"""

import re
from itertools import pairwise

from archive.ingest.captions import LONGEST as LONGEST_CAPTION
from archive.ingest.captions import has_credit, is_image_line
from archive.ingest.datelines import read_dateline, read_prefix
from archive.ingest.gazetteer import Gazetteer
from archive.ingest.lines import Line
from archive.ingest.publication import read_byline
from archive.ingest.split import Segment, split

ROLE_OF_FORM = {
    "date": "date",
    "updated": "date",
    "source": "source",
    "byline": "byline",
    "section": "byline",
    "tags": "tags",
    "chrome": "chrome",
    "boundary": "boundary",
    "inline": "related",
}
LONGEST_TITLE, MOST_TITLE_WORDS = 180, 28
LONGEST_SUBHEAD, MOST_SUBHEAD_WORDS = 85, 13
LONGEST_DATED_TITLE = 90
_TIED = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3}[-–—] ")
_DASHED = re.compile(r"[-–—•*]+ ?[^-–—].{0,88} ?[-–—•*]+")
_LISTED = re.compile(r"[-–—•*·▪●]|\d{1,2} ?[.)\-–] ")
_QUOTED = tuple('"“”«»„')


def assign_roles(lines: list[Line], gazetteer: Gazetteer) -> list[Segment]:
    """Give each printed line its role and return the file's segments."""
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
    """Dates and bylines with a date stand alone before the prose or after it, never as the first line or amid it."""
    head = 0
    while head < len(texts) and head < 6 and not (texts[head].stopped and len(texts[head].text) > 60):
        head += 1
    for place, line in enumerate(texts):
        if not line.role and (place < head or place >= len(texts) - 2):
            byline = read_byline(line.text)
            if byline is None or line.stopped:
                continue
            if not byline.author:
                line.role = "date"
            elif read_dateline(byline.author, gazetteer, strangers=False):
                line.role = "dateline"
            elif 0 < place < head:
                line.role = "byline"


def _reads_as_title(rest: list[Line], gazetteer: Gazetteer, *, first_blank: bool) -> bool:
    """No full stop, not too long, no dateline before it or as it, no picture's line, and something longer after it."""
    line, after = rest[0], rest[1:]
    longest = 110 if first_blank else LONGEST_TITLE
    bare = line.text.rstrip('"”»')
    if bare.endswith(("،", "؛", ":")) or (bare.endswith(".") and not bare.endswith("..")) or len(line.text) > longest:
        return False
    if len(line.text.split()) > MOST_TITLE_WORDS or is_image_line(line.text) or has_credit(line.text, gazetteer):
        return False
    if read_dateline(line.text, gazetteer, strangers=False) or _opens_like_copy(line.text, gazetteer):
        return False
    return any(len(other.text) > len(line.text) for other in after)


def _opens_like_copy(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a dateline stands before the words. Short headlines may open with «القاهرة - …» as well."""
    prefix = read_prefix(text, gazetteer, colon=False)
    return prefix is not None and (bool(prefix.agency) or len(text) > LONGEST_DATED_TITLE or bool(_TIED.match(text)))


def _mark_captions(texts: list[Line], gazetteer: Gazetteer) -> None:
    """Pictures' lines, and lines printed twice in succession; the first line printed twice is a headline."""
    for line in texts:
        if is_image_line(line.text) or has_credit(line.text, gazetteer):
            line.role = "caption"
    for line, after in pairwise(texts[1:]):
        if line.folded == after.folded and len(line.text) <= LONGEST_CAPTION:
            line.role = after.role = "caption"


def _mark_datelines(rest: list[Line], gazetteer: Gazetteer, *, titled: bool) -> None:
    """A line that is nothing but place and agency: before the prose a dateline, after it a signature (`source`)."""
    for place, line in enumerate(rest):
        if len(line.text) >= 60 and line.stopped:
            break
        if place < 4 and place < len(rest) - 1 and read_dateline(line.text, gazetteer, strangers=titled):
            line.role = "dateline"
            break
    last = rest[-1] if len(rest) > 2 else None
    if last is not None and not last.role and (signature := read_dateline(last.text, gazetteer)) and signature.agency:
        last.role = "source"


def _mark_prose(rest: list[Line]) -> None:
    prose = [line for line in rest if not line.role]
    unstopped = sum(not line.stopped for line in prose)
    careless = unstopped > len(prose) / 2
    for place, line in enumerate(prose):
        after = prose[place + 1] if place + 1 < len(prose) else None
        subhead = place > 0 and after is not None and _reads_as_subhead(line, after, careless=careless)
        line.role = "subhead" if subhead else "body"


def _reads_as_subhead(line: Line, after: Line, *, careless: bool) -> bool:
    """Short, without a final stop, longer prose after it; `careless` texts leave their stops out, so it must be shorter."""
    text = line.text
    if _DASHED.fullmatch(text):
        return True
    if _LISTED.match(text) or text.startswith(_QUOTED) or text.endswith((".", ":", "،", "؛", "…", "!", *_QUOTED)):
        return False
    longest, most_words = (50, 7) if careless else (LONGEST_SUBHEAD, MOST_SUBHEAD_WORDS)
    return len(text) <= longest and len(text.split()) <= most_words and len(after.text) >= max(80, 1.3 * len(text))
