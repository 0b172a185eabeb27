"""Queries by class, drawn from the articles' printed words, neither folded nor stripped of clitics.

A class is a name, a way of combining words (`kind`) and their document frequency: *common* words occur in 1 to 20 % of the
articles, *medium* ones in 0.1 to 1 %, *rare* ones in 2 to 20 articles. Every subject gets the same words and translates
them into its own query syntax.
"""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from archive.text import is_stop_word

Kind = Literal["all", "any", "phrase", "prefix", "browse"]
"""All words, any word, a phrase, a prefix, or no words (the newest articles)."""


@dataclass(frozen=True)
class Query:
    kind: Kind
    words: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    """Range of publication days, as ordinals, both inclusive."""


Workload = dict[str, list[Query]]
CLASSES = (
    "one common term",
    "one rare term",
    "three terms, OR",
    "three terms, AND",
    "phrase",
    "prefix",
    "term + date range",
    "browse all",
)


@dataclass(frozen=True)
class Words:
    """The words that queries are drawn from, by document frequency."""

    common: list[str]
    medium: list[str]
    rare: list[str]
    pairs: list[tuple[str, str]]
    """Adjacent words: the first two of each title."""
    days: list[int]


def word_counts(rows: Iterable[dict[str, Any]]) -> Words:
    counts: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    days: list[int] = []
    size = 0
    for row in rows:
        size += 1
        counts.update({word for text in (row["title"], *row["paragraphs"]) for word in text.split()})
        if row["day"] is not None:
            days.append(row["day"])
        title = row["title"].split()
        if len(title) > 2 and all(word.isalpha() for word in title[:2]):
            pairs.add((title[0], title[1]))
    known = {word: n for word, n in counts.items() if len(word) > 2 and word.isalpha() and not is_stop_word(word)}
    every = sorted(known)

    def between(low: float, high: float) -> list[str]:
        return sorted(word for word, n in known.items() if low <= n <= high) or every

    return Words(
        common=between(0.01 * size, 0.2 * size),
        medium=between(0.001 * size, 0.01 * size),
        rare=between(2, 20),
        pairs=sorted(pairs) or [(every[0], every[-1])],
        days=sorted(days) or [1],
    )


def draw(words: Words, size: int, *, seed: int = 7) -> Workload:
    """`size` queries of each class; the same for the same words and seed."""
    chance = random.Random(seed)
    pick = chance.choice

    def within() -> tuple[int, int]:
        first, last = sorted(chance.choices(words.days, k=2))
        return first, last

    makers = {
        "one common term": lambda: Query("all", (pick(words.common),)),
        "one rare term": lambda: Query("all", (pick(words.rare),)),
        "three terms, OR": lambda: Query("any", (pick(words.common), pick(words.medium), pick(words.rare))),
        "three terms, AND": lambda: Query("all", (pick(words.common), pick(words.common), pick(words.medium))),
        "phrase": lambda: Query("phrase", pick(words.pairs)),
        "prefix": lambda: Query("prefix", (pick(words.medium)[: pick((2, 3, 4))],)),
        "term + date range": lambda: Query("all", (pick(words.common),), *within()),
        "browse all": lambda: Query("browse"),
    }
    return {name: [makers[name]() for _ in range(size)] for name in CLASSES}
