"""Articles inserted into another one: where they begin without any phrase, whose prose follows a headline, and where the article
before goes on.

What counts as evidence, all of it relative to the file itself:

- A lede repeats the words of its headline; the text before an inserted headline hardly has them.
- The lines of one article share rare words and names, those of two articles share few (`topics`).
- A byline, a date or a dateline follows the headline of an article, not a subhead.
- A headline has no full stop and is no item of a list.

Of 8,000 real articles 1,170 lines in 600 of them have the form of a headline within the page; the thresholds below take 0.4 % of
the articles for two, and find 96 % of inserted articles.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from archive.ingest.page_text.authors import reads_as_full_name
from archive.ingest.page_text.bylines import read_byline, read_signature
from archive.ingest.page_text.captions import has_credit, is_image_line
from archive.ingest.page_text.datelines import read_dateline, read_prefix
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.page_text.lines import Line
from archive.ingest.page_text.topics import Inserted, Topics, shared

MIN_HEADLINE_WORDS, MAX_HEADLINE_WORDS, MAX_HEADLINE_CHARS = 3, 28, 180
MIN_SHORT_WORDS = 2
"""Of a headline that a byline, a date or a dateline follows, or whose article is surely separate."""
MIN_PROSE_CHARS = 90
"""A line at least this long is prose."""
MIN_CONTINUATION_CHARS = 40
HEAD_LINES, ECHO_LINES = 4, 2
"""The lines in which a byline or date is printed; the lines of prose in which the words of a headline are looked for."""
MIN_SEPARATION, MIN_SEPARATION_WITH_DATELINE, MIN_SEPARATION_WITH_HEAD = -0.2, -0.4, -0.8
"""Of an inserted article that only its headline announces; without a headline, a dateline; a headline and a byline or date."""
SURE_SEPARATION = 0.1
"""Of an article inserted before the first sentence of the one around it, or whose first lines do not repeat its headline."""
MAX_UNECHOED_CHARS = 90
NEIGHBOURS = 2
"""Lines after the first that may begin an inserted article in which a better beginning is looked for."""
MIN_ECHO, MIN_ECHO_OF_QUESTION, MAX_ECHO_BEFORE = 0.1, 0.3, 0.3
"""The share of a headline's words that the lines after it have (interviews print questions), and that the text before it has."""
MIN_OWNER_MARGIN, MIN_OWNER_SEPARATION = 0.03, -0.3
"""Prose after «اقرأ أيضا» and a headline is the headline's if the share of the headline's new words in it exceeds the share of
its words that the article before has, by at least this margin; half of the separation, but no less than this, is added. Right for
99 % of articles after a phrase and 98 % of articles that go on."""
MIN_SURE_MARGIN, MAX_DOUBT = 0.05, 0.1
"""What is cut off by less than the one, or stays by less than the other, is for a curator to look at."""
MAX_TRIED = 12
"""Places at which a second article is looked for in one text, so that the time stays in proportion to its length."""
_LISTED = re.compile(r"[-–—•*·▪●#(]|[\d٠-٩]{1,2} ?[.)\-–]|[\d٠-٩]{1,2}\)")
_CLOSING = re.compile(r"[/*\s]*(?:انتهى|نقل[اً]+ عن|للتواصل مع الكاتب|جميع المقالات|مقالات أخرى للكاتب)|\d\d:\d\d ")
_GOES_ON = re.compile(
    r"و(?:قال|اضاف|اوضح|اكد|تابع|اشار|لفت|ذكر|بين|شدد|اعتبر|كشف|نقل|اعرب|استطرد|اردف|نوه|حذر|دعا|دع|طالب)ت?(?!\w)"
    r"|(?:و?من (?:جهت|جانب|ناحيت)ه[ام]?|كما (?:قال|اضاف|اكد|اشار|اوضح|لفت)ت?)(?!\w)"
)
"""How a paragraph begins that speaks of what was said before it: no article begins so."""
_ASKS = ("؟", "?", "!", "…", "..")


class Insertion(NamedTuple):
    """Places of the first line of an inserted article and of the line after its last; by how much it is more separate than it
    must be to be cut off, less than nothing if it is to stay."""

    start: int
    end: int
    margin: float

    @property
    def is_cut(self) -> bool:
        return self.margin >= 0

    @property
    def is_sure(self) -> bool:
        return self.margin >= MIN_SURE_MARGIN


def reads_as_headline(line: Line, gazetteer: Gazetteer, *, min_words: int = MIN_HEADLINE_WORDS) -> bool:
    """Whether a line has the form of a headline that may stand within a page."""
    text = line.text
    if not line.is_text or len(text) > MAX_HEADLINE_CHARS or not min_words <= len(text.split()) <= MAX_HEADLINE_WORDS:
        return False
    if (line.stopped and not text.endswith(_ASKS)) or text.endswith((":", "،", "؛")) or _LISTED.match(text):
        return False
    return not (is_image_line(text) or has_credit(text, gazetteer) or _names_author_or_place(line, gazetteer))


def _names_author_or_place(line: Line, gazetteer: Gazetteer) -> bool:
    """Whether a line is a byline, a date, a dateline or a signature without a label."""
    if line.stopped or len(line.text) > MIN_PROSE_CHARS:
        return False
    return (
        read_byline(line.text) is not None
        or reads_as_full_name(line.text)
        or read_signature(line.text, gazetteer) is not None
        or read_dateline(line.text, gazetteer) is not None
    )


