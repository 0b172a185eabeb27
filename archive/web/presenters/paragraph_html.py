"""An article's paragraphs as safe HTML: names link to their pages, dates are <time>, sought words are marked.

Order: spans outside the text are dropped; a span grows to whole printed words, so that no link begins inside a word
(letters of one word join only where nothing divides them); where spans overlap the longer wins, at equal length the
earlier one in the list. Everything printed is escaped; Latin runs and signed numbers are isolated from the
right-to-left text around them. Marks are laid inside links and isolated runs; the first word of each numbered hit bears
its anchor (`#hit-3`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from archive.text.layout import isolated_runs


class MarkedWord(NamedTuple):
    """A printed word to mark; `hit` numbers the passages that were sought (0: not numbered), `opens` its first word."""

    start: int
    end: int
    hit: int = 0
    opens: bool = True


@dataclass(frozen=True)
class InlineSpan:
    """A stretch of a paragraph and the tag around it: `<a>` for a name (with `link`), `<time>` for a date."""

    start: int
    end: int
    link: str = ""
    kind: str = ""
    hint: str = ""
    value: str = ""


def paragraph_html(text: str, wrapped: Iterable[InlineSpan] = (), marks: Sequence[MarkedWord] = ()) -> SafeString:
    """The paragraph's text as HTML without its own tag."""
    parts: list[SafeString] = []
    place = 0
    for span in _without_overlaps(text, wrapped):
        parts.append(_marked(text, place, span.start, marks))
        inner = _marked(text, span.start, span.end, marks)
        if span.link:
            parts.append(format_html('<a class="mention" data-type="{}" href="{}">{}</a>', span.kind, span.link, inner))
        else:
            parts.append(format_html('<time datetime="{}" title="{}">{}</time>', span.value, span.hint, inner))
        place = span.end
    parts.append(_marked(text, place, len(text), marks))
    return mark_safe("".join(parts))


def _without_overlaps(text: str, wrapped: Iterable[InlineSpan]) -> list[InlineSpan]:
    taken: list[InlineSpan] = []
    inside = [_whole_words(text, span) for span in wrapped if 0 <= span.start < span.end <= len(text)]
    for span in sorted(inside, key=lambda span: span.start - span.end):
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
    return sorted(taken, key=lambda span: span.start)


def _whole_words(text: str, span: InlineSpan) -> InlineSpan:
    start, end = span.start, span.end
    while start > 0 and _joins(text[start - 1]) and _joins(text[start]):
        start -= 1
    while end < len(text) and _joins(text[end]) and _joins(text[end - 1]):
        end += 1
    return InlineSpan(start, end, span.link, span.kind, span.hint, span.value)


def _joins(letter: str) -> bool:
    """Whether a character belongs to an Arabic word: a letter, tatweel, or a vowel sign."""
    return "\u0620" <= letter <= "\u065f" or "\u066e" <= letter <= "\u06d3" or letter == "\u0670"


def _marked(text: str, start: int, end: int, marks: Sequence[MarkedWord]) -> SafeString:
    """A stretch with its marks, isolated runs around them."""
    inside: list[MarkedWord] = []
    for mark in sorted(marks):
        first, last = max(mark.start, inside[-1].end if inside else start), min(mark.end, end)
        if first < last:
            inside.append(mark._replace(start=first, end=last, opens=mark.opens and first == mark.start))
    parts: list[SafeString] = []
    place = start
    for run in isolated_runs(text[start:end], [(mark.start - start, mark.end - start) for mark in inside]):
        first, last = run.start + start, run.end + start
        parts.append(_with_marks(text, place, first, inside))
        tag = '<bdi lang="en">{}</bdi>' if run.kind == "latin" else '<bdi dir="ltr">{}</bdi>'
        parts.append(format_html(tag, _with_marks(text, first, last, inside)))
        place = last
    parts.append(_with_marks(text, place, end, inside))
    return mark_safe("".join(parts))


def _with_marks(text: str, start: int, end: int, marks: Iterable[MarkedWord]) -> SafeString:
    parts: list[SafeString] = []
    place = start
    for mark in marks:
        if start <= mark.start and mark.end <= end:
            parts.append(format_html("{}", text[place : mark.start]))
            parts.append(_mark(mark, text[mark.start : mark.end]))
            place = mark.end
    parts.append(format_html("{}", text[place:end]))
    return mark_safe("".join(parts))


def _mark(mark: MarkedWord, printed: str) -> SafeString:
    if not mark.hit:
        return format_html("<mark>{}</mark>", printed)
    if mark.opens:
        return format_html('<mark id="hit-{}">{}</mark>', mark.hit, printed)
    return format_html('<mark class="more">{}</mark>', printed)
