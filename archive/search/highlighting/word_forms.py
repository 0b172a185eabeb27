"""Cache of printed words and the forms under which they are indexed, and of the words that have a form.

News repeats its words, so the cache is kept from page to page: which words of a text have a wanted form is then a matter of
set operations. Words that are not cached are looked up in the `word_form_table`, else analysed.
"""

import threading
from collections.abc import Iterable

from archive.search.highlighting.word_form_table import (
    Forms,
    WordFormTable,
    analysed_forms,
    open_table,
    table_path,
)
from archive.text import analysis_version, exact

MAX_WORDS = 60_000
"""A cache that outgrows this is dropped and begins anew."""


class WordFormCache:
    """Only ever grows, so that threads may read it while one adds to it."""

    def __init__(self, version: str, table: WordFormTable | None = None) -> None:
        self.version = version
        self.words: list[tuple[str, Forms]] = []
        """Each word with its tagged forms, in the order in which they were added."""
        self.table = table
        self._forms: dict[str, Forms] = {}
        self._words_with: dict[str, tuple[str, ...]] = {}
        self._mutex = threading.Lock()

    def add(self, words: set[str]) -> None:
        """Add the words that are not cached yet."""
        new = words.difference(self._forms)  # one look-up per word; subtracting `keys()` would iterate over the cache
        if not new:
            return
        with self._mutex:
            known = _looked_up(self.table, new) if self.table else {}
            for word in new:
                forms = known.get(word)
                if forms is None:
                    forms = analysed_forms(word)
                for form in forms:
                    self._words_with[form] = (*self._words_with.get(form, ()), word)
                self.words.append((word, forms))
                self._forms[word] = forms  # last: a reader that finds the word here finds it everywhere

    def forms(self, word: str) -> Forms:
        """The tagged forms of a cached word."""
        return self._forms[word]

    def words_with(self, forms: Iterable[str]) -> set[str]:
        """The cached words that have any of these forms."""
        return {word for form in forms for word in self._words_with.get(form, ())}


def _looked_up(table: WordFormTable, words: set[str]) -> dict[str, Forms]:
    """The forms of the words that the table has as printed or, as forms depend on nothing else, at level `exact`."""
    found = table.forms(words)
    if exact_forms := {word: exact(word) for word in words.difference(found)}:
        by_exact_form = table.forms(set(exact_forms.values()))
        found |= {word: by_exact_form[form] for word, form in exact_forms.items() if form in by_exact_form}
    return found


_cache = WordFormCache("")
_table: tuple[object, WordFormTable | None] = (None, None)


def current_word_forms() -> WordFormCache:
    """The cache for the analysis in use."""
    global _cache
    if _cache.version != analysis_version() or len(_cache.words) > MAX_WORDS:
        _cache = WordFormCache(analysis_version())
    _cache.table = _current_table()
    return _cache


def _current_table() -> WordFormTable | None:
    """The mapped file, opened again when it was replaced or the analysis changed."""
    global _table
    path = table_path()
    try:
        state = (path, path.stat().st_mtime_ns, analysis_version())
    except OSError:
        return None
    if _table[0] != state:
        _table = state, open_table(path)
    return _table[1]
