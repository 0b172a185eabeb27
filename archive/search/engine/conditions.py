"""Clauses about keys, days and numbers, and what is made of them, as masks over columns."""

import numpy as np
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.columns import UNDATED, Columns

Mask = NDArray[np.bool_]
SIMPLE = (
    c.MatchAll,
    c.MatchNone,
    c.Keys,
    c.KeyPrefix,
    c.Published,
    c.PublicationStart,
    c.MentionsDate,
    c.HasDate,
    c.DocIds,
)
"""What columns alone can tell."""


def told_by_columns(clause: c.Clause) -> bool:
    """Whether `fitting` knows the clause."""
    match clause:
        case c.Not():
            return told_by_columns(clause.part)
        case c.And() | c.Or():
            return all(map(told_by_columns, clause.parts))
    return isinstance(clause, SIMPLE)


def fitting(columns: Columns, clause: c.Clause) -> Mask:
    """The documents that a clause finds, deleted ones among them. Raises TypeError for clauses about words."""
    size = len(columns)
    match clause:
        case c.MatchAll():
            return np.ones(size, bool)
        case c.MatchNone():
            return np.zeros(size, bool)
        case c.Not():
            return ~fitting(columns, clause.part)
        case c.And():
            both: Mask = np.logical_and.reduce([np.ones(size, bool), *_all(columns, clause.parts)])
            return both
        case c.Or():
            either: Mask = np.logical_or.reduce([np.zeros(size, bool), *_all(columns, clause.parts)])
            return either
        case c.Keys():
            return columns.keyed[clause.column].mask(clause.keys, size)
        case c.KeyPrefix():
            keyed = columns.keyed[clause.column]
            return keyed.mask(tuple(key for key in keyed.keys if key.startswith(clause.beginning)), size)
        case c.Published():
            mask: Mask = columns.first != UNDATED
            if clause.first is not None:
                mask &= columns.last >= clause.first.toordinal()
            if clause.last is not None:
                mask &= columns.first <= clause.last.toordinal()
            return mask
        case c.PublicationStart():
            begun: Mask = (columns.first >= clause.first.toordinal()) & (columns.first <= clause.last.toordinal())
            return begun
        case c.MentionsDate():
            return _speaks(columns, clause)
        case c.HasDate():
            dated: Mask = columns.first != UNDATED
            return dated
        case c.DocIds():
            return np.isin(columns.pks, np.array([pk for pk in clause.pks if abs(pk) < 1 << 63], np.int64))
    raise TypeError(f"No such clause: {clause!r}")


def _all(columns: Columns, parts: tuple[c.Clause, ...]) -> list[Mask]:
    return [fitting(columns, part) for part in parts]


def _speaks(columns: Columns, clause: c.MentionsDate) -> Mask:
    chosen = np.ones(len(columns.spoken_docs), bool)
    if clause.first is not None:
        edge = columns.spoken_first if clause.within else columns.spoken_last
        chosen &= edge >= clause.first.toordinal()
    if clause.last is not None:
        edge = columns.spoken_last if clause.within else columns.spoken_first
        chosen &= edge <= clause.last.toordinal()
    if clause.stated:
        chosen &= columns.spoken_stated
    mask = np.zeros(len(columns), bool)
    mask[columns.spoken_docs[chosen]] = True
    return mask
