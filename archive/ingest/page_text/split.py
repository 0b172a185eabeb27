"""Splits a raw file into its texts: the article, articles embedded in its page, cards of related stories.

Order of steps: 1. the lines after each boundary phrase or tag line are classified: headlines are cards; prose after them is the
article of the last headline, or the article before goes on (`insertions`). 2. Cards without a phrase are recognised at the end
of a text: a title, the same title again, a teaser. 3. Articles without a phrase are recognised by their headline, their
beginning and their words (`insertions`). 4. A boundary phrase with nothing after it is chrome.
"""

from dataclasses import dataclass, field

from archive.catalog.models import UNCERTAIN_SPLIT
from archive.ingest.page_text.captions import has_credit, is_image_line
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.page_text.insertions import (
    end_of_insertion,
    find_insertion,
    goes_on,
    owns_prose,
    reads_as_headline,
)
from archive.ingest.page_text.lines import Line
from archive.ingest.page_text.topics import Topics

MIN_PARAGRAPH_CHARS = 90
"""A line at least this long is a paragraph of prose."""
MAX_HEADLINE_CHARS = 200
MAX_INSERTED = 3
"""Articles within articles that stand in one text without any phrase."""
CLOSING = frozenset(("source", "tags"))
CONTEXT_LINES = 3
"""Lines before and after those in doubt that are kept with them."""


