"""Repair of damaged Arabic text: wrong decodings undone, escapes decoded, visual order turned; the rest is recognised as lost.

Order of steps: literal escapes; UTF-8 read in a code page; one code page read in another; visual order; then what is lost is
counted. Each step leaves a text alone unless the form of the damage proves it, or the letters afterwards are far more plausible
as Arabic (`plausibility`). Other languages are left alone. Of 191,066 fields of 41,279 real articles none is changed or refused.
"""

from typing import NamedTuple

from archive.text.repair.codepage_misread import has_stray_letters, undo_arabic_misread, undo_codepage_misread
from archive.text.repair.literal_escapes import undo_literal_escapes
from archive.text.repair.lost_letters import find_damage
from archive.text.repair.plausibility import (
    SAMPLE_WORDS,
    arabic_plausibility,
    arabic_words,
    is_other_language,
    known_share,
)
from archive.text.repair.utf8_misread import undo_utf8_misread
from archive.text.repair.visual_order import undo_visual_order

__all__ = ["Repair", "arabic_plausibility", "repair"]

MAX_DOUBTFUL_SHARE, MIN_READABLE_SHARE = 0.5, 0.3
"""Of known words: in letters that may be from another Arabic code page; in letters of any sense."""
MIN_WORDS = 10
"""Of a text that is judged by its words."""
MAX_ARTICLES = 0.1
"""Of the words of a doubtful text; of Arabic prose, a quarter have the article."""


class Repair(NamedTuple):
    """The text; what was undone, in words for the user; what is lost for good, and whether that makes the text unreadable."""

    text: str
    undone: tuple[str, ...] = ()
    damage: str = ""
    is_unreadable: bool = False


def repair(text: str) -> Repair:
    """Undo what can be undone. Takes any string."""
    undone: list[str] = []
    text, escapes = undo_literal_escapes(text)
    if escapes:
        undone.append(f"escapes such as {escapes} decoded")
    text, misread, lost = undo_utf8_misread(text)
    if misread:
        undone.append(f"UTF-8 that was read as {misread} undone")
    if lost:
        return Repair(
            text, tuple(undone), f"UTF-8 that was read as {misread}, and lost {lost:,} letters on the way", True
        )
    text, misread = undo_codepage_misread(text)
    if misread:
        undone.append(f"{misread} undone")
    text, turned = undo_visual_order(text)
    if turned:
        undone.append(f"{turned:,} {'line' if turned == 1 else 'lines'} in visual order turned round")
    elif not misread:
        text, misread = _undo_arabic_misread(text)
        undone += [f"{misread} undone"] if misread else []
        if not misread and _makes_words(text) < MIN_READABLE_SHARE and not is_other_language(text):
            return Repair(text, tuple(undone), "its letters make no Arabic words", True)
    return Repair(text, tuple(undone), *find_damage(text))


def _undo_arabic_misread(text: str) -> tuple[str, str]:
    """By lines where some have letters that do not belong together, else as a whole where the letters make no words."""
    if not has_stray_letters(text):
        is_doubtful = _makes_words(text) < MAX_DOUBTFUL_SHARE and not is_other_language(text)
        return undo_arabic_misread(text) if is_doubtful else (text, "")
    lines = text.split("\n")
    undone = [undo_arabic_misread(line) for line in lines]
    return "\n".join(line for line, _ in undone), next((name for _, name in undone if name), "")


def _makes_words(text: str) -> float:
    """The share of known words among the first ones; 1 where there are too few to tell, or where many have the article."""
    words = arabic_words(text, SAMPLE_WORDS)
    with_article = sum(word.startswith(("ال", "وال")) for word in words)
    return known_share(words) if len(words) >= MIN_WORDS and with_article <= MAX_ARTICLES * len(words) else 1.0
