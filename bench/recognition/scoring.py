"""Precision, recall and F1 of the names found: a name is right if a label has the same words and the same type."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.entities.recognition import BIO_TYPES
from bench.recognition.corpus import WordSpan


@dataclass(frozen=True, slots=True)
class Score:
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


@dataclass
class Tally:
    """Counts over sentences, by type."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, found: Iterable[WordSpan], labelled: Iterable[WordSpan]) -> None:
        found, labelled = set(found), set(labelled)
        self.right.update(span[2] for span in found & labelled)
        self.wrong.update(span[2] for span in found - labelled)
        self.missed.update(span[2] for span in labelled - found)

    def of(self, *types: str) -> Score:
        """The micro-averaged score of these types, or of all."""
        kinds = types or tuple(BIO_TYPES.values())
        return Score(*(sum(counts[kind] for kind in kinds) for counts in (self.right, self.wrong, self.missed)))
