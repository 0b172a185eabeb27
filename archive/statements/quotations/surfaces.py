"""Printed names and titles, word by word."""

import re

from archive.entities.selectors import may_be_given_name
from archive.statements.quotations.fragments import HEADS
from archive.statements.quotations.lexicon import cue_form, folded
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.speaker_words import AFTER_SPEAKER
from archive.statements.quotations.titles import is_title
from archive.text import fold

MAX_GIVEN_NAMES = 3
NISBA = fold("ية")
MAX_WORDS_IN_FULL = 5
_ATTACHED = ("و", "ب", "ف", "ك", "")
_OF_HEADS = folded("أنباء الأنباء للأنباء أخبار")
"""Words of a head that is more than one: وكالة أنباء «…»."""
_MARKS = re.compile('["“”«»‹›(]')


def is_definite_title(text: PrintedText, place: int) -> bool:
    word = text.word(place)
    return word.startswith("ال") and is_title(word)


def given_names(text: PrintedText, last: int) -> int:
    """The place of the first of the given names right before this word; its own place if there are none."""
    first = last
    while first > 0 and last - first < MAX_GIVEN_NAMES and not text.gap(first).strip():
        word = text.word(first - 1)
        if not may_be_given_name(word) or word.startswith("ال") or is_title(word) or cue_form(word) is not None:
            break
        first -= 1
    return first


def bare(word: str) -> str:
    """The word without its article; و is left where it may be of the root (وزير)."""
    return word[3:] if word.startswith("وال") else word.removeprefix("ال")


def of_title(word: str) -> str:
    """A word of a title without its article, and without the gender of an adjective: «وزير الخارجية السعودي», «… السعودية»."""
    word = bare(word)
    return word[:-1] if word.endswith(NISBA) else word


def printed_in_full(text: PrintedText, place: int, head: str) -> str | None:
    """The words that begin here with this noun, if more than it: «الهيئة العامة» for «للهيئة العامة»."""
    word = text.words[place]
    letters = next(
        (word.text.removeprefix(clitic) for clitic in _ATTACHED if word.text.startswith(clitic + "ال")), word.text
    )
    letters = "ال" + letters[2:] if letters.startswith("لل") else letters
    if letters != "ال" + head:
        return None
    last = place
    while last + 1 < len(text.words) and last - place < MAX_WORDS_IN_FULL and not text.gap(last + 1).strip():
        following = text.word(last + 1)
        is_attribute = following.startswith("ال") or (following.startswith("لل") and last > place)
        if not is_attribute or is_title(following) or cue_form(following) is not None or following in AFTER_SPEAKER:
            break
        last += 1
    if last == place:
        return None
    printed = text.text[word.start : text.words[last].end]
    printed = "ال" + printed[2:] if word.text.startswith("لل") else printed
    return clean(printed[printed.index("ال") :])


def clean(surface: str) -> str:
    """A printed name without marks, the sign of a tag, and white space that is doubled."""
    parts = [part for part in (part.strip() for part in _MARKS.split(surface)) if part]
    if len(parts) > 1:
        surface = parts[1] if all(word in HEADS or word in _OF_HEADS for word in fold(parts[0]).split()) else parts[0]
    elif parts:
        surface = parts[0]
    return " ".join(surface.replace("#", " ").replace("_", " ").split())
