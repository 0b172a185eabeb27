"""One pass from printed text to terms: tokens with offsets, each at the levels exact, spelling and stem.

The analyzer in use is process-wide, built on first use from the lexicon in use; `use_table` exchanges it.
"""

import re
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.text import lexicon as lexicons
from archive.text.bases import FIXED, BaseFinder
from archive.text.folding import exact, fold_letters
from archive.text.lexicon import Lexicon
from archive.text.stemmer import LEAST_LETTERS, Stemmer
from archive.text.tokenizer import tokenize

_THOUSANDS = re.compile(r"(?<=\d)[,\u066c](?=\d{3}(?!\d))")
_CACHE_LIMIT = 600_000


@dataclass(frozen=True, slots=True)
class Term:
    """One printed word at its three levels; `start` and `end` are offsets into the printed text."""

    exact: str
    spelling: str
    stem: str
    start: int
    end: int


class Analyzer:
    """Analyses with one lexicon; each distinct printed word is worked out once and remembered."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._stemmer = Stemmer(lexicon)
        self._bases = BaseFinder(self._stemmer)
        self._known: dict[str, tuple[str, str, str]] = {}

    def levels(self, word: str) -> tuple[str, str, str]:
        """(exact, spelling, stem) of one printed word."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _CACHE_LIMIT:
                self._known.clear()
            known = self._known[word] = self._work_out(exact(word))
        return known

    def analyze(self, text: str) -> list[Term]:
        """The terms of a printed text, in order."""
        levels = self.levels
        return [Term(*levels(token.text), token.start, token.end) for token in tokenize(text)]

    def takes_article(self, word: str) -> bool:
        return self._stemmer.takes_article(word)

    def _work_out(self, word: str) -> tuple[str, str, str]:
        if word[:1].isdigit():
            number = _number(word)
            return number, number.lstrip("0") or "0", number.lstrip("0") or "0"
        folded = fold_letters(word)
        if len(folded) < LEAST_LETTERS or folded.isascii() or folded in self.lexicon.protected:
            return word, folded, folded
        if folded in FIXED:
            return word, folded, FIXED[folded]
        spelling, had_article = self._stemmer.strip_proclitics(folded)
        return word, spelling, self._bases.base(spelling, had_article=had_article, teh_marbuta=word.endswith("ة"))


def _number(word: str) -> str:
    """A number with its separators settled: thousands dropped, the decimal mark a point."""
    return _THOUSANDS.sub("", word).replace("\u066b", ".").replace("\u066c", "").strip(".,")


_lock = threading.Lock()
_in_use: Analyzer | None = None
_table: Path | None = None


def current() -> Analyzer:
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


def _lexicon() -> Lexicon:
    if _table is not None and _table.exists():
        try:
            return lexicons.load(_table)
        except (OSError, lexicons.LexiconError) as error:
            warnings.warn(f"The stem table is not in use: {error}", stacklevel=3)
    try:
        return lexicons.load(lexicons.BASE_TABLE)
    except (OSError, lexicons.LexiconError):  # not set up yet, or by an older version
        return lexicons.compile_lexicon(lexicons.base_counts())


def analyze(text: str) -> list[Term]:
    """The terms of a printed text with the analyzer in use."""
    return current().analyze(text)


def spelling(word: str) -> str:
    """One printed word at level `spelling`: letters folded, proven clitics and the article off."""
    return current().levels(word)[1]


def stem(word: str) -> str:
    """One printed word at level `stem`, as mode wide compares it."""
    return current().levels(word)[2]


def takes_article(word: str) -> bool:
    """Whether a folded word is a noun or adjective that news print with the article: a name seldom is."""
    return current().takes_article(word)


def analysis_version() -> str:
    """Version of rules and table together; an index made with another one must be rebuilt."""
    return current().lexicon.version


def words(text: str) -> Iterator[str]:
    """The printed words of a text, for counting."""
    return (token.text for token in tokenize(text))
