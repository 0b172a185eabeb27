"""A change of a text in one piece: what stayed, what went and what came, in whole words."""

import re
from typing import Literal, NamedTuple

from archive.curation.versions import word_differences

MIN_SHARED = 0.25
"""Share of the longer text that must have stayed; else old and new stand below each other."""
CONTEXT_WORDS = 12
"""Words of an unchanged run that are shown next to a change."""

_WORD = re.compile(r"\S+")


class Run(NamedTuple):
    """A part of the text, which stayed, is `gone`, or `came`; `cut`: words between were left out."""

    text: str
    kind: Literal["same", "gone", "came", "cut"]

    @property
    def tag(self) -> str:
        """The element of HTML that says so; "" for what stayed."""
        return {"gone": "del", "came": "ins", "cut": "small"}.get(self.kind, "")


def word_changes(old: str, new: str) -> list[Run]:
    """The runs in reading order. Long unchanged ones are cut to the words next to a change."""
    left, right = word_differences(old, new)
    shared = sum(len(text) for text, differs in left if not differs)
    if shared < MIN_SHARED * max(len(old), len(new)):
        return _change(old, new)
    merged = _merged(left, right)
    last = len(merged) - 1
    runs: list[Run] = []
    for place, run in enumerate(merged):
        runs += _cut(run.text, is_first=place == 0, is_last=place == last) if run.kind == "same" else [run]
    return runs


def _merged(left: list[tuple[str, bool]], right: list[tuple[str, bool]]) -> list[Run]:
    """Both sides in one sequence; neighbouring words that changed are one change, not as many."""
    found: list[Run] = []
    gone = came = ""
    old, new = iter(left), iter(right)
    one, other = next(old, None), next(new, None)
    while one or other:
        if one and one[1]:
            gone, one = gone + one[0], next(old, None)
        elif other and other[1]:
            came, other = came + other[0], next(new, None)
        else:
            text = (one or other or ("",))[0]
            one, other = next(old, None), next(new, None)
            goes_on = (one and one[1]) or (other and other[1])
            if text.isspace() and goes_on and gone and came:
                gone, came = gone + text, came + text
                continue
            found += [*_change(gone, came), Run(text, "same")]
            gone = came = ""
    return [*found, *_change(gone, came)]


def _change(gone: str, came: str) -> list[Run]:
    return [*([Run(gone, "gone")] if gone else ()), *([Run(came, "came")] if came else ())]


def _cut(text: str, *, is_first: bool, is_last: bool = False) -> list[Run]:
    """The ends of an unchanged run that a change is next to."""
    words = list(_WORD.finditer(text))
    if len(words) <= 2 * CONTEXT_WORDS + 2:
        return [Run(text, "same")]
    head = [] if is_first else [Run(text[: words[CONTEXT_WORDS - 1].end()] + " ", "same")]
    tail = [] if is_last else [Run(" " + text[words[-CONTEXT_WORDS].start() :], "same")]
    return [*head, Run("…", "cut"), *tail]
