"""Runs of a right-to-left text that must keep their own order: Latin text, ranges, signed numbers, percentages.

Only their offsets; the caller isolates them with a tag or a control character. Controls that change the order of what is printed
can be removed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

# A sign must not follow a word: «كوفيد-19» has none, «5+1» is a sum.
_LETTER = r"A-Za-z\u00C0-\u024F\u1E00-\u1EFF"
_LATIN = rf"[{_LETTER}](?:[^\u0590-\u08FF\uFB1D-\uFEFC«»،؛؟\n]*[{_LETTER}0-9/])?"
_MOMENT = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[-+]\d{2}:?\d{2})?"
_NUMBER = r"(?<!\w)[-+−]\d[\d.,]*%?|\d[\d.,]*(?:[-–/:+]\d[\d.,]*)+%?|\d[\d.,]*%"
_RUN = re.compile(rf"(?P<latin>{_LATIN})|(?P<number>{_MOMENT}|{_NUMBER})")
_CLOSES = {")": "(", "]": "[", "}": "{"}
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides, isolates and their ends; the marks LRM, RLM and ALM reorder no letters."""


def without_bidi_controls(text: str) -> str:
    """The text without controls that show it in another order than it is written, as if a name were another."""
    return _CONTROLS.sub("", text)


@dataclass(frozen=True)
class IsolatedRun:
    """A run to isolate, by its offsets in the text."""

    start: int
    end: int
    kind: Literal["latin", "number"]


def isolated_runs(text: str, spans: Iterable[tuple[int, int]] = ()) -> list[IsolatedRun]:
    """The runs in order, without overlap. A run is extended over those of the `spans` that it overlaps."""
    ordered = sorted(spans)
    found: list[IsolatedRun] = []
    offset = 0
    while match := _RUN.search(text, offset):
        start, end = match.span()
        for first, last in ordered:
            if first < end and start < last:
                start, end = min(start, max(first, offset)), max(end, last)
        end = _with_closing_bracket(text, start, end)
        found.append(IsolatedRun(start, end, "latin" if match["latin"] else "number"))
        offset = end
    return found


def _with_closing_bracket(text: str, start: int, end: int) -> int:
    """«Reuters (London)»: a bracket that closes one of the run belongs to it, else both would open in the same direction."""
    closed = _CLOSES.get(text[end : end + 1], "")
    is_open = closed and text.count(closed, start, end) > text.count(text[end], start, end)
    return end + 1 if is_open else end
