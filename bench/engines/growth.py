"""More articles than there are: the real ones first, in a drawn order, then perturbations of them. Same seed, same articles.

A perturbed article takes after a real one: its source, section and length; its day, moved by up to two years within the
archive's span; its title spliced with another's. Each of its sentences is kept or, as often, exchanged for one drawn from
all articles. That leaves words, names and their frequencies as they are in the archive, while most pairs of sentences are
new.

So that the vocabulary grows too, words are replaced by coined ones: a real word with one inner letter exchanged. How many
follows Heaps' law, V = K · Nᵝ, with K and β from the real articles: at N words, K · β · N^(β-1) of the next ones are new.
As many again are words that were coined before, so that not all of them stand in one article only.
"""

import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from bench.engines.articles import Article, Sentence

KEPT = 0.5
"""The share of sentences that a perturbed article keeps."""
MOVED = 730
"""By how many days its date is moved at most."""
MOST_NEW = 0.05
"""No more of the words are new, however steep the law: a handful of articles would grow into gibberish."""
LEAST_COINED = 5
"""Words of so many letters and more are taken for a coined one."""


@dataclass(frozen=True)
class Heaps:
    """V = k · N^beta: the number of different words among N."""

    k: float
    beta: float

    def newness(self, words: int) -> float:
        """The chance that the next word after so many is new."""
        return min(MOST_NEW, self.k * self.beta * math.pow(max(words, 1), self.beta - 1))


def heaps(articles: Sequence[Article]) -> Heaps:
    """The law that holds from the half of these articles to their whole."""
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


def grown(articles: Sequence[Article], size: int, *, seed: int = 7) -> Iterator[Article]:
    """`size` articles. Raises ValueError where there are none to begin with."""
    if not articles:
        raise ValueError("There is no article to begin with.")
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
        self.models = sorted(word for word in vocabulary if len(word) >= LEAST_COINED and word.isalpha())
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
        chosen = own if self.chance.random() < KEPT else self.chance.choice(self.pool)
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
        """A word that no article had, or one of those coined before."""
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
        return min(max(day + self.chance.randint(-MOVED, MOVED), first), last)


def spliced(one: Sentence, other: Sentence) -> Sentence:
    """The first half of one title and the second half of another, with what both name."""
    words, more = one.text.split(), other.text.split()
    text = " ".join(words[: (len(words) + 1) // 2] + more[len(more) // 2 :])
    keys = tuple(sorted({*one.keys, *other.keys}))
    return Sentence(text, keys, tuple(sorted({*one.days, *other.days})))
