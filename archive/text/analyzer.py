"""One pass from printed text to terms: tokens with offsets, each at the levels exact, spelling and stem, and its light stem.

The analyzer in use is process-wide, built on first use from the lexicon in use; `use_table` exchanges it, `override_analyzer`
for a while. Each distinct printed word is worked out once; a light stem that equals the stem or the spelling is the same
string, so that remembering it costs nothing. Stop words and protected names have no light stem of their own.
"""

import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

from archive.text.generational_cache import GenerationalCache
from archive.text.normalization import exact, fold_letters
from archive.text.stemming import (
    BASE_TABLE,
    FIXED,
    LEAST_BASE,
    BaseFinder,
    Lexicon,
    LexiconError,
    Stemmer,
    base_counts,
    compile_lexicon,
    is_stop_word,
    light_stem,
    load_lexicon,
)
from archive.text.tokenizer import word_spans

_THOUSANDS = re.compile(r"(?<=\d)[,\u066c](?=\d{3}(?!\d))")
MAX_CACHED_WORDS = 400_000
"""So many words are remembered, and as many from before."""


class Term(NamedTuple):
    """One printed word at its levels; `start` and `end` are offsets into the printed text."""

    exact: str
    spelling: str
    stem: str
    light: str
    start: int
    end: int


Levels = tuple[str, str, str, str]
"""(exact, spelling, stem, light) of one printed word."""


class Analysis(Protocol):
    """What `override_analyzer` takes."""

    @property
    def version(self) -> str: ...
    @property
    def lexicon(self) -> Lexicon: ...
    def levels(self, word: str) -> Levels: ...
    def analyze(self, text: str) -> list[Term]: ...
    def takes_article(self, word: str) -> bool: ...


class Analyzer:
    """Analyses with one lexicon; each distinct printed word is worked out once and remembered."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._stemmer = Stemmer(lexicon)
        self._bases = BaseFinder(self._stemmer)
        self._known = GenerationalCache(self._made, MAX_CACHED_WORDS)

    @property
    def version(self) -> str:
        return self.lexicon.version

    def levels(self, word: str) -> Levels:
        """The levels of one printed word."""
        return self._known[word]

    def analyze(self, text: str) -> list[Term]:
        """The terms of a printed text, in order."""
        known, new = self._known, tuple.__new__  # twice as fast as calling Term
        return [new(Term, known[word] + (start, end)) for word, start, end in word_spans(text)]

    def takes_article(self, word: str) -> bool:
        return self._stemmer.takes_article(word)

    def is_common_noun(self, word: str) -> bool:
        """Whether a folded word is frequent and stands with the article as well as without it: no mere name."""
        return self._stemmer.is_common_noun(word)

    def is_governed(self, word: str) -> bool:
        """Whether a folded word stands behind a preposition itself, as no verb does."""
        return self._stemmer.governed(word)

    def _made(self, word: str) -> Levels:
        return self._work_out(exact(word).replace(" ", ""))  # ﷺ is four words in one

    def _work_out(self, word: str) -> Levels:
        if word[:1].isdigit():
            number = _number(word)
            value = number.lstrip("0") or "0"
            return number, value, value, value
        folded = fold_letters(word)
        if len(folded) < LEAST_BASE or folded.isascii() or folded in self.lexicon.protected:
            return word, folded, folded, folded
        if folded in FIXED:
            return word, folded, FIXED[folded], FIXED[folded]
        spelling, had_article = self._stemmer.strip_proclitics(folded, printed=word)
        head = word[len(folded) - len(spelling)]  # what is stripped here stands before it and is as long in print
        stem = self._bases.base(spelling, had_article=had_article, teh_marbuta=word.endswith("ة"), head=head)
        return word, spelling, stem, self._light(folded, spelling, stem)

    def _light(self, folded: str, spelling: str, stem: str) -> str:
        if spelling in self.lexicon.protected or is_stop_word(folded) or is_stop_word(spelling):
            return spelling
        cut = light_stem(folded)
        return stem if cut == stem else spelling if cut == spelling else cut


def _number(word: str) -> str:
    """A number with its separators settled: thousands dropped, the decimal mark a point."""
    return _THOUSANDS.sub("", word).replace("\u066b", ".").replace("\u066c", "").strip(".,")


_lock = threading.Lock()
_in_use: Analysis | None = None
_table: Path | None = None


def current_analyzer() -> Analysis:
    """The analyzer in use."""
    global _in_use
    if _in_use is None:
        with _lock:
            if _in_use is None:
                _in_use = Analyzer(_lexicon())
    return _in_use


def use_table(path: Path | None) -> None:
    """Analyse with this compiled table from the next word on (None: with the base table).

    The table is read when it is first needed. One that is not there or cannot be read is announced by a warning and the
    base table serves; the index then says that it was made with another version.
    """
    global _in_use, _table
    with _lock:
        _table, _in_use = path, None


def use_lexicon(lexicon: Lexicon) -> None:
    """Analyse with this lexicon from now on."""
    global _in_use
    with _lock:
        _in_use = Analyzer(lexicon)


@contextmanager
def override_analyzer(analysis: Analysis) -> Iterator[None]:
    """Analyse with another analysis for a while, in the whole process: for measuring one beside another."""
    global _in_use
    before = current_analyzer()
    with _lock:
        _in_use = analysis
    try:
        yield
    finally:
        with _lock:
            _in_use = before


def _lexicon() -> Lexicon:
    if _table is not None and _table.exists():
        try:
            return load_lexicon(_table)
        except (OSError, LexiconError) as error:
            warnings.warn(f"The stem table is not in use: {error}", stacklevel=3)
    try:
        return load_lexicon(BASE_TABLE)
    except (OSError, LexiconError):  # not set up yet, or by an older version
        return compile_lexicon(base_counts())


def analyze(text: str) -> list[Term]:
    """The terms of a printed text with the analyzer in use."""
    return current_analyzer().analyze(text)


def spelling(word: str) -> str:
    """One printed word at level `spelling`: letters folded, proven clitics and the article off."""
    return current_analyzer().levels(word)[1]


def stem(word: str) -> str:
    """One printed word at level `stem`, as mode wide compares it."""
    return current_analyzer().levels(word)[2]


def takes_article(word: str) -> bool:
    """Whether a folded word is a noun or adjective that news print with the article: a name seldom is."""
    return current_analyzer().takes_article(word)


def is_inflected_noun(word: str) -> bool:
    """Whether a folded word is, as a word of the language, a common noun or adjective in another form than its base: صور, نواب,
    بيضاء. Names are not protected in this."""
    bare = _unprotected(current_analyzer().version)
    return bare.is_common_noun(word) and bare.levels(word)[2] != word


@lru_cache(maxsize=1)
def _unprotected(version: str) -> Analyzer:
    """The analysis in use, which has this version, without protected names."""
    return Analyzer(replace(current_analyzer().lexicon, protected=frozenset()))


def analysis_version() -> str:
    """Version of rules and table together; an index made with another one must be rebuilt."""
    return current_analyzer().version
