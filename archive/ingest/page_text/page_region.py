"""The article within a whole page that was selected and saved as text: menus, lists of headlines, forms and footers around it.

1. Each line is weighed: sentences count for an article, everything short against it. The runs of lines whose weight is highest
   (Ruzzo and Tompa 1999, all maximal scoring subsequences) are candidates; site rules and terms of use make long runs, too,
   so the first large run with a headline before it is preferred.
2. The headline is the line before the run that shares most words with its beginning.
3. The text is a whole page if the lines around both include a menu: many short lines, at least one of them a word of
   navigation. Then they become chrome, except dates and signatures next to the article, and its source and tags below it.

Other texts are left as they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.page_text.authors import reads_as_full_name
from archive.ingest.page_text.bylines import is_only_date, read_byline, read_signature
from archive.ingest.page_text.chrome import is_navigation, is_site_notice
from archive.ingest.page_text.datelines import read_dateline
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.page_text.lines import LABELS, Line, content_stems
from archive.text.dates import find_dates

MIN_PROSE_CHARS, MIN_UNSTOPPED_PROSE_CHARS, MAX_COUNTED_CHARS = 60, 120, 400
SHORT_LINE_WEIGHT, OTHER_LINE_WEIGHT, NOTICE_WEIGHT = -50, -20, -200
MIN_REGION_WEIGHT = 110
MIN_SHARE_OF_LARGEST = 0.15
"""Of a run's weight in the heaviest: a short report stands next to site rules that are many times as long."""
MIN_MENU_LINES, MAX_MENU_WORDS, MAX_MENU_CHARS = 8, 4, 35
MAX_LINES_BEFORE, MAX_LINES_AFTER = 30, 15
"""Printed lines before the prose in which its headline is looked for; after it, in which its source and tags are."""
MAX_LINES_BEFORE_HEADLINE = 3
"""Between a date and the headline below it."""
MIN_HEADLINE_WORDS, MAX_HEADLINE_WORDS, MAX_HEADLINE_CHARS = 3, 28, 180
MIN_SHARED_WORDS = 2
MIN_SENTENCE_WORDS = 4
"""Of a sentence that is too short to count as prose, directly after it."""
MAX_DATE_LINE_CHARS, MAX_WORDS_WITH_DATE = 90, 6
MAX_HEAD_WORDS = 3
"""Of lines between headline and prose that are chrome: names of sections, buttons."""
MIN_CARD_WORDS, MAX_CARDS = 4, 10

_FULL_STOPS = (".", "…", '."', ".»", ".”", ".)")
"""Headlines end in question marks, too."""


@dataclass(frozen=True, slots=True)
class PageRegion:
    """What was found in a whole page: the numbers of the article's first and last line, and whether its headline is sure."""

    first_line: int | None = None
    last_line: int | None = None
    is_headline_sure: bool = False

    @property
    def doubt(self) -> str:
        """Why a curator should look at the article; empty if there is no reason."""
        if self.first_line is None:
            return "a whole page in which no article was found"
        if not self.is_headline_sure:
            return f"a whole page: the article of lines {self.first_line} to {self.last_line} may have another headline, or none"
        return ""


def mark_surroundings(lines: Sequence[Line], gazetteer: Gazetteer) -> PageRegion | None:
    """Make chrome of what surrounds the article of a whole page; None, and no change, if the text is none."""
    printed = [line for line in lines if line.form != "blank"]
    if sum(map(_is_menu_line, printed)) < MIN_MENU_LINES:
        return None
    found = _article(printed, gazetteer)
    if found is None:
        if not _includes_menu(printed):
            return None
        for line in printed:
            line.form = "chrome" if is_navigation(line.text) else line.form
        return PageRegion()
    headline, is_sure, first, last = found
    start = first if headline is None else headline
    if not _includes_menu(printed[:start]) and not _includes_menu(printed[last + 1 :]):
        return None
    _mark_before(printed, start, first)
    _mark_after(printed[last + 1 :])
    return PageRegion(printed[start].number, printed[last].last, is_sure)


