"""Copies as newsrooms make them, from a seed: words changed, paragraphs dropped, added, moved or cut; forms filled in again."""

import random
import re
from collections.abc import Sequence

KINDS = ("words", "drop", "add", "reorder", "shorten")
"""What happens besides changed words: nothing; a paragraph goes; one comes; all are moved; the second half goes."""
ADDED_WORDS = 30
_FIGURE = re.compile(r"\d+")


def mutate(
    paragraphs: Sequence[str], *, rate: float, kind: str, words: Sequence[str], chance: random.Random
) -> list[str]:
    """A copy of a text of which `rate` of the words are replaced (seven of ten), left out or followed by another one.

    `words` are those that take their places; `kind` is one of KINDS.
    """
    copied = [text for text in (_changed(paragraph, rate, words, chance) for paragraph in paragraphs) if text]
    if kind == "drop" and len(copied) > 3:
        del copied[chance.randrange(len(copied))]
    elif kind == "add":
        added = " ".join(chance.choice(words) for _ in range(ADDED_WORDS))
        copied.insert(chance.randrange(len(copied) + 1), f"{added}.")
    elif kind == "reorder":
        chance.shuffle(copied)
    elif kind == "shorten":
        copied = copied[: max(1, len(copied) // 2)]
    return copied


def refill(paragraphs: Sequence[str], chance: random.Random) -> list[str]:
    """The text with all its figures replaced by others of as many digits."""
    return [_FIGURE.sub(lambda found: _other_figure(found.group(), chance), paragraph) for paragraph in paragraphs]


def figures(paragraphs: Sequence[str]) -> int:
    return sum(len(_FIGURE.findall(paragraph)) for paragraph in paragraphs)


def _other_figure(figure: str, chance: random.Random) -> str:
    while (other := "".join(chance.choice("123456789") for _ in figure)) == figure:
        pass
    return other


def _changed(paragraph: str, rate: float, words: Sequence[str], chance: random.Random) -> str:
    copied: list[str] = []
    for word in paragraph.split():
        drawn = chance.random()
        if drawn < 0.7 * rate:
            copied.append(chance.choice(words))
        elif drawn < 0.85 * rate:
            continue
        elif drawn < rate:
            copied += [word, chance.choice(words)]
        else:
            copied.append(word)
    return " ".join(copied)
