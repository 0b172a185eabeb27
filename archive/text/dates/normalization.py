"""Folding a text for the date grammar, with the way back to printed offsets.

Letters as at level `spelling` (but آ stays apart from ا: آب is August, أب a father), digits to ASCII, commas, dashes,
slashes and spaces to plain forms, Latin to lower case without accents; marks, tatweel and invisible signs dropped.
"""

import re
import unicodedata

from archive.text.characters import ALEF_MADDA, DIGITS, INVISIBLE, MARKS, SPELLING_FOLDS

_ONE_TO_ONE: dict[int, str] = {
    **{ord(row.source): row.target for row in SPELLING_FOLDS if row.source != ALEF_MADDA},
    **{row.first + value: str(value) for row in DIGITS for value in range(10)},
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u3000\t"), " "),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u060c\uff0c\u201a"), ","),
    **dict.fromkeys(map(ord, "\u2044\u2215\uff0f"), "/"),
    **dict(zip(range(ord("A"), ord("Z") + 1), "abcdefghijklmnopqrstuvwxyz", strict=True)),
    **dict(zip(map(ord, "éèêûôîÉÈÊÛÔ"), "eeeuoieeeuo", strict=True)),
}
_DROPPED = {chr(code) for row in (*MARKS, *INVISIBLE) for code in range(row.first, row.last + 1)}
_UNEVEN = re.compile("[" + "".join(sorted(map(re.escape, _DROPPED))) + "\ufb50-\ufdff\ufe70-\ufefc\uff10-\uff19]")


def fold_for_dates(text: str) -> tuple[str, list[int] | None]:
    """The text with letters, digits and signs evened out, and the printed offset of each of its characters.

    The map has one entry more than the folded text (its end); None means that offsets did not move.
    """
    if not _UNEVEN.search(text):
        return text.translate(_ONE_TO_ONE), None
    folded: list[str] = []
    offsets: list[int] = []
    kept = 0
    for uneven in _UNEVEN.finditer(text):
        place, letter = uneven.start(), uneven.group()
        folded.append(text[kept:place])
        offsets.extend(range(kept, place))
        if letter not in _DROPPED:
            shape = unicodedata.normalize("NFKC", letter)
            folded.append(shape)
            offsets.extend([place] * len(shape))
        kept = place + 1
    offsets.extend(range(kept, len(text) + 1))
    return ("".join(folded) + text[kept:]).translate(_ONE_TO_ONE), offsets


def printed_end(offsets: list[int], text: str, end: int) -> int:
    """Where the printed form of folded[:end] ends: just after its last kept character and the marks upon it."""
    last = offsets[end - 1] + 1
    while last < len(text) and text[last] in _DROPPED:
        last += 1
    return last
