"""Stretches of a right-to-left text that must keep their own order: Latin runs, ranges, signed numbers, percentages.

Only where they stand is told; how they are set apart (a tag, a mark) is left to whoever shows the text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

# A sign is one only where no word goes before it: «كوفيد-19» has none, «5+1» is a sum.
_LETTER = r"A-Za-z\u00C0-\u024F\u1E00-\u1EFF"
_LATIN = rf"[{_LETTER}](?:[^\u0590-\u08FF\uFB1D-\uFEFC«»،؛؟\n]*[{_LETTER}0-9/])?"
_NUMBER = r"(?<!\w)[-+−]\d[\d.,]*%?|\d[\d.,]*(?:[-–/:+]\d[\d.,]*)+%?|\d[\d.,]*%"
_RUN = re.compile(rf"(?P<latin>{_LATIN})|(?P<number>{_NUMBER})")


@dataclass(frozen=True)
class Run:
    """A stretch that is to be isolated: offsets into the text, and what it is."""

    start: int
    end: int
    kind: Literal["latin", "number"]


def isolated_runs(text: str, around: Iterable[tuple[int, int]] = ()) -> list[Run]:
    """The runs in order, none overlapping. A run grows over the spans in `around` (in order) that reach into it."""
    spans = sorted(around)
    found: list[Run] = []
    place = 0
    while match := _RUN.search(text, place):
        start, end = match.span()
        for first, last in spans:
            if first < end and start < last:
                start, end = min(start, max(first, place)), max(end, last)
        found.append(Run(start, end, "latin" if match["latin"] else "number"))
        place = end
    return found
