"""Clauses about keys, dates and ids, and boolean combinations of them, as masks over the columns."""

import numpy as np
from numpy.typing import NDArray

from archive.search.engine import clauses as c
from archive.search.engine.embedded.columns import Columns
from archive.search.engine.embedded.records import UNDATED

Mask = NDArray[np.bool_]
SIMPLE = (
    c.MatchAll,
    c.MatchNone,
    c.Keys,
    c.KeyPrefix,
    c.Published,
    c.PublicationStart,
    c.Anniversary,
    c.MentionsDate,
    c.HasDate,
    c.AddedSince,
    c.DocIds,
)
"""Clauses that the columns answer by themselves."""


def is_column_filter(clause: c.Clause) -> bool:
    """Whether `column_mask` can evaluate the clause."""
    if isinstance(clause, c.Not | c.And | c.Or):
        return all(map(is_column_filter, clause.children()))
    return isinstance(clause, SIMPLE)


def column_mask(columns: Columns, clause: c.Clause) -> Mask:
    """The documents that match, deleted ones included. Raises TypeError for clauses about words."""
    size = len(columns)
    match clause:
        case c.MatchAll():
            return np.ones(size, bool)
        case c.MatchNone():
            return np.zeros(size, bool)
        case c.Not():
            return ~column_mask(columns, clause.part)
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
            return keyed.mask(tuple(key for key in keyed.keys if key.startswith(clause.prefix)), size)
        case c.Published():
            return _published(columns, clause)
        case c.PublicationStart():
            started: Mask = (columns.first >= clause.first.toordinal()) & (columns.first <= clause.last.toordinal())
            return started
        case c.Anniversary():
            days: Mask = (columns.first == columns.last) & np.isin(columns.first, np.array(clause.ordinals, np.int32))
            return days
        case c.MentionsDate():
            return _mentions_date(columns, clause)
        case c.HasDate():
            dated: Mask = columns.first != UNDATED
            return dated
        case c.AddedSince():
            added: Mask = columns.added >= clause.moment
            return added
        case c.DocIds():
            return np.isin(columns.pks, np.array([pk for pk in clause.pks if abs(pk) < 1 << 63], np.int64))
    raise TypeError(f"No filter by columns: {clause!r}")


def _all(columns: Columns, parts: tuple[c.Clause, ...]) -> list[Mask]:
    return [column_mask(columns, part) for part in parts]


def _published(columns: Columns, clause: c.Published) -> Mask:
    mask: Mask = columns.first != UNDATED
    if clause.first is not None:
        mask &= columns.last >= clause.first.toordinal()
    if clause.last is not None:
        mask &= columns.first <= clause.last.toordinal()
    return mask


def _mentions_date(columns: Columns, clause: c.MentionsDate) -> Mask:
    mask = np.zeros(len(columns), bool)
    intervals = (columns.mentioned_first, columns.mentioned_last, columns.mentioned_stated)
    mask[columns.mentioned_docs[matching_intervals(clause, *intervals)]] = True
    return mask


def matching_intervals(
    clause: c.MentionsDate, first: NDArray[np.int_], last: NDArray[np.int_], stated: NDArray[np.bool_]
) -> Mask:
    """Which intervals (ordinals of first and last day) the clause accepts."""
    chosen = np.ones(len(first), bool)
    if clause.first is not None:
        chosen &= (first if clause.within else last) >= clause.first.toordinal()
    if clause.last is not None:
        chosen &= (last if clause.within else first) <= clause.last.toordinal()
    if clause.stated:
        chosen &= stated
    return chosen
