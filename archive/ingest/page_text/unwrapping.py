"""Rejoining of hard-wrapped text: files whose lines were broken at a fixed width, as mail programs and `fmt` do.

A break is forced if the first word of the next line would not have fitted. In wrapped text nearly all breaks within a sentence
are forced, at one width; elsewhere almost none are. The width is counted in characters, in columns (vowel marks take none) or
in UTF-8 bytes, whichever fits best. Blank lines, indented lines, labels and bullets begin a new paragraph, and so does a line
after a full stop in files that do not separate paragraphs by blank lines.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

MIN_WIDTH, MAX_WIDTH = 40, 132
"""Of wrapped lines, in characters or columns."""
MIN_FORCED_BREAKS, MIN_FORCED_SHARE = 3, 0.8
"""Of a wrapped file: breaks within sentences after long lines that are forced."""
MIN_LONG_LINE = 0.6
"""Of the width: shorter lines are headlines, labels and menus, and prove nothing."""
MAX_LONGER_SHARE = 0.1
"""Of the lines: those that the wrapping left alone, such as web addresses."""
MAX_WRAPPED_TITLE_CHARS = 180
_STOPS = (".", "؟", "?", "!", "…", ":", "؛")
_CLOSING = "\"”“»«')] "
_BULLETS = ("•", "*", "·", "▪", "●")
Measure = Callable[[str], int]
FollowsHeadline = Callable[[str, Sequence[str]], bool]
"""(headline, the lines after it)"""


class Paragraph(NamedTuple):
    """Physical lines joined into one, by the numbers of the first and the last."""

    first: int
    last: int
    text: str


class _Wrapping(NamedTuple):
    measure: Measure
    width: int

    def is_forced(self, line: str, after: str) -> bool:
        """Whether the first word of the next line does not fit on this one."""
        length = self.measure(line)
        return length <= self.width < length + 1 + self.measure(after.split(maxsplit=1)[0])


def unwrap(
    raw: Sequence[str], *, starts_paragraph: Callable[[str], bool], follows_headline: FollowsHeadline
) -> list[Paragraph]:
    """The paragraphs of a file given as physical lines; each line by itself if the file is not wrapped.

    `starts_paragraph` recognises labels and boundaries, `follows_headline` lines that begin an article after its
    headline.
    """
    lines = [line.rstrip() for line in raw]
    wrapping = _wrapping(lines)
    if wrapping is None:
        return [Paragraph(number, number, line) for number, line in enumerate(raw, 1)]
    is_blank_separated = _is_blank_separated(lines, wrapping)
    joined = _joined(lines, wrapping, starts_paragraph, is_blank_separated=is_blank_separated)
    if not is_blank_separated:
        _separate_headline(lines, joined, follows_headline)
    paragraphs: list[Paragraph] = []
    for number, (line, joins) in enumerate(zip(raw, [False, *joined], strict=True), 1):
        if joins:
            last = paragraphs[-1]
            paragraphs[-1] = Paragraph(last.first, number, f"{last.text.rstrip()} {line.strip()}")
        else:
            paragraphs.append(Paragraph(number, number, line))
    return paragraphs


def _columns(line: str) -> int:
    return sum(not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf" for letter in line)


def _bytes(line: str) -> int:
    return len(line.encode("utf-8", "surrogatepass"))


_MEASURES: tuple[tuple[Measure, int], ...] = ((len, 1), (_columns, 1), (_bytes, 2))
"""With the length of an Arabic letter."""


def _wrapping(lines: Sequence[str]) -> _Wrapping | None:
    """How the file is wrapped, if it is."""
    breaks = [(line, after) for line, after in pairwise(lines) if line and after.strip() and not _is_stopped(line)]
    lengths = sorted(len(line) for line in lines if line)
    if len(breaks) < MIN_FORCED_BREAKS or lengths[int(len(lengths) * (1 - MAX_LONGER_SHARE))] > MAX_WIDTH:
        return None
    tried = [found for measure, scale in _MEASURES if (found := _best_width(breaks, measure, scale)) is not None]
    forced, wrapping = max(tried, key=lambda one: one[0], default=(0, None))
    if wrapping is None or forced < MIN_FORCED_BREAKS:
        return None
    longer = sum(wrapping.measure(line) > wrapping.width for line in lines)
    long_ones = [pair for pair in breaks if wrapping.measure(pair[0]) >= MIN_LONG_LINE * wrapping.width]
    is_wrapped = forced >= MIN_FORCED_SHARE * len(long_ones) and longer <= max(1, MAX_LONGER_SHARE * len(lengths))
    return wrapping if is_wrapped else None


def _best_width(breaks: list[tuple[str, str]], measure: Measure, scale: int) -> tuple[int, _Wrapping] | None:
    """The width at which the most breaks are forced, with their number."""
    changes: Counter[int] = Counter()
    for line, after in breaks:
        length = measure(line)
        changes[length] += 1
        changes[length + 1 + measure(after.split(maxsplit=1)[0])] -= 1
    best, forced = None, 0
    most = 0
    for width in sorted(changes):
        forced += changes[width]
        if forced > most and MIN_WIDTH * scale <= width <= MAX_WIDTH * scale:
            best, most = width, forced
    return (most, _Wrapping(measure, best)) if best is not None else None


def _joined(
    lines: Sequence[str], wrapping: _Wrapping, starts_paragraph: Callable[[str], bool], *, is_blank_separated: bool
) -> list[bool]:
    """For each break, whether the lines around it are one paragraph."""
    indented = sum(line.startswith((" ", "\t")) for line in lines)
    marks_indent = 0 < indented < len(lines) / 2
    return [
        bool(line)
        and bool(after.strip())
        and wrapping.is_forced(line, after)
        and (is_blank_separated or not _is_stopped(line))
        and not (marks_indent and after.startswith((" ", "\t")))
        and not after.lstrip().startswith(_BULLETS)
        and not starts_paragraph(after)
        for line, after in pairwise(lines)
    ]


def _is_blank_separated(lines: Sequence[str], wrapping: _Wrapping) -> bool:
    """Whether paragraphs end at blank lines rather than at short ones."""
    ends = [
        bool(after.strip())
        for line, after in pairwise(lines)
        if line and _is_stopped(line) and not (after.strip() and wrapping.is_forced(line, after))
    ]
    return bool(ends) and sum(ends) <= len(ends) / 4


def _separate_headline(lines: Sequence[str], joined: list[bool], follows_headline: FollowsHeadline) -> None:
    """Cut a headline that fills its line off from the paragraph after it: a paragraph that is too long for a headline, or
    ends in a full stop, and whose second or third line begins an article."""
    first = next((place for place, line in enumerate(lines) if line), None)
    if first is None or first >= len(joined) or not joined[first]:
        return
    end = first
    while end < len(joined) and joined[end]:
        end += 1
    whole = " ".join(lines[first : end + 1])
    if len(whole) <= MAX_WRAPPED_TITLE_CHARS and not _is_stopped(lines[end]):
        return
    for place in range(first, min(first + 2, end)):
        if follows_headline(" ".join(lines[first : place + 1]), lines[place + 1 : end + 1]):
            joined[place] = False
            return


def _is_stopped(line: str) -> bool:
    return line.rstrip(_CLOSING).endswith(_STOPS)
