"""Damage that nobody can undo: letters replaced by `?` or U+FFFD, and bytes that are no text.

A text is unreadable if a tenth of its words are damaged (of a short one, a quarter); fewer are worth a warning. Marks of
punctuation are no damage: «ماذا ???».
"""

import re
from typing import NamedTuple

MANY_WORDS, MAX_DAMAGED_SHARE = 3, 0.1
SOME_WORDS, MAX_DAMAGED_SHARE_OF_SHORT = 2, 0.25
MIN_CONTROLS, MAX_CONTROLS_SHARE = 3, 0.03
MIN_ODD_WORDS, MAX_ODD_SHARE = 3, 0.3
SAMPLE_CHARS = 20_000
_QUESTION_MARKS = re.compile(r"(?<!\S)[^\w\s?]*\?[?\d.,:;\"'()«»،-]*\?[^\w\s?]*(?!\S)|[^\W\d_]\?+[^\W\d_]")
_ADDRESS = re.compile(r"\S*(?:://|www\.|=)\S*")
_ODD = re.compile(
    "[\x80-\x9f\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf\u00d7\u00f7\ue000-\uf8ff\u0370-\u03ff\u2200-\u25ff]"
)
"""Characters that a wrong code page puts between letters: controls, signs of Latin-1, private ones, Greek, boxes."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_BETWEEN = re.compile(
    rf"[^\W\d_]{_ODD.pattern}[^\W\d_]|[\u0620-\u064a][A-Za-z\u00c0-\u024f]+[\u0620-\u064a]|{_ODD.pattern}{{3}}"
)
_GREEK = re.compile("[\u0370-\u03ff]{2,}")


class Damage(NamedTuple):
    """What is lost, in words; `is_unreadable` if too much is."""

    reason: str = ""
    is_unreadable: bool = False


def find_damage(text: str) -> Damage:
    """The damage of a text whose repair was tried."""
    has_marks, has_replaced, has_odd = "?" in text, "\ufffd" in text, _ODD.search(text) is not None
    if not (has_marks or has_replaced or has_odd or _CONTROLS.search(text)):
        return Damage()
    sample = text[:SAMPLE_CHARS]
    words = sample.split()
    controls = len(_CONTROLS.findall(sample))
    if controls >= MIN_CONTROLS and controls > MAX_CONTROLS_SHARE * len(sample):
        return Damage("control characters, it is no text", True)
    if has_replaced and (damage := _damage(words, sum("\ufffd" in word for word in words), "were lost (U+FFFD)")):
        return damage
    if has_marks:
        lost_words = [word for word in words if _QUESTION_MARKS.search(word) and not _ADDRESS.match(word)]
        lost = 0 if lost_words in (["??"], ["???"]) else len(lost_words)  # alone, they are punctuation
        if damage := _damage(words, lost, "were replaced by question marks"):
            return damage
    odd = sum(bool(_BETWEEN.search(word)) and not _GREEK.search(word) for word in words) if has_odd else 0
    if odd >= MIN_ODD_WORDS and odd >= MAX_ODD_SHARE * len(words):
        return Damage("no readable text, it was read in a wrong encoding or is no text at all", True)
    return Damage()


def _damage(words: list[str], damaged: int, what: str) -> Damage | None:
    if not damaged:
        return None
    share = damaged / len(words)
    is_unreadable = (
        (damaged >= MANY_WORDS and share > MAX_DAMAGED_SHARE)
        or (damaged >= SOME_WORDS and share > MAX_DAMAGED_SHARE_OF_SHORT)
        or share == 1
    )
    where = f"in {damaged:,} of {len(words):,} words" if len(words) > 1 else ""
    return Damage(f"letters {what} {where}".rstrip(), is_unreadable)
