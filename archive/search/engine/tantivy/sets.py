"""What clauses find, as rows, ascending: told by columns, by the rows that are kept of frequent terms, or by Tantivy.

Words, their beginnings and what is made of them are put together here, so that frequent ones need not come out of Tantivy;
of all else (phrases, letters within words) the whole clause is asked there. What was found is kept with the snapshot while
it is asked again.
"""

from functools import reduce
from operator import and_, or_
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tantivy import Query

from archive.search.engine import clauses as c
from archive.search.engine.conditions import fitting, told_by_columns
from archive.search.engine.tantivy.counting import size
from archive.search.engine.tantivy.feeding import HEAD
from archive.search.engine.tantivy.frequent import Key
from archive.search.engine.tantivy.schema import HEADS, SCHEMA
from archive.search.engine.tantivy.snapshot import Snapshot
from archive.search.engine.tantivy.translation import (
    any_number,
    every,
    except_for,
    head_of,
    numbers_from,
    some,
    without,
)

FEW = 1_000
"""So many hits of words that must stand together are told by Tantivy sooner than put together here."""
CHANGED = 1_000
"""So many documents that have changed since frequent terms were written are asked for by number."""
Array = NDArray[Any]


def rows_of(snapshot: Snapshot, clauses: list[c.Clause], number: int | None = None) -> Array:
    """The rows of what all the clauses find; `number`: of how many documents, where that is known."""
    if not clauses:
        return snapshot.rows.live_docs
    return snapshot.kept.get(("rows", *clauses), lambda: _rows(snapshot, clauses, number))


def _rows(snapshot: Snapshot, clauses: list[c.Clause], number: int | None) -> Array:
    together = any(isinstance(part, c.And) for clause in clauses for part in c.walk(clause))
    if number is None and together and not all(map(told_by_columns, clauses)):
        number = size(snapshot.searcher, every([snapshot.matcher.query(clause) for clause in clauses]))
    if number is not None and number <= FEW:
        return np.sort(_hits(snapshot, every([snapshot.matcher.query(clause) for clause in clauses]), number))
    return np.flatnonzero(_all(snapshot, clauses))


def mask_of(snapshot: Snapshot, clause: c.Clause) -> Array:
    """Which of all rows a clause finds."""
    return snapshot.kept.get(("mask", clause), lambda: _mask(snapshot, clause))


def _all(snapshot: Snapshot, clauses: list[c.Clause]) -> Array:
    told = [clause for clause in clauses if told_by_columns(clause) or _of_words(clause)]
    asked = [clause for clause in clauses if clause not in told]
    if asked:  # what narrows them is told to Tantivy, too
        return _fetched(snapshot, every([snapshot.matcher.query(clause) for clause in clauses]), asked)
    return reduce(and_, (mask_of(snapshot, clause) for clause in told), snapshot.rows.live)


def _mask(snapshot: Snapshot, clause: c.Clause) -> Array:
    if told_by_columns(clause):
        return fitting(snapshot.rows.columns, clause)
    if not _of_words(clause):
        return _fetched(snapshot, snapshot.matcher.query(clause), [clause])
    match clause:
        case c.Word():
            return _word(snapshot, clause)
        case c.Prefix():
            return _prefix(snapshot, clause)
        case c.Weighted() | c.Constant():
            return _mask(snapshot, clause.part)
        case c.Not():
            return ~_mask(snapshot, clause.part)
        case c.And():
            return reduce(and_, (_mask(snapshot, part) for part in clause.parts))
        case c.Or():
            return reduce(or_, (_mask(snapshot, part) for part in clause.parts))
    raise TypeError(f"No such clause: {clause!r}")


def _of_words(clause: c.Clause) -> bool:
    """Whether a clause is made of words, beginnings and conditions alone."""
    match clause:
        case c.Weighted() | c.Constant() | c.Not():
            return _of_words(clause.part)
        case c.And() | c.Or():
            return bool(clause.parts) and all(map(_of_words, clause.parts))
    return isinstance(clause, c.Word | c.Prefix) or told_by_columns(clause)


def _word(snapshot: Snapshot, clause: c.Word) -> Array:
    """What is kept first; of the other terms, those hits that it does not have: nearer levels have few of their own."""
    mask = np.zeros(snapshot.rows.size, bool)
    told, asked, number = [], [], 0
    for field, text in snapshot.matcher.terms(clause):
        found = snapshot.searcher.doc_freq(field, text)
        if found:
            query = Query.term_query(SCHEMA, field, text, index_option="basic")
            rows = _frequent(snapshot, (field, text))
            if rows is None:
                asked.append(query)
                number += found
            else:
                told.append(query)
                mask[rows] = True
    more = [except_for(some(asked), told)] if asked else []
    more += _since(snapshot, told)
    if more:
        number += len(snapshot.frequent.changed) + snapshot.frequent.later
        mask[_hits(snapshot, some(more), min(number, snapshot.rows.count))] = True
    return mask


def _prefix(snapshot: Snapshot, clause: c.Prefix) -> Array:
    mask = np.zeros(snapshot.rows.size, bool)
    told: list[Query] = []
    for form in clause.prefixes:
        query = snapshot.matcher.query(c.Prefix((form,), clause.field))
        head = head_of(form)
        rows = _frequent(snapshot, (HEADS[clause.field], head)) if head is not None else None
        if rows is None:
            mask |= _fetched(snapshot, query, [c.Prefix((form,))])
        else:
            told.append(query)
            mask[rows] = True
    for query in _since(snapshot, told):
        mask[_hits(snapshot, query, len(snapshot.frequent.changed) + snapshot.frequent.later)] = True
    return mask


def _frequent(snapshot: Snapshot, key: Key) -> Array | None:
    """The rows of what is frequent, but for what `_since` asks for; None where they are not kept."""
    kept = snapshot.frequent
    return kept.rows_of(key) if len(kept.changed) <= CHANGED else None


def _since(snapshot: Snapshot, told: list[Query]) -> list[Query]:
    """What has come or changed since frequent terms were written, and is found by one of these queries."""
    kept = snapshot.frequent
    since = [any_number(kept.changed)] if kept.changed else []
    since += [numbers_from(kept.last + 1)] if kept.later else []
    return [every([some(told), some(since)])] if told and since else []


def _fetched(snapshot: Snapshot, query: Query, clauses: list[c.Clause]) -> Array:
    """The mask of a query's hits. Where they are more than half of the archive, the others are asked for."""
    rows = snapshot.rows
    mask = np.zeros(rows.size, bool)
    number = rows.count if any(map(_long, clauses)) else size(snapshot.searcher, query)
    if 2 * number <= rows.count or number == rows.count:
        mask[_hits(snapshot, query, number)] = True
        return mask
    mask |= rows.live
    mask[_hits(snapshot, without(query), rows.count - number)] = False
    return mask


def _long(clause: c.Clause) -> bool:
    """Whether a clause goes through many terms, so that counting takes as long as finding, and finds less than half."""
    found = [part for part in c.walk(clause) if isinstance(part, c.Prefix | c.Holding)]
    return any(isinstance(part, c.Holding) or all(len(form) > 2 + HEAD for form in part.prefixes) for part in found)


def _hits(snapshot: Snapshot, query: Query, number: int) -> Array:
    if not number:
        return np.empty(0, np.intp)
    hits = snapshot.searcher.search(query, limit=number, count=False, order_by_field="pk").hits
    return snapshot.rows.rows_of(np.array([pk for pk, _ in hits], np.int64))
