"""Which paragraphs of an article a line of its original went into, found by their words.

Thousands of lines meet thousands of paragraphs, which are compared all at once: a set of paragraphs is a whole number, in which
the bit of each paragraph's place is 1.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from archive.text import distinct_words

MIN_SHARE = 0.6
"""Of the words of the shorter of a line and a paragraph that both must have, if neither contains the other."""
MIN_WORDS = 4
"""Of both, or the share says nothing."""

Key = TypeVar("Key", bound=Hashable)


class Paragraphs:
    """The paragraphs of one article. Places count from 0."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._bare = [_one_line(text) for text in texts]
        tokens = [text.split(" ") for text in self._bare]
        words = [distinct_words(text) for text in texts]
        self._all = (1 << len(self._bare)) - 1
        self._with_text = _sets([text] for text in self._bare)
        self._with_token = _sets(tokens)
        self._under_token = _sets([self._rarest_inner(own)] if len(own) > 1 else [] for own in tokens)
        self._with_word = _sets(words)
        self._with_count = {
            count: held for count, held in _sets([len(own)] for own in words).items() if count >= MIN_WORDS
        }

    def of_line(self, line: str) -> tuple[int, ...]:
        """The places of those that the line contains or is part of, else of the first that shares most of its words."""
        text = _one_line(line)
        return tuple(_places(self._containing(text))) or self._most_alike(distinct_words(text))

    def _containing(self, line: str) -> int:
        """A single word must be the whole of the other."""
        tokens = line.split(" ")
        found = self._with_text.get(line, 0)
        if len(tokens) > 1:
            longer = self._all
            for token in _inner(tokens):
                longer &= self._with_token.get(token, 0)
            found |= sum(1 << place for place in _places(longer & ~found) if line in self._bare[place])
        shorter = 0
        for token in {*tokens, ""}:
            shorter |= self._under_token.get(token, 0)
        return found | sum(1 << place for place in _places(shorter & ~found) if self._bare[place] in line)

    def _rarest_inner(self, tokens: Sequence[str]) -> str:
        """A token without which no line contains these; "" if any may."""
        return min(_inner(tokens), key=lambda token: self._with_token[token].bit_count(), default="")

    def _most_alike(self, line: Collection[str]) -> tuple[int, ...]:
        if len(line) < MIN_WORDS:
            return ()
        digits = self._shared(line)
        shares = []
        for count, held in self._with_count.items():
            first, shared = _most(held, digits)
            shares.append((shared / min(len(line), count), -first))
        share, place = max(shares, default=(0.0, 0))
        return (-place,) if share >= MIN_SHARE else ()

    def _shared(self, line: Iterable[str]) -> list[int]:
        """How many of these words each paragraph has, in binary digits from the lowest: for each the paragraphs where it is 1."""
        digits: list[int] = []
        for word in line:
            carried = self._with_word.get(word, 0)
            for height, digit in enumerate(digits):
                digits[height], carried = digit ^ carried, digit & carried
            if carried:
                digits.append(carried)
        return digits


def _most(held: int, digits: Sequence[int]) -> tuple[int, int]:
    """Of these places the first with the greatest number, and that number."""
    number = 0
    for height in reversed(range(len(digits))):
        if above := held & digits[height]:
            held, number = above, number + (1 << height)
    return next(_places(held)), number


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _inner(tokens: Sequence[str]) -> Sequence[str]:
    """Those that stay whole words wherever the text is part of another."""
    return tokens[1:-1]


def _sets(keys_of: Iterable[Iterable[Key]]) -> dict[Key, int]:
    """The places at which each key is."""
    found: defaultdict[Key, int] = defaultdict(int)
    for place, keys in enumerate(keys_of):
        for key in keys:
            found[key] |= 1 << place
    return dict(found)


def _places(held: int) -> Iterator[int]:
    while held:
        lowest = held & -held
        yield lowest.bit_length() - 1
        held ^= lowest