def _article(printed: Sequence[Line], gazetteer: Gazetteer) -> tuple[int | None, bool, int, int] | None:
    """The place of the headline, whether it is sure, and the places of the first and last line of the prose."""
    runs = [run for run in _runs([_weight(line) for line in printed]) if run[2] >= MIN_REGION_WEIGHT]
    if not runs:
        return None
    largest = max(weight for _, _, weight in runs)
    for first, last, weight in runs:
        headline = _headline(printed, first)
        if headline is not None and weight >= MIN_SHARE_OF_LARGEST * largest:
            return headline, True, first, _end(printed, last, gazetteer)
    first, last, _ = next(run for run in runs if run[2] == largest)
    return next(_headline_candidates(printed, first), None), False, first, _end(printed, last, gazetteer)


def _end(printed: Sequence[Line], last: int, gazetteer: Gazetteer) -> int:
    """The last line, with the short sentences and the signature that follow the run."""
    while last + 1 < len(printed):
        line = printed[last + 1]
        is_sentence = line.is_text and line.text.endswith(_FULL_STOPS) and len(line.text.split()) >= MIN_SENTENCE_WORDS
        if not is_sentence or is_site_notice(line.text):
            break
        last += 1
    after = printed[last + 1 : last + 2]
    return last + 1 if any(line.is_text and _is_signature(line.text, gazetteer) for line in after) else last


def _is_signature(text: str, gazetteer: Gazetteer) -> bool:
    dateline = read_dateline(text, gazetteer)
    return reads_as_full_name(text) or bool(read_signature(text, gazetteer) or (dateline and dateline.agency))


def _weight(line: Line) -> int:
    if is_site_notice(line.text) or is_navigation(line.text):
        return NOTICE_WEIGHT
    if not line.is_text:
        return OTHER_LINE_WEIGHT
    return min(len(line.text), MAX_COUNTED_CHARS) if _is_prose(line) else SHORT_LINE_WEIGHT


def _is_prose(line: Line) -> bool:
    """Whether a line is a sentence; without a stop it must be long and punctuated, unlike the headlines of a ticker."""
    if line.stopped:
        return line.is_text and len(line.text) > MIN_PROSE_CHARS
    return line.is_text and len(line.text) > MIN_UNSTOPPED_PROSE_CHARS and any(mark in line.text for mark in "،,.؛")


