"""Quotation marks of a paragraph in pairs, misprinted and unbalanced ones too.

A mark opens or closes by what stands next to it rather than by its shape: straight marks have one shape for both, and “ and ” are
often interchanged (بـ”الرجل اللطيف”).
"""

import re
from typing import NamedTuple

MARK = re.compile("[\"“”„«»‹›]|''|,,(?=\\w)")
_BEFORE_OPENING = re.compile(r"(?:^|[\s(\[:،؛,\-–—/]|ـ|(?<!\w)[وفبكل]|(?<!\w)ال)$")
_AFTER_CLOSING = re.compile(r"$|[\s.،؛:,!؟?)\]…\-–—/]")
OPENS, CLOSES, EITHER = "opens", "closes", "either"


class Pair(NamedTuple):
    """What is marked is text[start:end], without the marks, which stand at text[outer_start:start] and text[end:outer_end].

    Where a mark is missing, the pair is open at that end of the paragraph.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    has_opening: bool = True
    has_closing: bool = True


def pairs_of(text: str, *, is_continued: bool = False) -> list[Pair]:
    """The outermost pairs in order. A mark that is never closed marks the rest of the text; one that was never opened, what
    stands after the colon before it. `is_continued`: what the paragraph before opened goes on here, to a mark that closes it.
    """
    found = list(MARK.finditer(text))
    if not found:
        return []
    roles = [_role(text, match) for match in found]
    pairs: list[Pair] = []
    opened: list[int] = []
    for place, match in enumerate(found):
        role = roles[place]
        later = roles[place + 1 :]
        if role == OPENS and opened and later.count(CLOSES) + later.count(EITHER) <= len(opened):
            if CLOSES not in later and not text[: match.start()].rstrip().endswith(":"):
                role = CLOSES  # set on the wrong side of a space: «"المزعزع للاستقرار "وإلا»
            else:
                limit = _last_stop(text, found[place - 1].end(), match.start())
                pairs += _pair(text, found[opened.pop(0)], None, limit)
                opened.clear()
        if role == CLOSES and not opened:
            if later and later[0] == CLOSES:
                role = OPENS  # «الشمالية” ألكسندر ماتسيجورا”»
            else:
                start = _after_colon(text, pairs[-1].outer_end if pairs else 0, match.start())
                if start is not None:
                    pairs.append(Pair(start, match.start(), start, match.end(), has_opening=False))
                elif is_continued and not pairs:
                    pairs.append(Pair(0, match.start(), 0, match.end(), has_opening=False))
                continue
        if role == OPENS or (role == EITHER and not opened):
            opened.append(place)
        else:
            first = opened.pop()
            if not opened:
                pairs += _pair(text, found[first], match, len(text))
    if opened:
        pairs += _pair(text, found[opened[0]], None, len(text))
    return pairs


def _pair(text: str, opening: "re.Match[str]", closing: "re.Match[str] | None", limit: int) -> list[Pair]:
    """The pair of these marks, none if nothing stands between them. What is never closed ends at `limit`."""
    end, outer_end = closing.span() if closing is not None else (limit, limit)
    start = opening.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return []
    return [Pair(start, end, opening.start(), outer_end, has_closing=closing is not None)]


def _last_stop(text: str, start: int, end: int) -> int:
    """The end of the last sentence before the words that introduce the next mark."""
    stops = [match.end() for match in re.finditer(r"[.!?؟](?=\s)", text[start:end])]
    return start + stops[-1] if stops else end


def _after_colon(text: str, floor: int, end: int) -> int | None:
    colon = text.rfind(":", floor, end)
    if colon < 0:
        return None
    return next((place for place in range(colon + 1, end) if not text[place].isspace()), None)


def _role(text: str, match: "re.Match[str]") -> str:
    before = bool(_BEFORE_OPENING.search(text[max(0, match.start() - 3) : match.start()]))
    after = bool(_AFTER_CLOSING.match(text[match.end() : match.end() + 1]))
    if before and not after:
        return OPENS
    if after and not before:
        return CLOSES
    if text[: match.start()].rstrip().endswith(":"):
        return OPENS
    return EITHER
