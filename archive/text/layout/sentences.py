"""Sentences of a printed paragraph, by their offsets.

A sentence ends with . ! ? or ؟ and the closing quotes or brackets after it, before white space or the end of the paragraph.
It does not end with two or more dots (the Arabic pause), the point of a number, or a point after a single letter (د. أحمد).
"""

import re

_END = re.compile(r"(?<![.…])(?P<sign>[.!?؟]+)[\"”»)\]’']*(?=\s|$)")
_INITIAL = re.compile(r"(?:^|[\s(\"«“])[\u0621-\u064aA-Za-z]$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of the sentences in order, without the space between them."""
    ends = [match.end() for match in _END.finditer(text) if _is_end(text, match)]
    spans = []
    for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
        sentence = text[start:end]
        if stripped := sentence.strip():
            first = start + sentence.index(stripped[0])
            spans.append((first, first + len(stripped)))
    return spans


def _is_end(text: str, match: re.Match[str]) -> bool:
    sign = match["sign"]
    if set(sign) == {"."} and len(sign) > 1:
        return False
    return sign != "." or not _INITIAL.search(text[max(0, match.start() - 3) : match.start()])


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentences that text[start:end] is part of; that span itself if it is blank."""
    inside = [span for span in sentence_spans(text) if span[0] < end and start < span[1]]
    return (min(start, inside[0][0]), max(end, inside[-1][1])) if inside else (start, end)