def _runs(weights: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """(first, last, weight) of all maximal scoring subsequences, in order."""
    kept: list[tuple[int, int, int, int]] = []  # first, last, the sum before the run, and after it
    total = 0
    for place, weight in enumerate(weights):
        before, total = total, total + weight
        if weight <= 0:
            continue
        run = (place, place, before, total)
        while True:
            earlier = next((i for i in range(len(kept) - 1, -1, -1) if kept[i][2] < run[2]), None)
            if earlier is None or kept[earlier][3] >= run[3]:
                break
            run = (kept[earlier][0], place, kept[earlier][2], total)
            del kept[earlier:]
        kept.append(run)
    return ((first, last, after - before) for first, last, before, after in kept)


def _headline(printed: Sequence[Line], first: int) -> int | None:
    """The place of the line that shares most words with the beginning of the prose, the nearest of equals, but the upper of two
    neighbours, since captions stand below headlines. Of the nearest line one shared word is enough."""
    opening = content_stems(" ".join(line.text for line in [*filter(_is_prose, printed[first:])][:3]))
    best, most = None, MIN_SHARED_WORDS - 1
    for rank, place in enumerate(_headline_candidates(printed, first)):
        shared = len(content_stems(printed[place].text) & opening)
        is_above_equal = best == place + 1 and shared == most
        if shared > (most if rank else 0) or is_above_equal:
            best, most = place, max(shared, most)
    return best


def _headline_candidates(printed: Sequence[Line], first: int) -> Iterator[int]:
    """Places of lines before the prose that may be its headline, the nearest first."""
    for place in range(first - 1, max(-1, first - 1 - MAX_LINES_BEFORE), -1):
        line = printed[place]
        is_short = len(line.text) <= MAX_HEADLINE_CHARS and not line.text.endswith((".", ":", "،"))
        is_headline = MIN_HEADLINE_WORDS <= len(line.text.split()) <= MAX_HEADLINE_WORDS and not is_navigation(
            line.text
        )
        if line.is_text and is_short and is_headline and not read_byline(line.text):
            yield place


def _includes_menu(lines: Sequence[Line]) -> bool:
    return sum(map(_is_menu_line, lines)) >= MIN_MENU_LINES and any(is_navigation(line.text) for line in lines)


def _is_menu_line(line: Line) -> bool:
    is_short = len(line.text) <= MAX_MENU_CHARS and len(line.text.split()) <= MAX_MENU_WORDS
    return is_short and line.form in ("text", "chrome") and not line.stopped


def _mark_before(printed: Sequence[Line], start: int, first: int) -> None:
    """Chrome before the headline, except a date right above it; between it and the prose, what is neither date, author, caption
    nor long."""
    head = printed[start + 1 : first]
    _mark_dates(head)
    is_dated = any(line.form == "date" or (line.is_text and read_byline(line.text)) for line in head)
    for place, line in enumerate(printed[:start]):
        is_near = place >= start - MAX_LINES_BEFORE_HEADLINE
        is_date = line.form == "date" or (line.is_text and is_only_date(line.text))
        if not (is_near and is_date and not is_dated):
            line.form, line.value = "chrome", ""
    mark_head(head)


def mark_head(head: Sequence[Line]) -> None:
    """Mark the lines between headline and prose: short ones, and all that follow the first buttons, are chrome; a phrase is a
    caption."""
    _mark_dates(head)
    buttons = 0
    for line in head:
        if not line.is_text:
            buttons += line.form == "chrome"
        elif read_byline(line.text) or reads_as_full_name(line.text):
            continue
        elif (buttons and not _is_prose(line)) or len(line.text.split()) <= MAX_HEAD_WORDS:
            line.form = "chrome"
            buttons += 1
        elif not line.stopped:
            line.role = "caption"


def _mark_dates(head: Sequence[Line]) -> None:
    for line in head:
        if line.is_text and (date := _date_in_line(line.text)):
            line.form, line.value = "date", date


def _date_in_line(text: str) -> str:
    """The first date of a short line that says little else: «GMT 17:27 17.03.2020 (محدثة 17:49) انسخ الرابط»."""
    if len(text) > MAX_DATE_LINE_CHARS or read_byline(text):
        return ""
    dates = [date for date in find_dates(text) if date.precision == "day"]
    if not dates:
        return ""
    rest = text[: dates[0].start] + text[dates[-1].end :]
    words = [word for word in rest.split() if word.strip("()[]:,،|-–").isalpha()]
    return dates[0].surface if len(words) <= MAX_WORDS_WITH_DATE else ""


def _mark_after(after: Sequence[Line]) -> None:
    """Chrome below the article, except its labels and the headlines directly after «اقرأ أيضا»."""
    cards, is_list = 0, False
    for place, line in enumerate(after):
        if line.form in LABELS and place < MAX_LINES_AFTER:
            is_list = False
        elif line.form == "boundary":
            is_list = not cards and place < MAX_LINES_AFTER
            line.form = "boundary" if is_list else "chrome"
        elif is_list and cards < MAX_CARDS and _is_card(line):
            cards += 1
        elif line.form == "inline" and place < MAX_LINES_AFTER:
            continue
        else:
            is_list = is_list and line.form == "chrome"
            line.form, line.value = "chrome", ""


def _is_card(line: Line) -> bool:
    return line.is_text and len(line.text.split()) >= MIN_CARD_WORDS and not is_navigation(line.text)
