"""Quotations as read against those marked by hand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.text import fold
from bench.quotes.gold import GoldArticle, GoldQuotation, Span

MIN_SHARED = 0.8
"""Share of both spans together at which they are one quotation."""
_NO_LETTERS = re.compile(r"[\"«»“”()#_]")


class Prediction(NamedTuple):
    span: Span
    type: str
    cue: str
    speaker: str


@dataclass
class Score:
    found: int = 0
    missed: list[tuple[str, GoldQuotation]] = field(default_factory=list)
    wrong: list[tuple[str, Prediction]] = field(default_factory=list)
    types: int = 0
    speakers: int = 0
    mistaken: list[tuple[str, GoldQuotation, Prediction]] = field(default_factory=list)
    """Found quotations whose speaker is another."""
    names: int = 0
    names_taken: int = 0

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + len(self.missed))

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    @property
    def speaker_share(self) -> float:
        return self.speakers / max(1, self.found)

    def add(self, gold: GoldArticle, predicted: Sequence[Prediction]) -> None:
        used: set[int] = set()
        for quotation in gold.quotations:
            left = [place for place in range(len(predicted)) if place not in used]
            best = max(left, key=lambda place: shared(quotation.span, predicted[place].span), default=None)
            if best is None or shared(quotation.span, predicted[best].span) < MIN_SHARED:
                self.missed.append((gold.id, quotation))
                continue
            used.add(best)
            self.found += 1
            self.types += predicted[best].type == quotation.type
            if _letters(predicted[best].speaker) == _letters(quotation.speaker or ""):
                self.speakers += 1
            else:
                self.mistaken.append((gold.id, quotation, predicted[best]))
        for place, one in enumerate(predicted):
            if place not in used and not any(_meets(one.span, span) for span in gold.optional):
                self.wrong.append((gold.id, one))
        self.names += len(gold.names)
        direct = [one.span for one in predicted if one.type == "direct"]
        self.names_taken += sum(any(shared(name, span) >= MIN_SHARED for span in direct) for name in gold.names)


def shared(one: Span, other: Span) -> float:
    """The share of two spans together that both have."""
    inside = min(one[1], other[1]) - max(one[0], other[0])
    return inside / (max(one[1], other[1]) - min(one[0], other[0])) if inside > 0 else 0.0


def _meets(one: Span, other: Span) -> bool:
    inside = min(one[1], other[1]) - max(one[0], other[0])
    return inside >= MIN_SHARED * min(one[1] - one[0], other[1] - other[0])


def _letters(name: str) -> str:
    return " ".join(fold(_NO_LETTERS.sub(" ", name)).split())
