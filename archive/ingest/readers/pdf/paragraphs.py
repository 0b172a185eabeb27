"""Lines of the pages of a PDF → paragraphs, without page numbers and running heads.

A line ends a paragraph if it stops short of the edge of its column, or if the distance to the next is wider than between most
lines; a paragraph may continue on the next page.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.ingest.readers.pdf.lines import PrintedLine

MIN_SHORT_SHARE = 0.08
"""Of the width of the column, left empty at the end of a paragraph."""
MAX_LEADING_RATIO = 1.25
"""Distance of two lines of a paragraph, in usual distances."""
MAX_SIZE_RATIO = 1.12
"""Of the size of the font within a paragraph."""
MIN_HEADING_RATIO = 1.15
"""Of a heading's font to that of the text."""
MARGIN_LINES, MIN_REPEATS, MIN_REPEAT_SHARE = 2, 2, 0.5
"""Lines at the top and at the bottom that may be running heads; pages on which they recur."""
_NUMBER = re.compile(
    r"[\W_]*(?:(?:صفحة|الصفحة|page|p\.)\s*)?[0-9٠-٩۰-۹]{1,4}(?:\s*(?:/|من|of)\s*[0-9٠-٩۰-۹]{1,4})?[\W_]*", re.IGNORECASE
)
_DIGITS = re.compile(r"[0-9٠-٩۰-۹]+")


@dataclass(frozen=True, slots=True)
class PdfParagraph:
    """The text of a paragraph, the page (from 1) on which it begins, and whether its font is that of a heading."""

    text: str
    page: int
    is_heading: bool


def document_paragraphs(pages: Sequence[Sequence[PrintedLine]]) -> list[PdfParagraph]:
    """The paragraphs of all pages in order."""
    kept = _without_margins(pages)
    lines = [(number, line) for number, page in enumerate(kept, 1) for line in page]
    if not lines:
        return []
    chars = Counter[float]()
    for _, line in lines:
        chars[round(line.size, 1)] += len(line.text)
    size = chars.most_common(1)[0][0]
    leading = _leading([line for _, line in lines])
    edges = _edges([line for _, line in lines])
    groups: list[list[tuple[int, PrintedLine]]] = []
    for place, (number, line) in enumerate(lines):
        is_heading = line.size >= MIN_HEADING_RATIO * size
        if place and not _ends(lines[place - 1], (number, line), leading, edges[place - 1], is_heading=is_heading):
            groups[-1].append((number, line))
        else:
            groups.append([(number, line)])
    return [
        PdfParagraph(
            " ".join(line.text for _, line in group), group[0][0], group[0][1].size >= MIN_HEADING_RATIO * size
        )
        for group in groups
    ]


def _without_margins(pages: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """The lines without page numbers, and without what recurs at the top or bottom of most pages."""
    recurring = Counter(key for page in pages for key in {_DIGITS.sub("#", line.text) for line in _margin(page)})
    least = max(MIN_REPEATS, MIN_REPEAT_SHARE * len(pages))
    kept = []
    for page in pages:
        margin = {id(line) for line in _margin(page)}
        kept.append(
            [
                line
                for line in page
                if id(line) not in margin
                or not (_NUMBER.fullmatch(line.text) or recurring[_DIGITS.sub("#", line.text)] >= least)
            ]
        )
    return kept


def _margin(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    ordered = sorted(page, key=lambda line: -line.baseline)
    return [*ordered[:MARGIN_LINES], *ordered[-MARGIN_LINES:]]


def _leading(lines: Sequence[PrintedLine]) -> float:
    """The distance of two lines of a paragraph: a small one, since paragraphs may have few lines."""
    gaps = [
        before.baseline - line.baseline
        for before, line in pairwise(lines)
        if 0 < before.baseline - line.baseline < 4 * line.size
    ]
    return sorted(gaps)[len(gaps) // 5] if gaps else 0.0


def _edges(lines: Sequence[PrintedLine]) -> list[tuple[float, float]]:
    """(left, right) of the column of each line: of the widest among the lines near it that overlap it."""
    edges = []
    for place, line in enumerate(lines):
        near = [
            other
            for other in lines[max(0, place - 12) : place + 13]
            if min(other.right, line.right) - max(other.left, line.left)
            > 0.5 * min(other.right - other.left, line.right - line.left)
        ]
        edges.append((min(other.left for other in near), max(other.right for other in near)))
    return edges


def _ends(
    before: tuple[int, PrintedLine],
    after: tuple[int, PrintedLine],
    leading: float,
    edges: tuple[float, float],
    *,
    is_heading: bool,
) -> bool:
    """Whether a paragraph ends between two lines. The lines of a heading may be of any width."""
    (page, first), (next_page, second) = before, after
    if max(first.size, second.size) > MAX_SIZE_RATIO * min(first.size, second.size):
        return True
    left, right = edges
    is_rtl = bool(re.search("[\u0600-\u06ff]", first.text))
    space = (first.left - left) if is_rtl else (right - first.right)
    if space > MIN_SHORT_SHARE * (right - left) and not is_heading:
        return True
    distance = first.baseline - second.baseline
    return page == next_page and distance > MAX_LEADING_RATIO * max(leading, first.size)
