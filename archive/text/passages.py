"""Passages of a text that links point to, found again after the text was edited.

A link holds where the passage begins (paragraph and character, in code points), its length, a digest of what it says, and the
number of the text that it was taken from. If the place says something else today, the passage is looked for in the whole text.
Paragraphs are joined by a line feed, so that a passage may span several.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

MAX_PASSAGE_CHARS = 5_000
MAX_DISTANCE = 100_000
"""Characters from its old place within which a passage is looked for: a tenth of a second's work in the longest texts."""
_FORM = re.compile(r"([1-9]\d{0,5}):(\d{1,6}):([1-9]\d{0,5}):([0-9a-f]{8}):([1-9]\d{0,5})", re.ASCII)
_BASE, _MODULUS = 31, 1 << 32


@dataclass(frozen=True)
class Passage:
    """`paragraph` from 1, `start` from 0 within it, `length` with one character for each end of a paragraph; `digest` of
    `passage_digest`; `revision` is the number, from 1, of the text that was quoted."""

    paragraph: int
    start: int
    length: int
    digest: str
    revision: int

    def __str__(self) -> str:
        return f"{self.paragraph}:{self.start}:{self.length}:{self.digest}:{self.revision}"


class PassageSpan(NamedTuple):
    """The part of a passage in one paragraph (from 0)."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class FoundPassage:
    """`is_moved` if it is no longer where the link says."""

    text: str
    spans: tuple[PassageSpan, ...]
    is_moved: bool


def parse_passage(value: str) -> Passage | None:
    """A passage as `str` writes it; None for anything else and for one longer than MAX_PASSAGE_CHARS."""
    match = _FORM.fullmatch(value)
    if match is None or int(match[3]) > MAX_PASSAGE_CHARS:
        return None
    return Passage(int(match[1]), int(match[2]), int(match[3]), match[4], int(match[5]))


def passage_digest(text: str) -> str:
    """Eight hexadecimal digits: a polynomial of the code points in 31, modulo 2³² (Rabin–Karp). Written in `article.js`, too.

    It tells an edit, not a forgery: what is shown is always the article's own text.
    """
    return f"{_polynomial(text):08x}"


def find_passage(paragraphs: Sequence[str], passage: Passage) -> FoundPassage | None:
    """Where the passage is in this text: where the link says, else where the same words are nearest to it."""
    text = "\n".join(paragraphs)
    before = sum(len(paragraph) + 1 for paragraph in paragraphs[: passage.paragraph - 1])
    said = before + passage.start
    if said + passage.length <= len(text) and passage_digest(text[said : said + passage.length]) == passage.digest:
        return _found(paragraphs, text, said, passage.length, is_moved=False)
    first = min(max(said - MAX_DISTANCE, 0), len(text))
    near = text[first : said + passage.length + MAX_DISTANCE]
    places = [first + place for place in _places(near, passage.length, int(passage.digest, 16))]
    if not places:
        return None
    return _found(paragraphs, text, min(places, key=lambda place: abs(place - said)), passage.length, is_moved=True)


def _polynomial(text: str) -> int:
    value = 0
    for char in text:
        value = (value * _BASE + ord(char)) % _MODULUS
    return value


def _places(text: str, length: int, digest: int) -> Iterator[int]:
    """Where a window of this length has this digest; each is computed from the one before."""
    if length > len(text):
        return
    highest = pow(_BASE, length - 1, _MODULUS)
    value = _polynomial(text[:length])
    for place in range(len(text) - length + 1):
        if place:
            value = ((value - ord(text[place - 1]) * highest) * _BASE + ord(text[place + length - 1])) % _MODULUS
        if value == digest:
            yield place


def _found(paragraphs: Sequence[str], text: str, place: int, length: int, *, is_moved: bool) -> FoundPassage:
    spans = []
    first = 0
    for number, paragraph in enumerate(paragraphs):
        start, end = max(place - first, 0), min(place + length - first, len(paragraph))
        if start < end:
            spans.append(PassageSpan(number, start, end))
        first += len(paragraph) + 1
    return FoundPassage(text[place : place + length], tuple(spans), is_moved)
