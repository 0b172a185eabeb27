"""Recall and precision of methods that decide whether two names are spellings of one.

Every pair of names of one entity should match, every pair of different entities' names should not. Pairs of single words
and pairs with a name of several words are counted separately, and so are *near* pairs, at most NEAR_EDITS letters apart,
since most pairs in a knowledge base are translations. Only spelling is measured, without the contexts in texts and without
curators' decisions.
"""

import itertools
import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.text import fold
from archive.text.names import name_words, phonetic_key, same_name

NEAR_EDITS = 3
Same = Callable[[str, str], bool]
Names = list[list[str]]
"""The printed names of each entity, no two of them equal once folded."""


class VariantsError(ValueError):
    """A file without names of entities in the expected format."""


@dataclass(frozen=True)
class PairScores:
    """The result of one method on pairs of single words, or on pairs with a name of several words."""

    pairs: int
    recall: float
    near: float
    """Recall over near pairs."""
    precision: float


def names_read(path: Path, *, half: int | None = None) -> Names:
    """The `correct_values` of JSON lines with a `wikidata_id`; names in Latin letters are left out.

    `half`: 0 or 1 takes one of two fixed halves, for tuning on one and testing on the other.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        kept = [row for row in rows if half is None or zlib.crc32(row["wikidata_id"].encode()) % 2 == half]
        return [list(_distinct(row["correct_values"])) for row in kept]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise VariantsError(f"Cannot read names of entities from {path}: {error!r}") from error


def _distinct(names: Iterable[str]) -> Iterator[str]:
    seen = set()
    for name in names:
        key = " ".join(fold(name).split())
        if key and key not in seen and not any("a" <= letter.casefold() <= "z" for letter in name):
            seen.add(key)
            yield name


def methods() -> dict[str, Same]:
    """Methods by name, the plainest first."""
    return {
        "edit distance 1": lambda one, other: edits(one, other) <= 1,
        "edit distance 2": lambda one, other: edits(one, other) <= 2,
        "same stems": lambda one, other: (
            [stem for _, stem in name_words(one)] == [stem for _, stem in name_words(other)]
        ),
        "Khizana": same_name,
    }


def edits(one: str, other: str) -> int:
    """The edit distance of two names, folded."""
    one, other = fold(one), fold(other)
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        previous, row = row, [place]
        for n, counterpart in enumerate(other, 1):
            row.append(min(previous[n] + 1, row[-1] + 1, previous[n - 1] + (letter != counterpart)))
    return row[-1]


def measure(names: Names, same: Same, *, several: bool) -> PairScores:
    """Scores of one method over pairs of single words, or over pairs with a name of several words."""
    right = [pair for group in names for pair in itertools.combinations(group, 2) if _is_several(*pair) is several]
    near = [pair for pair in right if edits(*pair) <= NEAR_EDITS]
    found = {pair for pair in right if same(*pair)}
    wrong = sum(same(*pair) for pair in _comparable_pairs(names) if _is_several(*pair) is several)
    return PairScores(
        pairs=len(right),
        recall=len(found) / max(len(right), 1),
        near=sum(pair in found for pair in near) / max(len(near), 1),
        precision=len(found) / max(len(found) + wrong, 1),
    )


def _is_several(one: str, other: str) -> bool:
    return len(one.split()) > 1 or len(other.split()) > 1


def _comparable_pairs(names: Names) -> set[tuple[str, str]]:
    """Pairs of names of different entities that share a word, a stem, a phonetic key or a third of their letters; the
    methods never match others."""
    sharing: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for entity, group in enumerate(names):
        for name in group:
            for key in _keys(name):
                sharing[key].add((entity, name))
    return {
        (one, other)
        for bearers in sharing.values()
        for (mine, one), (theirs, other) in itertools.combinations(sorted(bearers), 2)
        if mine != theirs
    }


def _keys(name: str) -> Iterator[str]:
    folded = fold(name)
    words = name_words(name)
    yield "all " + phonetic_key("".join(word for word, _ in words))
    third = max(len(folded) // 3, 1)  # two edits leave one third of the letters unchanged
    yield from (
        f"{place} {folded[max(0, place * third + shift) :][:third]}"
        for place in range(3)
        for shift in (-2, -1, 0, 1, 2)
    )
    for word, stem in words:
        yield "word " + word
        yield "stem " + stem
        yield "sound " + phonetic_key(word)