@dataclass(slots=True, eq=False)
class Segment:
    """One text of the file: kind main, embedded or card, with its printed lines in order; doubts whether it was cut rightly."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    doubts: list["Doubt"] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Doubt:
    """Lines of which it is not sure whether they are an article of their own (`part`) or belong to the text around them
    (`holder`), with the lines before and after them. `part` is the article cut off, or the card of its headline alone."""

    holder: Segment
    part: Segment | None
    is_cut: bool
    lines: list[Line]
    before: list[Line]
    after: list[Line]

    def sentence(self, *, numbered: bool = True) -> str:
        """In English; lines of what has no line numbers are named by their first words."""
        fate = "cut off as another article" if self.is_cut else "kept in the article"
        numbers = f"lines {self.lines[0].number} to {self.lines[-1].last}"
        return f"{UNCERTAIN_SPLIT}: {numbers if numbered else f'«{_opening(self.lines[0].text)}»'}, {fate}"


def _opening(text: str) -> str:
    return text if len(text) <= MIN_PARAGRAPH_CHARS else f"{text[:MIN_PARAGRAPH_CHARS].rpartition(' ')[0]} …"


def split(lines: list[Line], gazetteer: Gazetteer) -> list[Segment]:
    """The texts of a file: the main article first (it may be empty), then embedded articles and cards in printed order."""
    main, others = Segment("main"), []
    topics = Topics()
    closed = False
    sections = _sections(lines)
    for place, (boundary, section) in enumerate(sections):
        if place == 0:
            main.lines.extend(section)
            others.extend(_inline_cards(section))
        else:
            closes_later = not closed and any(line.form in CLOSING for _, rest in sections[place:] for line in rest)
            before = _Before(main, [line for line in main.lines if line.is_text], closed, closes_later)
            rest, found = _after_boundary(section, before, topics, gazetteer, has_phrase=boundary is not None)
            if boundary is not None:
                boundary.role = "boundary" if found or any(line.is_text for line in rest) else "chrome"
            main.lines.extend(rest)
            others.extend(found)
        closed = closed or any(line.form in CLOSING for line in section)
    for segment in (main, *(other for other in others if other.kind == "embedded")):
        others.extend(_tail_cards(segment, gazetteer))
        others.extend(_inserted(segment, topics, gazetteer))
    return [main, *others]


def _inserted(segment: Segment, topics: Topics, gazetteer: Gazetteer, depth: int = MAX_INSERTED) -> list[Segment]:
    """Remove and return the articles that stand in a segment without any phrase."""
    texts = [line for line in segment.lines if line.form in ("text", "date", "byline")]
    insertion = find_insertion(texts, topics, gazetteer) if depth else None
    if insertion is None:
        return []
    start, end, is_cut = insertion.start, insertion.end, insertion.is_cut
    embedded = Segment("embedded")
    if not insertion.is_sure:
        segment.doubts.append(_doubt(segment, embedded if is_cut else None, texts, start, end, is_cut=is_cut))
    if not is_cut:
        return []
    first = segment.lines.index(texts[start])
    last = segment.lines.index(texts[end]) if end < len(texts) else len(segment.lines)
    embedded.lines = segment.lines[first:last]
    del segment.lines[first:last]
    return [
        embedded,
        *(found for part in (embedded, segment) for found in _inserted(part, topics, gazetteer, depth - 1)),
    ]


def _doubt(holder: Segment, part: Segment | None, texts: list[Line], start: int, end: int, *, is_cut: bool) -> Doubt:
    """That about the lines from `start` to before `end`."""
    before, after = texts[max(start - CONTEXT_LINES, 0) : start], texts[end : end + CONTEXT_LINES]
    return Doubt(holder, part, is_cut, texts[start:end], before, after)


def _sections(lines: list[Line]) -> list[tuple[Line | None, list[Line]]]:
    """The printed lines, cut at each boundary phrase, and after each tag line that is followed by prose."""
    sections: list[tuple[Line | None, list[Line]]] = [(None, [])]
    cut_here = False
    for line in lines:
        if line.form == "boundary":
            sections.append((line, []))
            cut_here = False
            continue
        if line.form == "blank":
            if sections[-1][1]:
                line.role = "blank"
            sections[-1][1].append(line)
            continue
        if cut_here and line.is_text:
            sections.append((None, []))
            cut_here = False
        sections[-1][1].append(line)
        cut_here = line.form == "tags" or (cut_here and not line.is_text)
    return sections


def _inline_cards(section: list[Line]) -> list[Segment]:
    return [Segment("card", [line]) for line in section if line.form == "inline"]


@dataclass(frozen=True, slots=True)
class _Before:
    """What precedes a section: the main article and its lines, and whether its closing labels have come or are still to come."""

    main: Segment
    texts: list[Line]
    is_closed: bool
    closes_later: bool

    @property
    def is_unpunctuated(self) -> bool:
        paragraphs = [line for line in self.texts if len(line.text) >= MIN_PARAGRAPH_CHARS]
        return sum(not line.stopped for line in paragraphs) > len(paragraphs) / 2


def _is_headline(line: Line, gazetteer: Gazetteer, before: _Before) -> bool:
    """Whether a line after a boundary may be a headline; where the paragraphs before have no full stops, only if it is short."""
    if len(line.text) >= MIN_PARAGRAPH_CHARS and before.is_unpunctuated:
        return False
    return reads_as_headline(line, gazetteer) or (
        not line.stopped and len(line.text) <= 2 * MIN_PARAGRAPH_CHARS and not line.text.endswith((":", "،"))
    )


def _after_boundary(
    section: list[Line], before: _Before, topics: Topics, gazetteer: Gazetteer, *, has_phrase: bool
) -> tuple[list[Line], list[Segment]]:
    """The lines of a section that continue the main article, and the other texts in it."""
    texts = [line for line in section if line.is_text]
    inline = _inline_cards(section)
    lead = next((place for place, line in enumerate(texts) if not _is_headline(line, gazetteer, before)), len(texts))
    has_prose = any(len(line.text) >= MIN_PARAGRAPH_CHARS for line in texts[lead:])
    if not texts or (has_prose and lead == 0) or not (has_prose or has_phrase):
        return section, inline
    if not has_prose:
        own = _continuation(texts)
        others = [line for line in section if line in own or not (line.is_text or line.form in ("blank", "inline"))]
        return others, _cards([line for line in texts if line not in own]) + inline
    is_closed = before.is_closed or any(line.form in CLOSING for line in section if line.number < texts[0].number)
    is_own, is_sure = _owns_prose(texts, lead, before, topics, is_closed=is_closed, has_phrase=has_phrase)
    cards = [Segment("card", [line]) for line in (texts[: lead - 1] if is_own else texts[:lead])]
    taken = {id(card.lines[0]) for card in cards} | {id(card.lines[0]) for card in inline}
    rest = [line for line in section if id(line) not in taken or line.form == "inline"]
    whole, start = [*before.texts, *texts[lead - 1 :]], len(before.texts)
    if not is_own:
        if not is_sure:
            before.main.doubts.append(_doubt(before.main, cards[-1], whole, start, len(whole), is_cut=False))
        return rest, [*cards, *inline]
    place = len(whole) if is_closed else end_of_insertion(whole, start, topics, gazetteer)
    end = rest.index(whole[place]) if place < len(whole) else len(rest)
    embedded = Segment("embedded", [line for line in rest[:end] if line.form != "inline"])
    if not is_sure:
        before.main.doubts.append(_doubt(before.main, embedded, whole, start, place, is_cut=True))
    return rest[end:], [*cards, embedded, *inline]


def _continuation(texts: list[Line]) -> list[Line]:
    """The sentences after the cards that go on with the main article: the first that says so, and those that follow it."""
    start = next((place for place, line in enumerate(texts) if goes_on(line)), len(texts))
    end = next((place for place in range(start, len(texts)) if not texts[place].stopped), len(texts))
    return texts[start:end]


def _owns_prose(
    texts: list[Line], lead: int, before: _Before, topics: Topics, *, is_closed: bool, has_phrase: bool
) -> tuple[bool, bool]:
    """Whether the prose after the headlines of a section is the article of the last of them, and whether that is sure. Where the
    words leave it open: if there is one headline, unless the closing labels of the main article come later."""
    if is_closed and not before.closes_later:
        return True, True
    found = owns_prose(texts[lead - 1], texts[lead:], before.texts, topics)
    if found is not None:
        return found, True
    if before.texts and goes_on(texts[lead]):
        return False, True
    return not before.closes_later and (lead == 1 or not has_phrase), False


def _cards(lines: list[Line]) -> list[Segment]:
    """Cards of a headline, perhaps its repetition, and the sentence after it."""
    cards: list[Segment] = []
    for line in lines:
        last = cards[-1].lines if cards else None
        repeated = bool(last) and last is not None and line.folded == last[0].folded
        teaser = (
            bool(last) and last is not None and line.stopped and all(each.folded == last[0].folded for each in last)
        )
        if last is not None and (repeated or teaser):
            last.append(line)
        else:
            cards.append(Segment("card", [line]))
    return cards


def _tail_cards(segment: Segment, gazetteer: Gazetteer) -> list[Segment]:
    """Remove and return the cards at the end of a segment: title, same title, perhaps a teaser, up to the last line."""
    printed = [line for line in segment.lines if line.form not in ("blank", "chrome")]
    for start in range(2, len(printed) - 1):
        cards = _parse_cards(printed[start:], gazetteer)
        apart = bool(cards) and printed[start + 1].number > printed[start].last + 1
        if cards and (len(cards) > 1 or apart):
            first = segment.lines.index(printed[start])
            taken = {id(line) for card in cards for line in card.lines}
            tail = [line for line in segment.lines[first:] if id(line) not in taken]
            segment.lines[first:] = tail
            return cards
    return []


def _parse_cards(lines: list[Line], gazetteer: Gazetteer) -> list[Segment]:
    cards: list[Segment] = []
    place = 0
    while place < len(lines):
        card = lines[place : place + 3]
        if len(card) < 2 or any(not line.is_text for line in card) or card[0].folded != card[1].folded:
            return []
        if len(card[0].text) > MAX_HEADLINE_CHARS or is_image_line(card[0].text) or has_credit(card[0].text, gazetteer):
            return []
        after = lines[place + 2 : place + 4]
        if len(after) == 2 and after[0].folded == after[1].folded:
            card = card[:2]
        cards.append(Segment("card", card))
        place += len(card)
    return cards
