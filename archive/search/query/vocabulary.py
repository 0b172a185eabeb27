"""The words that the archive's texts hold, by how they sound: for variants, suggestions and Latin names.

One table for each segment of the index, made when it is first asked for and kept as long as the segment is; so a change of
the archive costs no more than its own words. Of large segments only words that two documents hold are taken.
"""

import re
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from archive.search.engine.codec import FIELDS
from archive.search.engine.forms import EXACT, SPELLING
from archive.search.engine.snapshot import Snapshot, encoded
from archive.text.folding import fold_letters
from archive.text.variants import skeleton

LARGE = 60_000
"""Terms of a segment from which on those of a single document are left out."""
_ARABIC = re.compile("[\u0621-\u064a\u067e\u0686\u06a4\u06af]{3,}")
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_tables: "WeakKeyDictionary[Any, dict[str, str]]" = WeakKeyDictionary()


class Vocabulary:
    """The words of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def sounding(self, key: str) -> dict[str, str]:
        """Folded words with this skeleton, each with the printed form that is most frequent."""
        found: dict[str, str] = {}
        for segment in self.snapshot.segments:
            for printed in _by_sound(segment.table).get(key, "").split():
                found.setdefault(fold_letters(printed), printed)
        return found

    def count(self, word: str) -> int:
        """In how many documents, about, a word stands (given at level `spelling`)."""
        return sum(len(self.snapshot.postings("text", tag + word)[0]) for tag in (EXACT, SPELLING))

    def documents(self, word: str) -> Any:
        """Those documents, ascending."""
        return np.unique(np.concatenate([self.snapshot.postings("text", tag + word)[0] for tag in (EXACT, SPELLING)]))

    def near(self, word: str) -> list[str]:
        """Words of the archive one slip away: a letter left out, added, exchanged, or two of them swapped."""
        return [slip for slip in dict.fromkeys(_slips(word)) if self._holds(slip)]

    def _holds(self, word: str) -> bool:
        keys = [FIELDS["text"] + encoded(tag + word) for tag in (EXACT, SPELLING)]
        return any(segment.table.row(key) is not None for segment in self.snapshot.segments for key in keys)


def _by_sound(table: Any) -> dict[str, str]:
    """Skeleton → its words as they are printed, a space between them."""
    known = _tables.get(table)
    if known is not None:
        return known
    printed_as: dict[str, str] = {}
    for tag in (EXACT, SPELLING):
        first, last = table.prefix_rows(FIELDS["text"] + encoded(tag))
        sizes = np.diff(table.starts[first : last + 1])
        least = 2 if last - first > LARGE else 1
        keys = table.rows_of_keys(first, last)
        rows = np.flatnonzero(sizes >= least)
        for row in rows[np.argsort(-sizes[rows], kind="stable")].tolist():
            printed = keys[row][1 + len(tag) :].decode("utf-8", "surrogatepass")
            if _ARABIC.fullmatch(printed):
                printed_as.setdefault(fold_letters(printed), printed)
    words: dict[str, str] = {}
    for folded, printed in printed_as.items():
        key = skeleton(folded)
        words[key] = f"{words[key]} {printed}" if key in words else printed
    _tables[table] = words
    return words


def _slips(word: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
            if len(after) > 1:
                yield before + after[1] + after[0] + after[2:]
            yield from (before + letter + after[1:] for letter in _LETTERS)
        yield from (before + letter + after for letter in _LETTERS)
