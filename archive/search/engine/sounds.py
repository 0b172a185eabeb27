"""The words of the texts by how they sound: the table that embedded engines keep for `View.words_by_sound`."""

import re
from collections.abc import Iterable

from archive.text import fold_letters
from archive.text.names import phonetic_key

LARGE = 60_000
"""Of more forms than these, those of a single document are left out."""
_ARABIC = re.compile("[\u0621-\u064a\u067e\u0686\u06a4\u06af]{3,}")


def by_sound(printed: Iterable[str]) -> dict[str, str]:
    """Skeleton → its words as they are printed, a space between them. Words come in the order in which they shall stand;
    of several that fold to the same letters the first is taken, and what is no Arabic word is left out."""
    printed_as: dict[str, str] = {}
    for word in printed:
        if _ARABIC.fullmatch(word):
            printed_as.setdefault(fold_letters(word), word)
    words: dict[str, str] = {}
    for folded, word in printed_as.items():
        key = phonetic_key(folded)
        words[key] = f"{words[key]} {word}" if key in words else word
    return words
