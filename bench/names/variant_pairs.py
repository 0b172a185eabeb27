"""How many of the names that one entity has are found by another of them, and how many of other entities' names are too.

Every pair of names of one entity is to be found, every pair of different entities' names not to be; pairs of single words and
pairs with a name of several words are counted apart, and *near* pairs, three letters apart at most, for themselves, since
most pairs of a knowledge base are translations. Only spelling is judged: no company in texts, no curator.
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

NEAR = 3
Same = Callable[[str, str], bool]
Names = list[list[str]]
"""The printed names of each entity, no two of them equal once folded."""


class VariantsError(ValueError):
    """A file that holds no names of entities."""


@dataclass(frozen=True)
class Found:
    pairs: int
    recall: float
    near: float
    """Recall over near pairs."""
    precision: float


def names_read(path: Path, *, half: int | None = None) -> Names:
    """Names in lines of JSON with `wikidata_id` and `correct_values`; names in Latin letters are left out.

    `half`: 0 or 1 takes one of two halves that never change, for tuning on one and trying the other.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        kept = [row for row in rows if half is None or zlib.crc32(row["wikidata_id"].encode()) % 2 == half]
        return [list(_distinct(row["correct_values"])) for row in kept]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise VariantsError(f"{path} holds no names of entities: {error!r}") from error


def _distinct(names: Iterable[str]) -> Iterator[str]:
    seen = set()
    for name in names:
        key = " ".join(fold(name).split())
        if key and key not in seen and not any("a" <= letter.casefold() <= "z" for letter in name):
            seen.add(key)
            yield name


def methods() -> dict[str, Same]:
    """Ways to tell that two names are one, the plainest first."""
    return {
        "edit distance 1": lambda one, other: edits(one, other) <= 1,
        "edit distance 2": lambda one, other: edits(one, other) <= 2,
        "same stems": lambda one, other: (
            [stem for _, stem in name_words(one)] == [stem for _, stem in name_words(other)]
        ),
        "Khizana": same_name,
    }


def edits(one: str, other: str) -> int:
    """Letters to add, drop or change from one folded name to the other."""
    one, other = fold(one), fold(other)
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        previous, row = row, [place]
        for n, counterpart in enumerate(other, 1):
            row.append(min(previous[n] + 1, row[-1] + 1, previous[n - 1] + (letter != counterpart)))
    return row[-1]


def measure(names: Names, same: Same, *, several: bool) -> Found:
    """Figures of one method over pairs of single words, or of those where a name has several."""
    right = [pair for group in names for pair in itertools.combinations(group, 2) if _is_several(*pair) is several]
    near = [pair for pair in right if edits(*pair) <= NEAR]
    found = {pair for pair in right if same(*pair)}
    wrong = sum(same(*pair) for pair in _strangers(names) if _is_several(*pair) is several)
    return Found(
        pairs=len(right),
        recall=len(found) / max(len(right), 1),
        near=sum(pair in found for pair in near) / max(len(near), 1),
        precision=len(found) / max(len(found) + wrong, 1),
    )


def _is_several(one: str, other: str) -> bool:
    return len(one.split()) > 1 or len(other.split()) > 1


def _strangers(names: Names) -> set[tuple[str, str]]:
    """Pairs of names of different entities that have anything in common: a word's letters, stem or sound, the sound of all, or
    two edits' likeness in their first or second half. Others no method takes for one."""
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
    third = max(len(folded) // 3, 1)  # two edits leave a third of the letters as they are
    yield from (
        f"{place} {folded[max(0, place * third + shift) :][:third]}"
        for place in range(3)
        for shift in (-2, -1, 0, 1, 2)
    )
    for word, stem in words:
        yield "word " + word
        yield "stem " + stem
        yield "sound " + phonetic_key(word)
