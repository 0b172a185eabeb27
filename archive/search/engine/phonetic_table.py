"""The words of the texts by phonetic key, for `View.words_by_sound`."""

import re
from collections.abc import Iterable

from archive.text import fold_letters
from archive.text.names import phonetic_key

LARGE_VOCABULARY = 60_000
"""In a larger vocabulary, forms of a single document are left out."""
_ARABIC = re.compile("[\u0621-\u064a\u067e\u0686\u06a4\u06af]{3,}")


def by_phonetic_key(printed: Iterable[str]) -> dict[str, str]:
    """Phonetic key → printed words, separated by spaces, in the order given; the first of several that fold to the same
    letters. Words that are not Arabic are left out."""
    printed_as: dict[str, str] = {}
    for word in printed:
        if _ARABIC.fullmatch(word):
            printed_as.setdefault(fold_letters(word), word)
    words: dict[str, str] = {}
    for folded, word in printed_as.items():
        key = phonetic_key(folded)
        words[key] = f"{words[key]} {word}" if key in words else word
    return words
