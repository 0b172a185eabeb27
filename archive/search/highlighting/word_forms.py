"""Printed words that were met, with the forms that the index knows them by; and by form, the printed words that have it.

News repeats its words, so what is known of them is kept from page to page: which words of a text have a form that is sought
is then told by sets, without a look at each of them.
"""

import threading
from collections.abc import Iterable

from archive.search.engine.forms import tags
from archive.text import analysis_version, analyze

MOST = 150_000
"""So many words are kept; then all are forgotten and met anew."""
Forms = tuple[str, ...]


class WordFormCache:
    """Grows and never changes otherwise, so that several threads may read it while one adds to it."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.words: list[tuple[str, Forms]] = []
        """Each word with its tagged forms, in the order of their meeting."""
        self._forms: dict[str, Forms] = {}
        self._words_with: dict[str, tuple[str, ...]] = {}
        self._mutex = threading.Lock()

    def add(self, words: set[str]) -> None:
        """Get to know the words that were not met before."""
        new = words.difference(self._forms)  # looks each up; taking away `keys()` would go through all of these
        if not new:
            return
        with self._mutex:
            for word in new:
                forms = tuple(form for term in analyze(word) for form in tags(term))
                for form in forms:
                    self._words_with[form] = (*self._words_with.get(form, ()), word)
                self.words.append((word, forms))
                self._forms[word] = forms  # at last: who finds it here finds it everywhere

    def forms(self, word: str) -> Forms:
        """The tagged forms of a word that was met."""
        return self._forms[word]

    def words_with(self, forms: Iterable[str]) -> set[str]:
        """The words met that have any of these forms."""
        return {word for form in forms for word in self._words_with.get(form, ())}


_printed = WordFormCache("")


def current_word_forms() -> WordFormCache:
    """Those of the analysis in use."""
    global _printed
    if _printed.version != analysis_version() or len(_printed.words) > MOST:
        _printed = WordFormCache(analysis_version())
    return _printed
