"""Which story an article belongs to, given how sure it is of each two articles that they tell one happening.

Two groups of articles are one story if their articles are so on average (average linkage): what only one member resembles, as a
round-up or the next day's step, does not join. An article joins the best story, or begins one with the best article that has
none; a story that has become one with another is merged with it.
"""

from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

JOIN = -0.1
"""Average log odds from which on two groups are one story."""
Odds = NDArray[np.float32]
SELF = "self"
"""What the article itself is called in `apart`."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The places of the story's members in the list of texts, the article first, and the keys of the groups that it joined."""

    members: tuple[int, ...]
    joined: tuple[Hashable, ...]


def place(
    article: int,
    groups: Mapping[Hashable, Sequence[int]],
    odds: Odds,
    *,
    certain: AbstractSet[Hashable] = frozenset(),
    apart: AbstractSet[frozenset[Hashable]] = frozenset(),
    home: Hashable = None,
) -> Placed | None:
    """Where the article belongs; None if it stands alone.

    `groups` are stories, and articles without one as groups of one. Those of `certain` it joins whatever the odds; the two of
    each pair of `apart` are never joined. `home` is the story that it was in: what is kept apart from that does not draw the
    article away as long as it belongs there, too.
    """
    members, left, joined = [article], dict(groups), list[Hashable]()
    if home in left and not _are_apart(home, (), apart) and linkage(members, left[home], odds) >= JOIN:
        left = {key: left[key] for key in left if key in certain or frozenset((home, key)) not in apart}
    for key in [key for key in left if key in certain]:
        if not _are_apart(key, joined, apart):
            members += left.pop(key)
            joined.append(key)
    while True:
        open_to = [key for key in left if not _are_apart(key, joined, apart)]
        if not open_to:
            break
        linked, best = max(((linkage(members, left[key], odds), -place_, key) for place_, key in enumerate(open_to)))[
            ::2
        ]
        if linked < JOIN:
            break
        members += left.pop(best)
        joined.append(best)
    return Placed(tuple(members), tuple(joined)) if joined else None


def linkage(one: Sequence[int], other: Sequence[int], odds: Odds) -> float:
    """Average log odds of an article of the one group and one of the other."""
    return float(odds[np.ix_(one, other)].mean())


def _are_apart(key: Hashable, joined: Sequence[Hashable], apart: AbstractSet[frozenset[Hashable]]) -> bool:
    return any(frozenset((key, other)) in apart for other in (SELF, *joined))