def find_insertion(texts: Sequence[Line], topics: Topics, gazetteer: Gazetteer) -> Insertion | None:
    """The first article inserted into another one without a phrase, or else the text that is nearest to being one.

    Of neighbouring lines that may begin it, the one at which it is most separate does: the line above may be the last of the
    article before.
    """
    tried = 0
    best: Insertion | None = None
    most, nearest = 0.0, -MAX_DOUBT
    first_prose = next((place for place, line in enumerate(texts) if place and _is_sentence(line)), len(texts))
    for start in range(2, len(texts) - 1):
        if tried == MAX_TRIED or (best and best.is_cut and start > best.start + NEIGHBOURS):
            break
        needed = _needed_separation(texts, start, gazetteer)
        is_echoed = needed != MIN_SEPARATION or _is_echoed(texts, start, topics)
        if needed is None or not (is_echoed or len(texts[start].text) <= MAX_UNECHOED_CHARS):
            continue
        if not is_echoed or start <= first_prose:
            needed = SURE_SEPARATION
        found = _insertion(texts, start, topics, gazetteer)
        tried += 1
        margin = found.separation - needed
        is_better = found.separation > most if best and best.is_cut else margin >= 0
        if is_better and margin >= 0:
            best, most = Insertion(start, found.end, margin), found.separation
        elif is_echoed and margin > nearest and not (best and best.is_cut):
            best, nearest = Insertion(start, found.end, margin), margin
    return best


def end_of_insertion(texts: Sequence[Line], start: int, topics: Topics, gazetteer: Gazetteer) -> int:
    """The place at which the article goes on after a text inserted at `start`, or the end of the lines."""
    return _insertion(texts, start, topics, gazetteer).end


def _insertion(texts: Sequence[Line], start: int, topics: Topics, gazetteer: Gazetteer) -> Inserted:
    """The text inserted at `start`, with the lines that close it."""
    found = topics.insertion(texts, start, _after_first_prose(texts, start))
    end = found.end
    while start < end < len(texts) and _closes(texts[end], gazetteer):
        end += 1
    return found._replace(end=end)


def _closes(line: Line, gazetteer: Gazetteer) -> bool:
    """Whether a line is printed below an article: a signature, «// انتهى //», «*نقلا عن …»."""
    return line.is_text and (bool(_CLOSING.match(line.text)) or _names_author_or_place(line, gazetteer))


def goes_on(line: Line) -> bool:
    """Whether a sentence goes on with what was said before: «وأضافت الوزارة …»."""
    return line.stopped and len(line.text) >= MIN_CONTINUATION_CHARS and bool(_GOES_ON.match(line.folded))


def owns_prose(headline: Line, prose: Sequence[Line], before: Sequence[Line], topics: Topics) -> bool | None:
    """Whether prose after a headline is the headline's article (True) or the article before goes on (False); None if unclear."""
    known = topics.of_all(before)
    new = {word: value for word, value in topics.of(headline).items() if word not in known}
    opening = topics.of_all(prose[:ECHO_LINES])
    texts = [*before, headline, *prose]
    separation = topics.insertion(texts, len(before), _after_first_prose(texts, len(before))).separation
    balance = shared(new, opening) - shared(opening, known) + max(separation, MIN_OWNER_SEPARATION) / 2
    return None if abs(balance) < MIN_OWNER_MARGIN else balance > 0


def _needed_separation(texts: Sequence[Line], start: int, gazetteer: Gazetteer) -> float | None:
    """How separate a text must be that begins with this line; None if the line is no beginning."""
    if _opens_with_agency(texts[start], gazetteer):
        return MIN_SEPARATION_WITH_DATELINE
    if not reads_as_headline(texts[start], gazetteer, min_words=MIN_SHORT_WORDS):
        return None
    if not any(map(_is_prose, texts[start + 1 : start + HEAD_LINES])):
        return None
    if _has_head(texts, start, gazetteer):
        return MIN_SEPARATION_WITH_HEAD
    return MIN_SEPARATION if len(texts[start].text.split()) >= MIN_HEADLINE_WORDS else SURE_SEPARATION


def _is_echoed(texts: Sequence[Line], start: int, topics: Topics) -> bool:
    """Whether the words of a headline are in the prose after it rather than in the text before it."""
    prose = [line for line in texts[start + 1 : start + HEAD_LINES + ECHO_LINES] if _is_prose(line)]
    headline = topics.of(texts[start])
    echo = shared(headline, topics.of_all(prose[:ECHO_LINES]))
    if echo < (MIN_ECHO_OF_QUESTION if texts[start].stopped else MIN_ECHO):
        return False
    return shared(headline, topics.of_all(texts[:start])) <= max(MAX_ECHO_BEFORE, echo)


def _after_first_prose(texts: Sequence[Line], start: int) -> int:
    return next((place for place in range(start, len(texts)) if _is_prose(texts[place])), start) + 1


def _is_prose(line: Line) -> bool:
    return line.is_text and len(line.text) >= MIN_PROSE_CHARS


def _is_sentence(line: Line) -> bool:
    return _is_prose(line) or (line.is_text and line.stopped and 2 * len(line.text) >= MIN_PROSE_CHARS)


def _has_head(texts: Sequence[Line], start: int, gazetteer: Gazetteer) -> bool:
    """Whether a byline, a date or a dateline follows a headline, at most after a standfirst, without another headline between."""
    for line in texts[start + 1 : start + HEAD_LINES]:
        if line.form in ("date", "byline") or (line.is_text and _names_author_or_place(line, gazetteer)):
            return True
        if _is_prose(line):
            return _opens_with_agency(line, gazetteer)
        if reads_as_headline(line, gazetteer):
            return False
    return False


def _opens_with_agency(line: Line, gazetteer: Gazetteer) -> bool:
    prefix = read_prefix(line.text, gazetteer, colon=False) if _is_sentence(line) else None
    return prefix is not None and bool(prefix.agency)
