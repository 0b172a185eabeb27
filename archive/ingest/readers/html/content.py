"""Which blocks of a page are its article: trafilatura's choice, with what it left out between its first and last block.

trafilatura finds the article of most sites, but now and then leaves out a paragraph, such as the one that a site sets in a box of
its own above the text. So its choice only marks where the article begins and ends; the blocks are those of the page, in
printed order. Where it finds too little, `page_text.page_region` looks for the densest run of sentences instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import trafilatura
from lxml import html

from archive.ingest.page_text.chrome import is_chrome, is_navigation, is_site_notice
from archive.ingest.page_text.lines import block_lines
from archive.ingest.readers.html.blocks import Block
from archive.text import fold

MIN_FOUND_CHARS = 200
MIN_MATCH_CHARS = 15
"""Shorter blocks are found anywhere."""
MAX_LINKED = 0.5
MIN_PROSE_CHARS = 60
MAX_BLOCKS_BEFORE, MAX_BLOCKS_AFTER = 30, 15
"""Blocks between headline and text, in which date, author and lede may stand; and below the text, in which tags may."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """Blocks from the headline to the end of the text, which begins at `start`; `headline` is the place of the headline"""

    blocks: list[Block]
    headline: int | None
    start: int


def page_content(blocks: Sequence[Block], tree: html.HtmlElement, title: str) -> PageContent | None:
    """The article among the blocks of a page whose metadata give this title; None if trafilatura finds none."""
    chosen = _chosen(tree)
    places = [place for place, block in enumerate(blocks) if _is_among(block.text, chosen)]
    places = _trimmed(blocks, _with_short_ones(blocks, places, chosen))
    if sum(len(blocks[place].text) for place in places) < MIN_FOUND_CHARS:
        return None
    first, last = next(place for place in places if _is_sentence(blocks[place])), places[-1]
    headline = _headline(blocks[:first], title)
    begin = min(places[0], first) if headline is None else headline
    within = {*places, headline}
    kept = [
        (place, block)
        for place, block in enumerate(blocks[begin : last + 1], begin)
        if (place in within or _belongs(block)) and not is_site_notice(block.text)
    ]
    start = next(order for order, (place, _) in enumerate(kept) if place >= first)
    after = _labels_after(blocks[last + 1 : last + 1 + MAX_BLOCKS_AFTER])
    return PageContent([block for _, block in kept] + after, None if headline is None else 0, start)


def _with_short_ones(blocks: Sequence[Block], places: list[int], chosen: str) -> list[int]:
    """The places with those directly after them whose blocks are too short to be looked for elsewhere."""
    extended = list(places)
    while places and extended[-1] + 1 < len(blocks):
        squeezed = _squeezed(blocks[extended[-1] + 1].text)
        if squeezed not in chosen[chosen.rfind(_squeezed(blocks[places[-1]].text)) :]:
            break
        extended.append(extended[-1] + 1)
    return extended


def _trimmed(blocks: Sequence[Block], places: list[int]) -> list[int]:
    """The places up to the last text; [] if there is no sentence among them."""
    if not any(_is_sentence(blocks[place]) for place in places):
        return []
    kept = list(places)
    while not _may_end(blocks[kept[-1]]):
        kept.pop()
    return kept


def _may_end(block: Block) -> bool:
    """Whether an article may end with a block: not with a heading, a link or an entry of a menu."""
    is_text = block.linked <= MAX_LINKED and not block.is_heading
    return is_text and not (is_site_notice(block.text) or is_navigation(block.text) or is_chrome(block.text))


def _is_sentence(block: Block) -> bool:
    is_prose = len(block.text) >= MIN_PROSE_CHARS and block.linked <= MAX_LINKED
    return is_prose and not block.is_heading and not is_site_notice(block.text)


def _chosen(tree: html.HtmlElement) -> str:
    """The text that trafilatura chose, without white space."""
    text = trafilatura.extract(
        tree, output_format="txt", include_comments=False, include_tables=True, include_formatting=False, deduplicate=False,
        with_metadata=False, favor_recall=True,
    )  # fmt: skip
    return _squeezed(text or "")


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _is_among(text: str, chosen: str) -> bool:
    squeezed = _squeezed(text)
    return len(squeezed) >= MIN_MATCH_CHARS and squeezed in chosen


def _headline(blocks: Sequence[Block], title: str) -> int | None:
    """The nearest block above the text that prints the title, which may name the site, too."""
    wanted = fold(title)
    for place in range(len(blocks) - 1, max(-1, len(blocks) - 1 - MAX_BLOCKS_BEFORE), -1):
        printed = fold(blocks[place].text)
        if (
            len(printed) >= MIN_MATCH_CHARS
            and (printed in wanted or wanted in printed)
            and len(printed) < 2 * len(wanted)
        ):
            return place
    tops = [place for place, block in enumerate(blocks) if block.tags and block.tags[-1] == "h1"]
    return tops[-1] if tops else None


def _belongs(block: Block) -> bool:
    """Whether a block within the article is part of it: a sentence, heading, caption, or a line that is no link and no button."""
    if block.linked > MAX_LINKED and not block.is_caption:
        return False
    if block.is_heading or block.is_caption or len(block.text) >= MIN_PROSE_CHARS:
        return True
    return not is_chrome(block.text) and len(block.text.split()) > 1


def _labels_after(blocks: Sequence[Block]) -> list[Block]:
    """Labels below the text with their values: tags and source, which may be links."""
    lines = block_lines([block.text for block in blocks])
    return [block for block, line in zip(blocks, lines, strict=True) if line.form in ("tags", "source", "byline")]
