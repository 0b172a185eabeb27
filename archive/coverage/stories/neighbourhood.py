"""Articles of a few days compared with each other, all at once: what each two have in common, as numbers.

A term weighs as its occurrences near the beginning, times how rare it is *in those days*: the words of a long affair are
in every article of the week and part none of its events, a new event's are not. The articles' counts of the days are mixed
with the rarity in the language at large (PRIOR_TEXTS), which decides where few articles are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from archive.coverage.stories.terms import RARITY_STEP, StoryTerms, TermTable

Matrix = NDArray[np.float32]
Features = NDArray[np.float32]
"""(texts × texts × FEATURES)."""
FEATURES = ("first", "language", "headline", "kin", "next_day", "later", "outlet", "other_day")
"""first: likeness (cosine) of headlines and first words; language: likeness of the leads, with rarity in the language; headline:
shared words of the headlines; kin: likeness of the leads with those nearest to each added; next_day: printed at least a day
apart; later: days apart beyond the first; outlet: one and the same; other_day: they name different days as theirs."""
PRIOR_TEXTS = 20.0
NEAREST, NEAR = 5, 0.15
"""Texts that are added to a lead for `kin`, and the least likeness of one."""
MAX_HEADLINE = 4
RARE_IN_LANGUAGE = 3.0


@dataclass(frozen=True, slots=True)
class StoryText:
    """An article as it is compared. `day` is the ordinal of its publication, the middle of the interval if that is wider."""

    pk: int
    source: int | None
    day: int
    terms: StoryTerms


class TermCounts(Protocol):
    """How many texts of the days around one have each of some terms."""

    def around(self, day: int, terms: NDArray[np.uint32]) -> tuple[NDArray[np.float32], int]:
        """The counts of these sorted terms, and how many texts there are."""
        ...


def rarity_of_days(terms: NDArray[np.uint32], prior: Matrix, counts: TermCounts, day: int) -> Matrix:
    """−log of the share of the texts around a day that have each term, `prior` being its rarity in the language."""
    found, texts = counts.around(day, terms)
    share = (found + PRIOR_TEXTS * np.exp(-prior) + 0.5) / (texts + PRIOR_TEXTS + 1)
    rarity: Matrix = np.maximum(-np.log(share), 0).astype(np.float32)
    return rarity


def compare(texts: Sequence[StoryText], day: int, counts: TermCounts) -> Features:
    """The FEATURES of each two of these texts, (texts × texts × features); `day` is that around which words are counted."""
    tables = [text.terms.table for text in texts]
    terms = np.unique(np.concatenate([table["term"] for table in tables]))
    places = [np.searchsorted(terms, table["term"]) for table in tables]
    prior = np.zeros(len(terms), np.float32)
    for table, place in zip(tables, places, strict=True):
        prior[place] = table["rarity"] * RARITY_STEP
    rarity = rarity_of_days(terms, prior, counts, day)
    title, first = _spread(tables, places, len(terms), "title"), _spread(tables, places, len(terms), "first")
    lead = _damped(3 * title + first + _spread(tables, places, len(terms), "lead"))
    days = np.array([text.day for text in texts])
    apart = np.abs(days[:, None] - days[None, :])
    return np.stack(
        (
            _likeness(_damped(2 * title + first) * rarity),
            _likeness(lead * prior),
            np.minimum(_common(title[:, prior > RARE_IN_LANGUAGE] > 0), MAX_HEADLINE),
            _kin(_unit(lead * rarity)),
            apart >= 1,
            np.maximum(apart - 1, 0),
            _same_outlet(texts),
            _other_day(texts),
        ),
        axis=-1,
    ).astype(np.float32)


def _spread(tables: Sequence[TermTable], places: Sequence[NDArray[np.intp]], width: int, column: str) -> Matrix:
    rows = np.zeros((len(tables), width), np.float32)
    for number, (table, place) in enumerate(zip(tables, places, strict=True)):
        rows[number, place] = table[column]
    return rows


def _damped(counts: Matrix) -> Matrix:
    damped: Matrix = np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0).astype(np.float32)
    return damped


def _unit(rows: Matrix) -> Matrix:
    unit: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit


def _likeness(rows: Matrix) -> Matrix:
    unit = _unit(rows)
    return unit @ unit.T


def _common(has: NDArray[np.bool_]) -> Matrix:
    rows = has.astype(np.float32)
    return rows @ rows.T


def _kin(leads: Matrix) -> Matrix:
    """Likeness of leads, each with those of its nearest texts added: what one leaves out, another on the same event has."""
    likeness = leads @ leads.T
    near = np.where(likeness > NEAR, likeness, 0)
    np.fill_diagonal(near, 0)
    if len(near) > NEAREST:
        least = np.partition(near, -NEAREST, axis=1)[:, -NEAREST][:, None]
        near = np.where(near >= least, near, 0)
    weights = near**2 / np.maximum((near**2).sum(axis=1, keepdims=True), 1e-9)
    return _likeness(leads + weights @ leads)


def _same_outlet(texts: Sequence[StoryText]) -> NDArray[np.bool_]:
    outlets = np.array([-1 if text.source is None else text.source for text in texts])
    same: NDArray[np.bool_] = (outlets[:, None] == outlets[None, :]) & (outlets >= 0)
    return same


def _other_day(texts: Sequence[StoryText]) -> NDArray[np.bool_]:
    """Both name days as theirs, and none of them is the same."""
    known = sorted({day for text in texts for day in text.terms.days})
    names = np.array([[day in text.terms.days for day in known] for text in texts], bool).reshape(len(texts), -1)
    named: NDArray[np.bool_] = np.asarray(names.any(axis=1))
    return named[:, None] & named[None, :] & (_common(names) == 0)
