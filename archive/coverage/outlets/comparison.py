"""Two sets of articles side by side: words, pairs of words, names and speakers that one has more than the other."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from archive.coverage.outlets.log_odds import Counted, difference
from archive.coverage.outlets.wording import Stems, Wording

Key = TypeVar("Key", bound=Hashable)
PRIOR_SHARE = 0.1
"""The prior weighs as much as this share of the smaller side: it tempers small counts, and large ones speak for themselves."""
SURE_Z = 1.96
"""Below, chance explains a difference one time in twenty."""
MIN_COUNT, MIN_ARTICLES = 5, 3
"""Of a word on the side that uses it more: one long article is no usage of an outlet."""


@dataclass(frozen=True, slots=True)
class Contrast(Generic[Key]):
    """What one side has more. `z` is positive, whichever side it is."""

    key: Key
    counted: Counted
    z: float


@dataclass(frozen=True, slots=True)
class Contrasts(Generic[Key]):
    """The surest first."""

    left: tuple[Contrast[Key], ...] = ()
    right: tuple[Contrast[Key], ...] = ()


def contrast_wording(sides: Sequence[Wording], length: int, most: int) -> Contrasts[Stems]:
    """Words (`length` 1) or pairs of words (2), `most` on a side; `sides` are left, right and others."""
    left, right, _ = sides
    kept = {stems for side in (left, right) for stems in side.counts if len(stems) == length and is_usual(side, stems)}
    counts = {stems: Counted(*(side.counts[stems] for side in sides)) for stems in kept}
    totals = Counted(*(side.total(length) for side in sides))
    return contrast(counts, totals, most)


def contrast(counts: Mapping[Key, Counted], totals: Counted, most: int) -> Contrasts[Key]:
    """The sure differences among these, `most` on a side; none unless both sides have something."""
    if not (totals.left and totals.right):
        return Contrasts()
    prior_total = PRIOR_SHARE * min(totals.left, totals.right)
    scored = [
        (key, counted, difference(counted, totals, prior_total).z)
        for key, counted in counts.items()
        if 0 < counted.everywhere < totals.everywhere
    ]
    return Contrasts(
        _surest(((key, counted, z) for key, counted, z in scored), most),
        _surest(((key, counted, -z) for key, counted, z in scored), most),
    )


def is_usual(side: Wording, stems: Stems) -> bool:
    return side.counts[stems] >= MIN_COUNT and side.articles[stems] >= MIN_ARTICLES


def _surest(scored: Iterable[tuple[Key, Counted, float]], most: int) -> tuple[Contrast[Key], ...]:
    sure = [Contrast(key, counted, z) for key, counted, z in scored if z >= SURE_Z]
    return tuple(sorted(sure, key=lambda one: (-one.z, str(one.key)))[:most])
