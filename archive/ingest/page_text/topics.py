"""Which lines speak of the same things: the rare words and names that they share.

A word's weight is the logarithm of how rare it is beyond one word in three thousand, so that what all news shares (رئيس، أعلن،
منطقة) weighs nothing and a name weighs much. Lines of one article share a sixth of their weight with what precedes them, lines of
two articles hardly any.

Where one text ends and another begins is decided by likelihood: each text draws its words from a distribution of its own, of
which a Dirichlet prior proportional to the word table is all that is known (Eisenstein and Barzilay, "Bayesian unsupervised topic
segmentation", 2008). A word that one text repeats costs it less each time, so a cut that leaves words on both sides is unlikely.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from archive.ingest.page_text.lines import Line
from archive.text import analyze, current_analyzer, is_stop_word

WORDS_COUNTED = 4e8
"""Of the word table's base counts."""
MAX_LOG_SHARE = -8.0
"""Words at least this frequent, as the logarithm of their share of all words, weigh nothing."""
PRIOR_WORDS = 500
"""The weight of the prior, in words; from 300 to 800 the result is the same within a hundredth."""
MIN_RETURN_GAIN = 5.0
"""How much more likely, in nats, the words must be if the text before an inserted one goes on after it."""
MIN_WORD_LETTERS = 3
Weights = Mapping[str, float]


class Topics:
    """The weighted words of the lines of a file, each line analyzed at most once."""

    def __init__(self) -> None:
        self._known: dict[Line, Weights] = {}

    def of(self, line: Line) -> Weights:
        """The words of a line, by stem, with their weights."""
        if line not in self._known:
            self._known[line] = _weights(line.text)
        return self._known[line]

    def of_all(self, lines: Iterable[Line]) -> Weights:
        """The words of several lines."""
        words: dict[str, float] = {}
        for line in lines:
            words.update(self.of(line))
        return words

    def insertion(self, texts: Sequence[Line], start: int, earliest: int) -> "Inserted":
        """The text inserted at `start`: the end, from the place `earliest`, that makes all words most likely if the lines after
        it belong with those before. Without a clear gain it ends with the lines."""
        whole, outside, inside = _Part(), _Part(), _Part()
        for place, line in enumerate(texts):
            whole.add(self.of(line))
            (inside if place >= start else outside).add(self.of(line))
        best = Inserted(len(texts), _separation(whole, inside, outside))
        to_the_end = most = inside.likelihood + outside.likelihood
        for place in range(len(texts) - 1, earliest - 1, -1):
            inside.remove(self.of(texts[place]))
            outside.add(self.of(texts[place]))
            likelihood = inside.likelihood + outside.likelihood
            if likelihood > max(most, to_the_end + MIN_RETURN_GAIN):
                most, best = likelihood, Inserted(place, _separation(whole, inside, outside))
        return best


class Inserted(NamedTuple):
    """Where an inserted text ends, and its separation: how much more likely the words are if it is a text of its own, in nats for
    each word of the shorter part. Two articles have about 0.15, two parts of one about -1.2."""

    end: int
    separation: float


class _Part:
    """The words of one text and their log likelihood, kept up to date."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self.words = 0
        self._sum = 0.0

    def add(self, words: Weights) -> None:
        for word, value in words.items():
            self._sum += math.log(_prior(value) + self._counts[word])
            self._counts[word] += 1
        self.words += len(words)

    def remove(self, words: Weights) -> None:
        for word, value in words.items():
            self._counts[word] -= 1
            self._sum -= math.log(_prior(value) + self._counts[word])
        self.words -= len(words)

    @property
    def likelihood(self) -> float:
        return self._sum - math.lgamma(PRIOR_WORDS + self.words) + math.lgamma(PRIOR_WORDS)


def shared(words: Weights, others: Weights) -> float:
    """The share of the words' weight that is in the other words; 0 where the words weigh nothing."""
    return sum(value for word, value in words.items() if word in others) / (sum(words.values()) or 1)


def _separation(whole: _Part, one: _Part, other: _Part) -> float:
    gain = one.likelihood + other.likelihood - whole.likelihood
    return gain / max(1, min(one.words, other.words))


def _prior(weight: float) -> float:
    return PRIOR_WORDS * math.exp(MAX_LOG_SHARE - weight)


def _weights(text: str) -> Weights:
    lexicon = current_analyzer().lexicon
    words: dict[str, float] = {}
    for term in analyze(text):
        if len(term.spelling) < MIN_WORD_LETTERS or term.stem in words or is_stop_word(term.spelling):
            continue
        count = max(lexicon[term.stem].family, lexicon[term.spelling].family, 1)
        words[term.stem] = max(0.0, MAX_LOG_SHARE - math.log(count / WORDS_COUNTED))
    return words
