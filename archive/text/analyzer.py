"""One pass from printed text to terms: tokens with offsets, each at the levels exact, spelling and stem, and its light stem.

The analyzer in use is process-wide and built on first use from a compiled lexicon (`use_table`); `override_analyzer` replaces it
for a while. Each distinct printed word is analyzed once and cached; a light stem that equals the stem or the spelling is the
same string, so that caching it costs nothing. Stop words and protected names have no light stem of their own.
"""

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

from archive.text.generational_cache import GenerationalCache
from archive.text.normalization import exact, fold_letters
from archive.text.numbers import exact_number
from archive.text.stemming import (
    BASE_TABLE,
    CompiledLexicon,
    Levels,
    Lexicon,
    LexiconError,
    ProcliticStripper,
    StemFinder,
    UnprotectedLexicon,
    WordUsage,
    base_counts,
    compile_lexicon,
    fixed_bases,
    is_stop_word,
    light_stem,
    load_lexicon,
    save_lexicon,
)
from archive.text.tokenizer import word_spans

log = logging.getLogger(__name__)
FileIdentity = tuple[int, int, int]
"""Inode, size and time of modification."""
MAX_CACHED_WORDS = 400_000
"""In each of two generations."""
MIN_STEMMED_LENGTH = 3


class Term(NamedTuple):
    """One printed word at its levels; `start` and `end` are offsets into the printed text."""

    exact: str
    spelling: str
    stem: str
    light: str
    start: int
    end: int


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
    """Analyzes with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.usage = WordUsage(lexicon)
        self._proclitics = ProcliticStripper(self.usage)
        self._stems = StemFinder(self.usage)
        self._fixed = fixed_bases()
        self._levels = GenerationalCache(self._analyze_printed, MAX_CACHED_WORDS)

    @property
    def version(self) -> str:
        return self.lexicon.version

    def levels(self, word: str) -> Levels:
        """The levels of one printed word."""
        return self._levels[word]

    def analyze(self, text: str) -> list[Term]:
        """The terms of a printed text, in order."""
        levels, new = self._levels, tuple.__new__  # twice as fast as calling Term
        return [new(Term, levels[word] + (start, end)) for word, start, end in word_spans(text)]

    def takes_article(self, word: str) -> bool:
        return self.usage.takes_article(word)

    def _analyze_printed(self, word: str) -> Levels:
        form = exact(word).replace(" ", "")  # ﷺ is four words in one
        return self.lexicon.levels(form) or self._analyze_word(form)

    def _analyze_word(self, word: str) -> Levels:
        if word[:1].isdigit():
            number = exact_number(word)
            value = _without_leading_zeros(number)
            return number, value, value, value
        folded = fold_letters(word)
        if len(folded) < MIN_STEMMED_LENGTH or folded.isascii() or self.lexicon.records[folded].is_protected:
            return word, folded, folded, folded
        if folded in self._fixed:
            return word, folded, self._fixed[folded], self._fixed[folded]
        spelling, had_article = self._proclitics.strip(folded, printed=word)
        initial = word[len(folded) - len(spelling)]  # what was stripped is at the front, and as long in print
        stem = self._stems.find(spelling, had_article=had_article, teh_marbuta=word.endswith("ة"), initial=initial)
        return word, spelling, stem, self._light_stem(folded, spelling, stem)

    def _light_stem(self, folded: str, spelling: str, stem: str) -> str:
        if self.lexicon.records[spelling].is_protected or is_stop_word(folded) or is_stop_word(spelling):
            return spelling
        light = light_stem(folded)
        return stem if light == stem else spelling if light == spelling else light


def _without_leading_zeros(number: str) -> str:
    value = number.lstrip("0")
    return value if value[:1].isdigit() else f"0{value}"


def save_table(lexicon: Lexicon, path: Path, words: Iterable[str]) -> None:
    """Save a lexicon with the levels of these printed words: processes read them instead of analyzing their first pages."""
    if isinstance(lexicon, CompiledLexicon):
        save_lexicon(lexicon, path)  # mapped it is read twice as fast
        lexicon = load_lexicon(path)
    analyzer = Analyzer(lexicon)
    save_lexicon(lexicon, path, [analyzer.levels(word) for word in words])


_lock = threading.Lock()
_in_use: Analysis | None = None
_loaded: tuple[Analysis, FileIdentity | None] | None = None
"""The analyzer made of the table in use, and the identity of the table's file then."""
_table: Path | None = None


def current_analyzer() -> Analysis:
    """The analyzer in use."""
    global _in_use, _loaded
    if _in_use is None:
        with _lock:
            if _in_use is None:
                identity = _file_identity(_table)
                _in_use = Analyzer(_lexicon())
                _loaded = _in_use, identity
    return _in_use


def use_table(path: Path | None) -> None:
    """Analyze with this compiled lexicon from the next word on (None: with the base table).

    The file is opened on first use. If it is missing the base table is used; if it cannot be read, likewise, with a warning. The
    index then reports that it was made with another version.
    """
    global _in_use, _table
    with _lock:
        _table, _in_use = path, None


def follow_table() -> bool:
    """Load the table again, at the next word, if its file was replaced or damaged since it was loaded; whether it was. Costs one
    `stat`."""
    global _in_use
    loaded = _loaded
    if _table is None or loaded is None or _in_use is not loaded[0] or _file_identity(_table) == loaded[1]:
        return False
    with _lock:
        if _in_use is loaded[0]:
            _in_use = None
    return True


def _file_identity(path: Path | None) -> FileIdentity | None:
    try:
        status = path.stat() if path else None
    except OSError:
        return None
    return (status.st_ino, status.st_size, status.st_mtime_ns) if status else None


def use_lexicon(lexicon: Lexicon) -> None:
    """Analyze with this lexicon from now on."""
    global _in_use
    with _lock:
        _in_use = Analyzer(lexicon)


@contextmanager
def override_analyzer(analysis: Analysis) -> Iterator[None]:
    """Use another analysis for a while, in the whole process: for measuring and tests."""
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
            log.error(
                "The word table cannot be used: %s Words are analysed with the base table, and searches may miss articles, "
                "until the background process or `manage.py compile_stems` compiles it anew.",
                error,
            )
    try:
        return load_lexicon(BASE_TABLE)
    except (OSError, LexiconError):  # not compiled yet
        return compile_lexicon(base_counts())


def analyze(text: str) -> list[Term]:
    """The terms of a printed text with the analyzer in use."""
    return current_analyzer().analyze(text)


def spelling(word: str) -> str:
    """One printed word at level `spelling`: letters folded, proven clitics and the article stripped."""
    return current_analyzer().levels(word)[1]


def stem(word: str) -> str:
    """One printed word at level `stem`, as mode wide compares it."""
    return current_analyzer().levels(word)[2]


def takes_article(word: str) -> bool:
    """Whether a folded word is a noun or adjective that news print with the article, as names seldom are."""
    return current_analyzer().takes_article(word)


def is_inflected_noun(word: str) -> bool:
    """Whether a folded word is, as a word of the language, a common noun or adjective in a form other than its base: صور, نواب,
    بيضاء. Protected names count as words here."""
    analyzer = _unprotected(current_analyzer().version)
    return analyzer.usage.is_common_noun(word) and analyzer.levels(word)[2] != word


@lru_cache(maxsize=1)
def _unprotected(version: str) -> Analyzer:
    """The analyzer in use, which has this version, without protected names."""
    return Analyzer(UnprotectedLexicon(current_analyzer().lexicon))


def analysis_version() -> str:
    """Version of rules and lexicon together; an index made with another one must be rebuilt."""
    return current_analyzer().version
