"""Paragraphs as safe HTML: entity names become links, dates <time>, query words <mark>, what somebody said <q> or <span>.

Spans outside the text are dropped. A span is extended to whole printed words, because a tag inside a word breaks the
joining of its letters. Of overlapping spans the longest is kept, then the first in the list. All text is escaped; Latin
runs and signed numbers are isolated with <bdi>. Marks nest inside links and isolated runs; the first word of each
numbered hit carries its anchor (`#hit-3`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from archive.text.layout import isolated_runs

PASSAGE = -1
"""The `hit` of a passage that a link points to."""


class MarkedWord(NamedTuple):
    """A printed word to mark, or several. `hit` is the number of its hit (0: none); `opens` is true for the first word of a hit.

    A mark of several words, as a passage (PASSAGE) is, is interrupted by links and isolated runs.
    """

    start: int
    end: int
    hit: int = 0
    opens: bool = True


@dataclass(frozen=True)
class InlineSpan:
    """A range of characters and its tag: `<a>` for a name (with `link`), `<time>` for a date."""

    start: int
    end: int
    link: str = ""
    kind: str = ""
    hint: str = ""
    value: str = ""


class SaidSpan(NamedTuple):
    """A range of characters that somebody said; `hint` says who, `type` is that of quotations."""

    start: int
    end: int
    type: str
    hint: str


def paragraph_html(
    text: str,
    wrapped: Iterable[InlineSpan] = (),
    marks: Sequence[MarkedWord] = (),
    said: Iterable[SaidSpan] = (),
) -> SafeString:
    """The content of the paragraph as HTML, without a surrounding tag."""
    spans = _without_overlaps(text, wrapped)
    parts: list[SafeString] = []
    place = 0
    for quotation in _outermost(text, said, spans):
        before = [span for span in spans if place <= span.start and span.end <= quotation.start]
        inside = [span for span in spans if quotation.start <= span.start and span.end <= quotation.end]
        parts.append(_with_tags(text, (place, quotation.start), before, marks))
        inner = _with_tags(text, (quotation.start, quotation.end), inside, marks)
        tag = (
            '<q class="said" title="{}">{}</q>'
            if quotation.type == "direct"
            else '<span class="said" title="{}">{}</span>'
        )
        parts.append(format_html(tag, quotation.hint, inner))
        place = quotation.end
    parts.append(_with_tags(text, (place, len(text)), [span for span in spans if span.start >= place], marks))
    return mark_safe("".join(parts))


def _with_tags(
    text: str, within: tuple[int, int], spans: Iterable[InlineSpan], marks: Sequence[MarkedWord]
) -> SafeString:
    """A range of the text with the tags of these spans, which lie in it."""
    parts: list[SafeString] = []
    place, end = within
    for span in spans:
        parts.append(_marked(text, place, span.start, marks))
        inner = _marked(text, span.start, span.end, marks)
        if span.link:
            parts.append(format_html('<a class="mention" data-type="{}" href="{}">{}</a>', span.kind, span.link, inner))
        else:
            parts.append(format_html('<time datetime="{}" title="{}">{}</time>', span.value, span.hint, inner))
        place = span.end
    parts.append(_marked(text, place, end, marks))
    return mark_safe("".join(parts))


def _outermost(text: str, said: Iterable[SaidSpan], spans: Sequence[InlineSpan]) -> list[SaidSpan]:
    """What is said, in order, extended over names and dates at its ends; what is quoted within a quotation is not told apart."""
    taken: list[SaidSpan] = []
    for one in sorted(said, key=lambda one: (one.start, -one.end)):
        start, end = one.start, one.end
        for span in spans:
            if span.start < start < span.end:
                start = span.start
            if span.start < end < span.end:
                end = span.end
        floor = taken[-1].end if taken else 0
        if floor <= start < end <= len(text):
            taken.append(one._replace(start=start, end=end))
    return taken


def _without_overlaps(text: str, wrapped: Iterable[InlineSpan]) -> list[InlineSpan]:
    taken: list[InlineSpan] = []
    inside = [
        replace(span, start=start, end=end)
        for span in wrapped
        if 0 <= span.start < span.end <= len(text)
        for start, end in [whole_words(text, span.start, span.end)]
    ]
    for span in sorted(inside, key=lambda span: span.start - span.end):
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
    return sorted(taken, key=lambda span: span.start)


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The range (within the text, not empty) with the rest of the Arabic words that it cuts."""
    while start > 0 and _joins(text[start - 1]) and _joins(text[start]):
        start -= 1
    while end < len(text) and _joins(text[end]) and _joins(text[end - 1]):
        end += 1
    return start, end


def _joins(letter: str) -> bool:
    """Whether a character is part of an Arabic word: letter, tatweel or vowel sign."""
    return "\u0620" <= letter <= "\u065f" or "\u066e" <= letter <= "\u06d3" or letter == "\u0670"


def _marked(text: str, start: int, end: int, marks: Sequence[MarkedWord]) -> SafeString:
    """A range of the text with its marks and isolated runs."""
    inside: list[MarkedWord] = []
    for mark in sorted(marks):
        first, last = max(mark.start, inside[-1].end if inside else start), min(mark.end, end)
        if first < last:
            inside.append(mark._replace(start=first, end=last, opens=mark.opens and first == mark.start))
    parts: list[SafeString] = []
    place = start
    # a run extended over Arabic words would print these from left to right
    words = [(one.start - start, one.end - start) for one in inside if not _has_space(text[one.start : one.end])]
    for run in isolated_runs(text[start:end], words):
        first, last = run.start + start, run.end + start
        parts.append(_with_marks(text, place, first, inside))
        tag = '<bdi lang="en">{}</bdi>' if run.kind == "latin" else '<bdi dir="ltr">{}</bdi>'
        parts.append(format_html(tag, _with_marks(text, first, last, inside)))
        place = last
    parts.append(_with_marks(text, place, end, inside))
    return mark_safe("".join(parts))


def _has_space(printed: str) -> bool:
    return any(map(str.isspace, printed))


def _with_marks(text: str, start: int, end: int, marks: Iterable[MarkedWord]) -> SafeString:
    parts: list[SafeString] = []
    place = start
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            parts.append(format_html("{}", text[place:first]))
            parts.append(_mark(mark._replace(opens=mark.opens and first == mark.start), text[first:last]))
            place = last
    parts.append(format_html("{}", text[place:end]))
    return mark_safe("".join(parts))


def _mark(mark: MarkedWord, printed: str) -> SafeString:
    if mark.hit == PASSAGE:
        return format_html(
            '<mark class="passage" id="passage">{}</mark>' if mark.opens else '<mark class="passage">{}</mark>', printed
        )
    if not mark.hit:
        return format_html("<mark>{}</mark>", printed)
    if mark.opens:
        return format_html('<mark id="hit-{}">{}</mark>', mark.hit, printed)
    return format_html('<mark class="more">{}</mark>', printed)
