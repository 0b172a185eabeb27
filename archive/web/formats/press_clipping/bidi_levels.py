"""Embedding levels of a paragraph's characters (UAX #9): odd ones run from right to left.

python-bidi does the rules X1–X9, W1–W7, N1, N2, I1 and I2. It lacks the rule for paired brackets (N0), which is here, and
isolates: the runs that pages isolate are embedded between right-to-left marks instead, which comes to the same.
"""

import re
import unicodedata
from typing import Any

from bidi.algorithm import (
    explicit_embed_and_overrides,
    get_embedding_levels,
    get_empty_storage,
    resolve_implicit_levels,
    resolve_neutral_types,
    resolve_weak_types,
)

from archive.text.layout import isolated_runs, without_bidi_controls

_OTHER_DIRECTION = {1: re.compile(r"[0-9A-Za-z\u00aa-\u02b8\u0370-\u0587\u0660-\u0669\u06f0-\u06f9\u0900-\uabff]")}
_OTHER_DIRECTION[0] = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RLM, _LRE, _PDF = "\u200f", "\u202a", "\u202c"
_JOINERS = "\u200c\u200d"
_MARKS = re.compile("[\u200e\u200f\u061c]")
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_STRONG = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
"""Numbers count as R for neutrals and brackets (N0, N1)."""
Char = dict[str, Any]


def printable(text: str) -> str:
    """The text on one line, without controls of direction and other characters that print nothing; those that join letters or
    keep them from joining stay."""
    kept = "".join(char for char in _MARKS.sub("", without_bidi_controls(text)) if _is_kept(char))
    return " ".join(kept.split())


def _is_kept(char: str) -> bool:
    return char.isspace() or char in _JOINERS or unicodedata.bidirectional(char) != "BN"


def levels(text: str, base: int) -> list[int]:
    """A level for each character of a `printable` text; `base` is 1 for a paragraph from right to left, else 0."""
    if not _OTHER_DIRECTION[base].search(text):
        return [base] * len(text)
    marked, offsets = _with_runs_apart(text) if base else (text, list(range(len(text))))
    storage = get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    get_embedding_levels(marked, storage)
    for char, offset in zip(storage["chars"], offsets, strict=True):
        char["offset"] = offset
        char["type"] = char["type"] or "L"  # as UAX #9 has it for code points that are not assigned yet
    explicit_embed_and_overrides(storage)
    resolve_weak_types(storage)
    _resolve_brackets(storage["chars"], "LR"[base])
    resolve_neutral_types(storage, False)
    resolve_implicit_levels(storage, False)
    found = [base] * len(text)
    for char in storage["chars"]:
        if char["offset"] is not None:
            found[char["offset"]] = char["level"]
    for offset in range(1, len(text)):
        if text[offset] in _JOINERS:
            found[offset] = found[offset - 1]
    return found


def _with_runs_apart(text: str) -> tuple[str, list[int | None]]:
    """The text with Latin runs and numbers embedded from left to right, as pages isolate them: else two addresses with «،»
    between would run as one. With each character its offset, None for those that were put in."""
    chars: list[str] = []
    offsets: list[int | None] = []
    place = 0
    for run in isolated_runs(text):
        chars += [*text[place : run.start], _RLM, _LRE, *text[run.start : run.end], _PDF, _RLM]
        offsets += [*range(place, run.start), None, None, *range(run.start, run.end), None, None]
        place = run.end
    return "".join([*chars, *text[place:]]), [*offsets, *range(place, len(text))]


def _resolve_brackets(chars: list[Char], base: str) -> None:
    """N0: a pair takes the direction of the paragraph if a strong character of that direction is in it; else, where all
    strong ones in it are of the other, that one if the text before the pair has it too."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for number, char in enumerate(chars):
        if char["type"] != "ON":
            continue
        if char["ch"] in _BRACKETS:
            opened.append(number)
        elif char["ch"] in _BRACKETS.values():
            match = next((each for each in reversed(opened) if _BRACKETS[chars[each]["ch"]] == char["ch"]), None)
            if match is not None:
                pairs.append((match, number))
                del opened[opened.index(match) :]
    for first, last in sorted(pairs):
        inside = {_STRONG[char["type"]] for char in chars[first + 1 : last] if char["type"] in _STRONG}
        if not inside:
            continue
        before = next((_STRONG[char["type"]] for char in reversed(chars[:first]) if char["type"] in _STRONG), base)
        chars[first]["type"] = chars[last]["type"] = base if base in inside else before
