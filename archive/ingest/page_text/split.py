"""Splits a raw file into its texts: the article, articles embedded in its page, cards of related stories.

Order of steps: 1. the lines after each boundary phrase or tag line are classified: a headline and several long paragraphs
are an embedded article, short lines are cards; if the page's closing labels (source, tags) come later, the phrase headed a
box within the article, which continues after the headlines. 2. Cards without a phrase are recognised at the end of a text:
a title, the same title again, a teaser. 3. A boundary phrase with nothing after it is chrome.
"""

from dataclasses import dataclass, field

from archive.ingest.page_text.captions import has_credit, is_image_line
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.page_text.lines import Line

MIN_PARAGRAPH_CHARS = 90
"""A line at least this long is a paragraph of prose."""
MIN_LONG_PARAGRAPHS = 2
"""Of an embedded article."""
MAX_HEADLINE_CHARS = 200
CLOSING = frozenset(("source", "tags"))


@dataclass(slots=True, eq=False)
class Segment:
    """One text of the file: kind main, embedded or card, with its printed lines in order."""

    kind: str
    lines: list[Line] = field(default_factory=list)


def split(lines: list[Line], gazetteer: Gazetteer) -> list[Segment]:
    """The texts of a file: the main article first (it may be empty), then embedded articles and cards in printed order."""
    main, others = Segment("main"), []
    closed = False
    sections = _sections(lines)
    for place, (boundary, section) in enumerate(sections):
        if place == 0:
            main.lines.extend(section)
            others.extend(_inline_cards(section))
        else:
            closes_later = not closed and any(line.form in CLOSING for _, rest in sections[place:] for line in rest)
            rest, found = _after_boundary(section, is_box=closes_later, has_phrase=boundary is not None)
            if boundary is not None:
                boundary.role = "boundary" if found or any(line.is_text for line in rest) else "chrome"
            main.lines.extend(rest)
            others.extend(found)
        closed = closed or any(line.form in CLOSING for line in section)
    for segment in (main, *(other for other in others if other.kind == "embedded")):
        others.extend(_tail_cards(segment, gazetteer))
    return [main, *others]


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


def _is_headline(line: Line) -> bool:
    return not line.stopped and len(line.text) <= MAX_HEADLINE_CHARS and not line.text.endswith((":", "،"))


def _after_boundary(section: list[Line], *, is_box: bool, has_phrase: bool) -> tuple[list[Line], list[Segment]]:
    """The lines of a section that continue the main article, and the other texts in it."""
    texts = [line for line in section if line.is_text]
    lead = 0
    while lead < len(texts) and _is_headline(texts[lead]) and len(texts[lead].text) < 2 * MIN_PARAGRAPH_CHARS:
        lead += 1
    prose = [line for line in texts[lead:] if len(line.text) >= MIN_PARAGRAPH_CHARS or line.stopped]
    long_ones = [line for line in prose if len(line.text) >= MIN_PARAGRAPH_CHARS]
    inline = _inline_cards(section)
    if not texts:
        return section, inline
    if len(long_ones) >= MIN_LONG_PARAGRAPHS or (len(long_ones) >= 1 and (is_box or lead == 0)):
        is_continued = is_box or lead == 0 or (lead > 1 and has_phrase and not _is_closing_before(section, texts[0]))
        headlines = texts[:lead] if is_continued else texts[: lead - 1]
        cards = [Segment("card", [line]) for line in headlines]
        rest = [line for line in section if line not in headlines]
        return (rest, [*cards, *inline]) if is_continued else ([], [*cards, Segment("embedded", rest), *inline])
    if not has_phrase:
        return section, inline
    others = [line for line in section if not line.is_text and line.form not in ("blank", "inline")]
    return others, _cards([line for line in section if line.is_text]) + inline


def _is_closing_before(section: list[Line], text: Line) -> bool:
    return any(line.form in CLOSING for line in section if line.number < text.number)


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
