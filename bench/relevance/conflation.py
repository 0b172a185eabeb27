"""Two measures of a stemmer: which forms of one lemma it puts together, and which names it throws together with other words.

Both are about distinct forms, whatever their frequency. Neither says how well a search finds: `search.relevance` does.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from archive.text import fold

Cut = Callable[[str], str]
"""A printed word → what it is compared by."""


@dataclass(frozen=True)
class Conflation:
    precision: float
    """Of the pairs of forms that were put together, the share that have a lemma in common."""
    recall: float
    """Of the pairs of forms that have a lemma in common, the share that were put together."""

    @property
    def f(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def conflation(groups: Iterable[Iterable[str]], cut: Cut) -> Conflation:
    """Measure on groups of printed forms, one group a lemma. Forms that are equal once folded make no pair."""
    entries = {(fold(printed), lemma): cut(printed) for lemma, group in enumerate(groups) for printed in group}
    stems, printed_alike = Counter(entries.values()), Counter((stem, form) for (form, _), stem in entries.items())
    lemmas, right = Counter(lemma for _, lemma in entries), Counter((s, lemma) for (_, lemma), s in entries.items())
    together = _pairs(stems.values()) - _pairs(printed_alike.values())
    belonging, both = _pairs(lemmas.values()), _pairs(right.values())
    return Conflation(both / together if together else 1.0, both / belonging if belonging else 1.0)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def classes(words: Mapping[str, int], *, spelling: Cut, stem: Cut) -> dict[str, dict[str, int]]:
    """Stem → the words that have it, each under its spelling form and with the count of all its printed forms."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for word, count in words.items():
        members = found[stem(word)]
        bare = spelling(word)
        members[bare] = members.get(bare, 0) + count
    return found


def damage(
    names: Iterable[str], words: Mapping[str, dict[str, int]], *, spelling: Cut, stem: Cut, literally: bool = False
) -> dict[str, tuple[str, ...]]:
    """Names that share their stem with a different, more frequent word (see `classes`), and these words.

    A different word is one whose spelling form does not begin with the name's (كرديين is the plural of كردي); the name's own
    count is that of its spelling form. `literally`: any word of another spelling form, be it the name's own plural or rarer.
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
