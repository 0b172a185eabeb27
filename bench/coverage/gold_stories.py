"""Stories against hand-labelled pairs and whole days: which articles are in one story that should be, and which should not."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import NamedTuple


class Scores(NamedTuple):
    """Shares between 0 and 1."""

    precision: float
    recall: float
    f: float


@dataclass(frozen=True, slots=True)
class GoldPair:
    """Two ids, and same, development, related or different."""

    first: str
    second: str
    label: str
    is_borderline: bool = False


def read_pairs(path: Path) -> list[GoldPair]:
    """Pairs from JSON lines of `a`, `b`, `label`, `note`."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [GoldPair(row["a"], row["b"], row["label"], row["note"].startswith("borderline:")) for row in rows]


def read_days(path: Path) -> list[list[list[str]]]:
    """Windows from JSON lines of `window`, `clusters`: every article of some days, each in one cluster."""
    return [json.loads(line)["clusters"] for line in path.read_text(encoding="utf-8").splitlines()]


def scores(agreed: int, found: int, wanted: int) -> Scores:
    """From numbers of pairs: in one story and rightly so, in one story, should be in one."""
    precision, recall = agreed / max(found, 1), agreed / max(wanted, 1)
    return Scores(precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))


def score_pairs(pairs: Iterable[GoldPair], story_of: Mapping[str, str]) -> tuple[Scores, float]:
    """How well "same" is told from the rest, and the share of "development" pairs that are in two stories."""
    tally = Counter((pair.label, _is_together(pair.first, pair.second, story_of)) for pair in pairs)
    found = sum(count for (_, together), count in tally.items() if together)
    apart = tally["development", False] / max(tally["development", False] + tally["development", True], 1)
    return scores(tally["same", True], found, tally["same", True] + tally["same", False]), apart


def score_days(windows: Iterable[Sequence[Sequence[str]]], story_of: Mapping[str, str]) -> Scores:
    """Over all pairs of articles within each window."""
    agreed = found = wanted = 0
    for clusters in windows:
        cluster_of = {pk: number for number, cluster in enumerate(clusters) for pk in cluster}
        for one, other in combinations(sorted(cluster_of), 2):
            is_wanted, together = cluster_of[one] == cluster_of[other], _is_together(one, other, story_of)
            agreed, found, wanted = agreed + (is_wanted and together), found + together, wanted + is_wanted
    return scores(agreed, found, wanted)


def _is_together(one: str, other: str, story_of: Mapping[str, str]) -> bool:
    return one in story_of and story_of[one] == story_of.get(other)
