"""Two intrinsic measures of a stemmer: conflation of a lemma's forms, and collisions of names with other words.

Both count distinct word forms, regardless of frequency. `retrieval` measures the effect on search results.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from archive.text import fold

Cut = Callable[[str], str]
"""A printed word → its index term."""


@dataclass(frozen=True)
class Conflation:
    precision: float
    """Share of the conflated pairs of forms that share a lemma."""
    recall: float
    """Share of the pairs of forms sharing a lemma that are conflated."""

    @property
    def f(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def conflation(groups: Iterable[Iterable[str]], cut: Cut) -> Conflation:
    """Pairwise precision and recall on groups of printed forms, one group per lemma. Forms that fold alike make no pair."""
    entries = {(fold(printed), lemma): cut(printed) for lemma, group in enumerate(groups) for printed in group}
    stems, printed_alike = Counter(entries.values()), Counter((stem, form) for (form, _), stem in entries.items())
    lemmas, right = Counter(lemma for _, lemma in entries), Counter((s, lemma) for (_, lemma), s in entries.items())
    together = _pairs(stems.values()) - _pairs(printed_alike.values())
    belonging, both = _pairs(lemmas.values()), _pairs(right.values())
    return Conflation(both / together if together else 1.0, both / belonging if belonging else 1.0)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def classes(words: Mapping[str, int], *, spelling: Cut, stem: Cut) -> dict[str, dict[str, int]]:
    """Stem → spelling forms of the words with that stem → their summed counts."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for word, count in words.items():
        members = found[stem(word)]
        bare = spelling(word)
        members[bare] = members.get(bare, 0) + count
    return found


def damage(
    names: Iterable[str], words: Mapping[str, dict[str, int]], *, spelling: Cut, stem: Cut, literally: bool = False
) -> dict[str, tuple[str, ...]]:
    """Names that share their stem with a different, more frequent word, and these words by descending frequency.

    A word is different if its spelling form does not begin with the name's (كرديين is the plural of كردي). With
    `literally`, every other spelling form counts, even the name's own plural or a rarer word. `words` comes from `classes`.
    """
    found = {}
    for name in names:
        bare, members = spelling(name), words.get(stem(name), {})
        others = [
            word
            for word, count in members.items()
            if word != bare and (literally or (not word.startswith(bare) and count > members.get(bare, 0)))
        ]
        if others:
            found[name] = tuple(sorted(others, key=members.__getitem__, reverse=True))
    return found
