"""Names whose stem collides with another word: lists of names to test, and the collisions found.

A name is damaged if it shares its stem with a different, more frequent common word (`relevance.conflation.damage`). Many a listed
name *is* a common word (a village called العيون, a man called رفعت) and shares that word's stem rightly. So the figures are also
given for pure names, for which `word_use` finds no use as a word in print.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.entities.selectors import authority_rows, bare_form
from archive.text import Analyzer, fold, words
from archive.text.stemming import compile_lexicon, protected_form
from bench.relevance.conflation import classes, damage

MIN_COMMON_WORD_COUNT = 40
"""Occurrences in 4·10⁸ words below which a word does not count as a collision: one in ten million."""
ONE_WORD = re.compile("[\u0621-\u064a]{2,}")
MIN_ALONE = 2
"""Occurrences as a whole name from which a labelled word is a name of one word."""
MIN_LETTERS = 3


class NamesError(ValueError):
    """A file without names in the expected format."""


@dataclass(frozen=True)
class Damage:
    """The collisions of a list of names under one protection."""

    names: int
    literal: dict[str, tuple[str, ...]]
    """Names that share a stem with any common word of another spelling, including their own plurals; with these words."""
    damaged: dict[str, tuple[str, ...]]
    cut: int
    """Damaged names that lost a letter; the others are spelled like a word."""
    pure_names: int
    """Names that are not also common words."""
    pure_damaged: int


def authority_names() -> list[str]:
    """The names of one word in the authority file as shipped."""
    forms = {bare_form(text) for row in authority_rows() for text, relation in row.forms if relation == "name"}
    return sorted(form for form in forms if ONE_WORD.fullmatch(form))


def names_listed(path: Path) -> list[str]:
    """The names of one word in JSON lines, as `ar`; nationalities (`type` NORP) are left out, since they inflect."""
    try:
        rows = [json.loads(line) for line in _lines(path) if line.strip()]
        found = {str(row["ar"]).strip() for row in rows if row.get("type") != "NORP"}
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise NamesError(f"Cannot read names from {path}: {error!r}") from error
    return sorted(name for name in found if len(name.split()) == 1)


def names_labelled(path: Path) -> list[str]:
    """The names of one word in lines of a word, a tab and a BIO label: words that are labelled in most of their
    occurrences, and at least MIN_ALONE times a whole person or place; not those that are another name after a clitic."""
    seen: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    try:
        rows = [[*line.rstrip("\n").split("\t"), "O"][:2] for line in _lines(path)]
    except (OSError, ValueError) as error:
        raise NamesError(f"Cannot read names from {path}: {error!r}") from error
    for (word, label), (_, following) in zip(rows, [*rows[1:], ["", "O"]], strict=True):
        seen[word] += 1
        labelled[word] += label != "O"
        alone[word] += label in ("B-PER", "B-LOC") and not following.startswith("I")
    names = {
        word
        for word in seen
        if ONE_WORD.fullmatch(word)
        and 2 * labelled[word] > seen[word]
        and alone[word] >= MIN_ALONE
        and len(word) >= MIN_LETTERS
    }
    if not names:
        raise NamesError(f"{path} has no labelled names of one word.")
    return sorted(name for name in names if not _is_after_clitic(name, names))


def _is_after_clitic(name: str, names: set[str]) -> bool:
    if name.startswith("لل"):
        return "ال" + name[2:] in names
    return name[0] in "وفبل" and name[1:] in names


def bodies(articles: Path) -> list[str]:
    """The texts of articles in JSON lines, as `body`."""
    try:
        return [str(json.loads(line)["body"]) for line in _lines(articles) if line.strip()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NamesError(f"Cannot read articles from {articles}: {error!r}") from error


def most_frequent(names: Iterable[str], texts: Iterable[str], limit: int) -> list[str]:
    """The names that are most frequent in the texts, most frequent first."""
    counts = Counter(word for text in texts for word in words(text))
    return sorted(names, key=lambda name: (-counts[name], name))[:limit]


class Trial:
    """An analysis compiled from word counts under one protection, and the classes of common words with one stem."""

    def __init__(self, printed: Mapping[str, int], protected: Iterable[str] = ()) -> None:
        lexicon = compile_lexicon(printed, protected=protected)
        self.analyzer = Analyzer(lexicon)
        common = {word: count for word, count in lexicon.counts.items() if count >= MIN_COMMON_WORD_COUNT}
        self._classes = classes(common, spelling=self._spelling, stem=self._stem)

    def damage(self, names: list[str], pure: set[str]) -> Damage:
        """The collisions of names; `pure` are those that are not also words."""
        damaged = damage(names, self._classes, spelling=self._spelling, stem=self._stem)
        return Damage(
            names=len(names),
            literal=damage(names, self._classes, spelling=self._spelling, stem=self._stem, literally=True),
            damaged=damaged,
            cut=sum(not self._is_whole(name) for name in damaged),
            pure_names=len(pure.intersection(names)),
            pure_damaged=len(pure & damaged.keys()),
        )

    def _is_whole(self, name: str) -> bool:
        return self._stem(name) in (fold(name), protected_form(name))

    def _spelling(self, word: str) -> str:
        return self.analyzer.levels(word)[1]

    def _stem(self, word: str) -> str:
        return self.analyzer.levels(word)[2]


def _lines(path: Path) -> list[str]:
    opened: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return list(file)
