"""An article's paragraphs as safe HTML: names link to their pages, dates are <time>, sought words are marked.

Order: spans outside the text are dropped; a span grows to whole printed words, so that no link begins inside a word
(letters of one word join only where nothing divides them); where spans overlap the longer wins, at equal length the
earlier one in the list. Everything printed is escaped; Latin runs and signed numbers are isolated from the
right-to-left text around them. Marks are laid inside links.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_LATIN = r"[A-Za-z\u00C0-\u024F\u1E00-\u1EFF](?:[^\u0590-\u08FF\uFB1D-\uFEFC«»،؛؟\n]*[A-Za-z0-9\u00C0-\u024F\u1E00-\u1EFF/])?"
_SIGNED = r"[-+−]\d[\d.,]*%?|\d[\d.,]*(?:[-–/:]\d[\d.,]*)+%?|\d[\d.,]*%"
_ISOLATED = re.compile(rf"(?P<latin>{_LATIN})|(?P<signed>{_SIGNED})")
Span = tuple[int, int]


@dataclass(frozen=True)
class Wrapped:
    """A stretch of a paragraph and the tag around it: `<a>` for a name (with `link`), `<time>` for a date."""

    start: int
    end: int
    link: str = ""
    kind: str = ""
    hint: str = ""
    value: str = ""


def paragraph_html(text: str, wrapped: Iterable[Wrapped] = (), marks: Sequence[Span] = ()) -> SafeString:
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


def _without_overlaps(text: str, wrapped: Iterable[Wrapped]) -> list[Wrapped]:
    taken: list[Wrapped] = []
    inside = [_whole_words(text, span) for span in wrapped if 0 <= span.start < span.end <= len(text)]
    for span in sorted(inside, key=lambda span: span.start - span.end):
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
    return sorted(taken, key=lambda span: span.start)


def _whole_words(text: str, span: Wrapped) -> Wrapped:
    start, end = span.start, span.end
    while start > 0 and _joins(text[start - 1]) and _joins(text[start]):
        start -= 1
    while end < len(text) and _joins(text[end]) and _joins(text[end - 1]):
        end += 1
    return Wrapped(start, end, span.link, span.kind, span.hint, span.value)


def _joins(letter: str) -> bool:
    """Whether a character belongs to an Arabic word: a letter, tatweel, or a vowel sign."""
    return "\u0620" <= letter <= "\u065f" or "\u066e" <= letter <= "\u06d3" or letter == "\u0670"


def _marked(text: str, start: int, end: int, marks: Sequence[Span]) -> SafeString:
    parts: list[SafeString] = []
    place = start
    for mark in sorted(marks):
        first, last = max(mark[0], place), min(mark[1], end)
        if first < last:
            parts.append(_isolated(text[place:first]))
            parts.append(format_html("<mark>{}</mark>", _isolated(text[first:last])))
            place = last
    parts.append(_isolated(text[place:end]))
    return mark_safe("".join(parts))


def _isolated(text: str) -> SafeString:
    parts: list[SafeString] = []
    place = 0
    for run in _ISOLATED.finditer(text):
        parts.append(format_html("{}", text[place : run.start()]))
        tag = '<bdi lang="en">{}</bdi>' if run["latin"] else '<bdi dir="ltr">{}</bdi>'
        parts.append(format_html(tag, run.group()))
        place = run.end()
    parts.append(format_html("{}", text[place:]))
    return mark_safe("".join(parts))
