"""Which names the analysis throws together with other words: lists of names to try, and what is found of them.

A name is damaged where it shares its stem with a different, more frequent common word (`text.conflation.damage`). Many a
listed name *is* a common word (a village called العيون, a man called رفعت) and shares the stem of that word by right. So the
figures are also given for the mere names, which are none by what `word_use` finds in print.
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

COMMON = 40
"""Words counted less often (in 4·10⁸, one in ten millions) damage nobody's name."""
ONE_WORD = re.compile("[\u0621-\u064a]{2,}")
ALONE = 2
"""So often, at least, a labelled name must stand alone to be a name of one word."""


class NamesError(ValueError):
    """A file that holds no names."""


@dataclass(frozen=True)
class Damage:
    """What became of a list of names under one protection."""

    names: int
    literal: dict[str, tuple[str, ...]]
    """Names that share a stem with any common word of another spelling, their own plurals included."""
    damaged: dict[str, tuple[str, ...]]
    cut: int
    """How many of the damaged lost a letter; the others are written like a word and kept theirs."""
    mere_names: int
    """How many are no common words besides."""
    mere_damaged: int


def authority_names() -> list[str]:
    """The names of one word in the authority file as shipped."""
    forms = {bare_form(text) for row in authority_rows() for text, relation in row.forms if relation == "name"}
    return sorted(form for form in forms if ONE_WORD.fullmatch(form))


def names_listed(path: Path) -> list[str]:
    """The names of one word in lines of JSON with `ar`; nationalities (`type` NORP), which inflect, are left out."""
    try:
        rows = [json.loads(line) for line in _lines(path) if line.strip()]
        found = {str(row["ar"]).strip() for row in rows if row.get("type") != "NORP"}
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise NamesError(f"{path} holds no names: {error!r}") from error
    return sorted(name for name in found if len(name.split()) == 1)


def names_labelled(path: Path) -> list[str]:
    """The names of one word in lines of a word, a tab and a BIO label: persons and places that stand alone, and words that are
    labelled in most of their occurrences; none that is another name behind a clitic."""
    seen: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    try:
        rows = [[*line.rstrip("\n").split("\t"), "O"][:2] for line in _lines(path)]
    except (OSError, ValueError) as error:
        raise NamesError(f"{path} holds no names: {error!r}") from error
    for (word, label), (_, following) in zip(rows, [*rows[1:], ["", "O"]], strict=True):
        seen[word] += 1
        labelled[word] += label != "O"
        alone[word] += label in ("B-PER", "B-LOC") and not following.startswith("I")
    names = {
        word
        for word in seen
        if ONE_WORD.fullmatch(word) and 2 * labelled[word] > seen[word] and alone[word] >= ALONE and len(word) > ALONE
    }
    if not names:
        raise NamesError(f"{path} holds no labelled names of one word.")
    return sorted(name for name in names if not _behind_clitic(name, names))


def _behind_clitic(name: str, names: set[str]) -> bool:
    if name.startswith("لل"):
        return "ال" + name[2:] in names
    return name[0] in "وفبل" and name[1:] in names


def bodies(articles: Path) -> list[str]:
    """The texts in a file of articles (lines of JSON with `body`)."""
    try:
        return [str(json.loads(line)["body"]) for line in _lines(articles) if line.strip()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NamesError(f"{articles} is no file of articles: {error!r}") from error


def most_frequent(names: Iterable[str], texts: Iterable[str], most: int) -> list[str]:
    """The names that occur most often in texts, most frequent first."""
    counts = Counter(word for text in texts for word in words(text))
    return sorted(names, key=lambda name: (-counts[name], name))[:most]


class Trial:
    """An analysis of printed counts under one protection, and the common words that it puts together."""

    def __init__(self, printed: Mapping[str, int], protected: Iterable[str] = ()) -> None:
        lexicon = compile_lexicon(printed, protected=protected)
        self.analyzer = Analyzer(lexicon)
        common = {word: count for word, count in lexicon.counts.items() if count >= COMMON}
        self._classes = classes(common, spelling=self._spelling, stem=self._stem)

    def damage(self, names: list[str], mere: set[str]) -> Damage:
        """What becomes of names; `mere`: those that are no words besides."""
        damaged = damage(names, self._classes, spelling=self._spelling, stem=self._stem)
        return Damage(
            names=len(names),
            literal=damage(names, self._classes, spelling=self._spelling, stem=self._stem, literally=True),
            damaged=damaged,
            cut=sum(not self._is_whole(name) for name in damaged),
            mere_names=len(mere.intersection(names)),
            mere_damaged=len(mere & damaged.keys()),
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
