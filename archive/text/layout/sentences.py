"""Sentences of a printed paragraph, as places in it: for whoever shows one sentence alone.

A sentence ends at . ! ? or ؟ with what closes after it, where white space or the paragraph's end follows. No end: two dots or
more (the Arabic pause), the point of a number, a single letter before the point (د. أحمد).
"""

import re

_END = re.compile(r"(?<![.…])(?P<sign>[.!?؟]+)[\"”»)\]’']*(?=\s|$)")
_INITIAL = re.compile(r"(?:^|[\s(\"«“])[\u0621-\u064aA-Za-z]$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of the sentences in order, without the space between them."""
    cuts = [match.end() for match in _END.finditer(text) if _ends(text, match)]
    spans = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        inner = text[start:end]
        if stripped := inner.strip():
            begin = start + inner.index(stripped[0])
            spans.append((begin, begin + len(stripped)))
    return spans


def _ends(text: str, match: re.Match[str]) -> bool:
    sign = match["sign"]
    if set(sign) == {"."} and len(sign) > 1:
        return False
    return sign != "." or not _INITIAL.search(text[max(0, match.start() - 3) : match.start()])


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences that hold text[start:end], as one place; that place itself where nothing else is there."""
    inside = [span for span in sentence_spans(text) if span[0] < end and start < span[1]]
    return (min(start, inside[0][0]), max(end, inside[-1][1])) if inside else (start, end)
