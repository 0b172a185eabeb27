"""Whether texts with shared sentences are one text, or one form filled in twice: weather, prices, results.

Figures (digits, number words), months and names that stand in the place of others speak against one text. Days of the week
and «أمس», «اليوم» do not: they follow from the day of print. A text is a form if its differences are mainly of this kind and
a good part of its figures, or of its names, changed; a copy in which one figure of ten was corrected is none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from archive.coverage.versions.alignment import SharedSentence
from archive.coverage.versions.figures import figure_values, is_figure
from archive.coverage.versions.sentences import Words
from archive.text import fold

MAINLY = 0.5
"""Share of the words that differ."""
CHANGED_FIGURES, CHANGED_NAMES = 0.25, 0.34
"""Share of the figures (names) in shared sentences that changed, from which on a text may be a form."""
MANY_FIGURES, MOST_FIGURES = 3, 0.6
"""So many changed figures, and such a share of all, make a form whatever else differs."""
ALL_BUT = 0.9
"""Share of the words that differ: if MANY_FIGURES changed and hardly anything else, it is a form whatever figures stayed."""

_DAYS = frozenset(
    map(
        fold,
        "السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة اليوم أمس أول غد غدا الماضي المقبل يوم مساء صباح".split(),
    )
)


@dataclass(slots=True)
class Differences:
    """Counts over shared sentences: words that differ, figures and names among them, figures and names that are kept."""

    words: int = 0
    figures: int = 0
    names: int = 0
    kept_figures: int = 0
    kept_names: int = 0

    @property
    def is_form(self) -> bool:
        """Whether the texts are one form with other figures, dates or names."""
        figure_share = self.figures / max(self.figures + self.kept_figures, 1)
        name_share = self.names / max(self.names + self.kept_names, 1)
        is_refilled = figure_share >= MOST_FIGURES or self.figures >= ALL_BUT * self.words
        if self.figures >= MANY_FIGURES and is_refilled:
            return True
        is_mainly = self.figures + self.names > MAINLY * self.words
        return is_mainly and (figure_share >= CHANGED_FIGURES or name_share >= CHANGED_NAMES)


def count_differences(shared: Iterable[SharedSentence], names: frozenset[str]) -> Differences:
    """`names` are the folded words of names in both texts."""
    counts = Differences()
    for sentence in shared:
        for word in sentence.kept:
            if is_figure(word):
                counts.kept_figures += 1
            elif word in names:
                counts.kept_names += 1
        for own, other in sentence.changes:
            _count_change(counts, own, other, names)
    return counts


def _count_change(counts: Differences, own: Words, other: Words, names: frozenset[str]) -> None:
    """A figure that takes the place of another, a name that takes that of another. What has no counterpart only differs."""
    own, other = _without_days(own), _without_days(other)
    mine, theirs = figure_values(own), figure_values(other)
    named = sorted((_names(own, names), _names(other, names)))
    changed_figures = max(len(mine), len(theirs)) if mine and theirs and mine != theirs else 0
    changed_names = named[1] if named[0] else 0
    counts.kept_figures += len(mine) if mine == theirs else 0
    counts.figures += changed_figures
    counts.names += changed_names
    counts.words += max(len(own), len(other), changed_figures + changed_names)


def _without_days(words: Words) -> Words:
    return tuple(word for word in words if word not in _DAYS)


def _names(words: Words, names: frozenset[str]) -> int:
    return sum(word in names and not is_figure(word) for word in words)
