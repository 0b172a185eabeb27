"""Collections larger than the corpus: the real articles in random order, then synthetic ones. Deterministic per seed.

A synthetic article is based on a real one: same source, section and length, its day shifted by up to two years within the
archive's span, its title spliced with another's. Each sentence is kept with probability 1/2, else replaced by one drawn
from all articles. Word and name frequencies stay those of the corpus, while most pairs of sentences are new.

The vocabulary grows with made-up words: a real word with one inner letter replaced. Their rate follows Heaps' law,
V = K · Nᵝ, with K and β fitted to the real articles: after N words, a share of K · β · N^(β-1) of the next ones is new.
As many again repeat words made up earlier, so that not every one occurs in a single article.
"""

import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from bench.engines.articles import Article, Sentence

KEPT_SENTENCES = 0.5
"""Probability that a synthetic article keeps a sentence of its base."""
MAX_DAY_SHIFT = 730
"""Days that its date is shifted by at most."""
MAX_NEW_WORD_RATE = 0.05
"""Upper bound of the rate of new words: a fit to a handful of articles would give gibberish."""
MIN_COINED_LENGTH = 5
"""Letters of a word that a made-up word may be derived from."""


@dataclass(frozen=True)
class Heaps:
    """V = k · N^beta: the number of different words among N."""

    k: float
    beta: float

    def newness(self, words: int) -> float:
        """The probability that the word after the first `words` is new."""
        return min(MAX_NEW_WORD_RATE, self.k * self.beta * math.pow(max(words, 1), self.beta - 1))


def heaps(articles: Sequence[Article]) -> Heaps:
    """Fit the law to the vocabulary of the first half of the articles and of all."""
    seen: set[str] = set()
    total = 0
    at_half = (1, 1)
    for number, article in enumerate(articles):
        if number == len(articles) // 2:
            at_half = max(total, 1), max(len(seen), 1)
        words = [word for sentence in sentences(article) for word in sentence.text.split()]
        total += len(words)
        seen.update(words)
    if total <= at_half[0] or len(seen) <= at_half[1]:
        return Heaps(float(len(seen) or 1), 0.0)
    beta = math.log(len(seen) / at_half[1]) / math.log(total / at_half[0])
    return Heaps(len(seen) / total**beta, beta)


def sentences(article: Article) -> Iterator[Sentence]:
    yield article.title
    for paragraph in article.paragraphs:
        yield from paragraph


def grow(articles: Sequence[Article], size: int, *, seed: int = 7) -> Iterator[Article]:
    """`size` articles. Raises ValueError if `articles` is empty."""
    if not articles:
        raise ValueError("No articles to start from.")
    chance = random.Random(seed)
    drawn = chance.sample(range(len(articles)), min(size, len(articles)))
    yield from (articles[number] for number in drawn)
    if size > len(articles):
        perturb = _Perturbation(articles, chance)
        yield from (perturb.next() for _ in range(size - len(articles)))


class _Perturbation:
    def __init__(self, articles: Sequence[Article], chance: random.Random) -> None:
        self.articles, self.chance = articles, chance
        self.pool = [one for article in articles for paragraph in article.paragraphs for one in paragraph]
        self.law = heaps(articles)
        vocabulary = Counter(word for article in articles for one in sentences(article) for word in one.text.split())
        self.words = sum(vocabulary.values())
        self.known = set(vocabulary)
        self.models = sorted(word for word in vocabulary if len(word) >= MIN_COINED_LENGTH and word.isalpha())
        letters = Counter(letter for word in self.models for letter in word[1:-1])
        self.letters = sorted(letters)
        self.frequencies = list(accumulate(letters[letter] for letter in self.letters))
        self.coined: list[str] = []
        days = [article.day for article in articles if article.day is not None]
        self.span = (min(days), max(days)) if days else (1, 1)

    def next(self) -> Article:
        base, other = self.chance.choice(self.articles), self.chance.choice(self.articles)
        paragraphs = tuple(tuple(self.sentence(one) for one in paragraph) for paragraph in base.paragraphs)
        return replace(base, title=spliced(base.title, other.title), paragraphs=paragraphs, day=self.day(base.day))

    def sentence(self, own: Sentence) -> Sentence:
        chosen = own if self.chance.random() < KEPT_SENTENCES else self.chance.choice(self.pool)
        words = chosen.text.split()
        self.words += len(words)
        rate = 2 * self.law.newness(self.words)
        changed = [place for place, word in enumerate(words) if word.isalpha() and self.chance.random() < rate]
        if not changed or not self.models:
            return chosen
        for place in changed:
            words[place] = self.coin()
        return replace(chosen, text=" ".join(words))

    def coin(self) -> str:
        """A made-up word: new to the collection, or one made up earlier."""
        if self.coined and self.chance.random() < 0.5:
            return self.chance.choice(self.coined)
        while True:
            word = self.chance.choice(self.models)
            place = self.chance.randrange(1, len(word) - 1)
            letter = self.chance.choices(self.letters, cum_weights=self.frequencies)[0]
            word = word[:place] + letter + word[place + 1 :]
            if word not in self.known:
                self.known.add(word)
                self.coined.append(word)
                return word

    def day(self, day: int | None) -> int | None:
        if day is None:
            return None
        first, last = self.span
        return min(max(day + self.chance.randint(-MAX_DAY_SHIFT, MAX_DAY_SHIFT), first), last)


def spliced(one: Sentence, other: Sentence) -> Sentence:
    """The first half of one title and the second half of another, with the mentions of both."""
    words, more = one.text.split(), other.text.split()
    text = " ".join(words[: (len(words) + 1) // 2] + more[len(more) // 2 :])
    keys = tuple(sorted({*one.keys, *other.keys}))
    return Sentence(text, keys, tuple(sorted({*one.days, *other.days})))
