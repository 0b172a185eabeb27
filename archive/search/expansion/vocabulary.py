"""The words of the index: their document frequencies, and which sound alike. For variants, suggestions and Latin names.

Answers are memoized per view of the index. Pass many words at once: one call is one round trip.
"""

from collections.abc import Iterable, Iterator

from archive.search.engine.contract import View
from archive.search.engine.forms import EXACT, SPELLING
from archive.text import fold_letters

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_LEVELS = (EXACT, SPELLING)


class Vocabulary:
    """The words of one view of the index."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._counts: dict[str, int] = {}
        self._sounding: dict[str, dict[str, str]] = {}

    def sounding(self, key: str) -> dict[str, str]:
        """Folded words with this phonetic key, each with its most frequent printed form."""
        found = self._sounding.get(key)
        if found is None:
            found = {}
            for printed in self.view.words_by_sound(key):
                found.setdefault(fold_letters(printed), printed)
            self._sounding[key] = found
        return found

    def count(self, word: str) -> int:
        """Approximate document frequency of a word, given at level `spelling`."""
        return self.counts((word,))[word]

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """Document frequencies of several words, zeros included."""
        wanted = dict.fromkeys(words)
        unknown = [word for word in wanted if word not in self._counts]
        if unknown:
            found = self.view.doc_freqs(tag + word for word in unknown for tag in _LEVELS)
            self._counts.update((word, sum(found[tag + word] for tag in _LEVELS)) for word in unknown)
        return {word: self._counts[word] for word in wanted}

    def documents(self, word: str, limit: int) -> list[int]:
        """Primary keys of at most `limit` documents that contain a word."""
        return self.view.sample([tag + word for tag in _LEVELS], limit)

    def near(self, word: str) -> list[str]:
        """Words of the index at edit distance 1: a letter deleted, inserted or replaced, or two letters transposed."""
        return [edit for edit, count in self.counts(_edits(word)).items() if count]


def _edits(word: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
            if len(after) > 1:
                yield before + after[1] + after[0] + after[2:]
            yield from (before + letter + after[1:] for letter in _LETTERS)
        yield from (before + letter + after for letter in _LETTERS)
