"""What clauses find, as rows, ascending: told by columns, by what is kept of frequent terms, or by Tantivy.

Words, their beginnings and what is made of them are put together here, so that frequent ones need not come out of Tantivy;
documents that have come or changed since they were kept are told by their words (`recent`) or, where these do not tell, by
Tantivy, which is asked for the whole clause. What was found is kept with the snapshot while it is asked again.
"""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tantivy import Query

from archive.search.engine import clauses as c
from archive.search.engine.conditions import fitting, told_by_columns
from archive.search.engine.tantivy.counting import size
from archive.search.engine.tantivy.dirty_docs import holding
from archive.search.engine.tantivy.feeding import HEAD, TAGS
from archive.search.engine.tantivy.query_builder import (
    any_number,
    every,
    except_for,
    head_of,
    numbers_from,
    some,
    without,
)
from archive.search.engine.tantivy.schema import HEADS, SCHEMA
from archive.search.engine.tantivy.snapshot import Snapshot
from archive.search.engine.tantivy.strip_scoring import finding

FEW = 1_000
"""So many hits of words that must stand together are told by Tantivy sooner than put together here."""
CHANGED = 1_000
"""So many documents that have changed since frequent terms were kept are asked for by number."""
Array = NDArray[Any]
Term = tuple[str, str]
"""Field and text."""


def rows_of(snapshot: Snapshot, clauses: list[c.Clause], number: int | None = None) -> Array:
    """The rows of what all the clauses find; `number`: of how many documents, where that is known."""
    if not clauses:
        return snapshot.rows.live_docs
    return snapshot.kept.get(("rows", *clauses), lambda: _rows(snapshot, list(map(finding, clauses)), number))


def mask_of(snapshot: Snapshot, clause: c.Clause) -> Array:
    """Which of all rows a clause finds."""
    return snapshot.kept.get(("mask", clause), lambda: _mask(snapshot, finding(clause)))


def _rows(snapshot: Snapshot, clauses: list[c.Clause], number: int | None) -> Array:
    if number is None and _costly(snapshot, clauses):
        number = size(snapshot.searcher, every([snapshot.matcher.query(clause) for clause in clauses]))
    if number is not None and number <= FEW and not all(_at_hand(snapshot, clause) for clause in clauses):
        return np.sort(_hits(snapshot, every([snapshot.matcher.query(clause) for clause in clauses]), number))
    return np.flatnonzero(reduce(and_, (_mask(snapshot, clause) for clause in clauses), snapshot.rows.live))


def _mask(snapshot: Snapshot, clause: c.Clause) -> Array:
    if told_by_columns(clause):
        return fitting(snapshot.rows.columns, clause)
    made = _Made(snapshot)
    mask = made.mask(clause)
    if made.kept_used and len(snapshot.frequent.others):
        _mend(snapshot, mask, clause)
    return mask


def _mend(snapshot: Snapshot, mask: Array, clause: c.Clause) -> None:
    """Set right what a mask says of documents that have changed since terms were kept."""
    kept = snapshot.frequent
    told = None if snapshot.recent is None else holding(snapshot.recent, clause)
    if told is not None:
        mask[kept.others] = told
        return
    since = [any_number(kept.changed)] if kept.changed else []
    since += [numbers_from(kept.last + 1)] if kept.later else []
    mask[kept.others] = False
    mask[_hits(snapshot, every([snapshot.matcher.query(clause), some(since)]), len(kept.others))] = True


class _Made:
    """Puts a mask together; of documents that have changed since terms were kept, it may be wrong."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.kept_used = False

    def mask(self, clause: c.Clause) -> Array:
        if told_by_columns(clause):
            return fitting(self.snapshot.rows.columns, clause)
        match clause:
            case c.Word():
                return self._words([clause])
            case c.Prefix():
                return self._prefix(clause)
            case c.Not():
                return ~self.mask(clause.part)
            case c.And():
                return reduce(and_, map(self.mask, clause.parts))
            case c.Or():
                words = [part for part in clause.parts if isinstance(part, c.Word)]
                masks = [self.mask(part) for part in clause.parts if not isinstance(part, c.Word)]
                return reduce(or_, [self._words(words), *masks] if words else masks)
        return _fetched(self.snapshot, self.snapshot.matcher.query(clause), [clause])

    def _words(self, words: list[c.Word]) -> Array:
        """What is kept first; of the other terms, those hits that it does not have."""
        snapshot = self.snapshot
        told, asked = _terms(snapshot, words)
        mask = self._marked(told)
        number = sum(asked.values())
        if number:
            query = some([_term(term) for term in asked])
            if number > FEW and told:
                query = except_for(query, [_term(term) for term in told])
            mask[_hits(snapshot, query, min(number, snapshot.rows.count))] = True
        return mask

    def _prefix(self, clause: c.Prefix) -> Array:
        snapshot = self.snapshot
        told = [head for form in clause.prefixes if (head := _kept_head(snapshot, clause, form))]
        mask = self._marked(told)
        for form in clause.prefixes:
            if _kept_head(snapshot, clause, form) is None:
                part = c.Prefix((form,), clause.field)
                mask |= _fetched(snapshot, snapshot.matcher.query(part), [part])
        return mask

    def _marked(self, told: Iterable[Term]) -> Array:
        mask = np.zeros(self.snapshot.rows.size + 1, bool)
        for term in told:
            self.kept_used = True
            self.snapshot.frequent.mark(mask, term)
        return mask[:-1]


def _terms(snapshot: Snapshot, words: list[c.Word]) -> tuple[list[Term], dict[Term, int]]:
    """The terms that are kept, and those that Tantivy is asked for, with the number of their documents. A stem is asked for
    together with the words that are printed or spelled so (`terms.wanted`), and kept with them."""
    terms = dict.fromkeys(term for word in words for term in snapshot.matcher.terms(word))
    told = [term for term in terms if _is_kept(snapshot, term)]
    for field, text in told:
        for tag in TAGS:
            terms.pop((field, tag + text[len(tag) :]), None)
    asked = {term: snapshot.searcher.doc_freq(*term) for term in terms}
    return told, {term: number for term, number in asked.items() if number}


def _term(term: Term) -> Query:
    return Query.term_query(SCHEMA, *term, index_option="basic")


def _is_kept(snapshot: Snapshot, term: Term) -> bool:
    return len(snapshot.frequent.changed) <= CHANGED and snapshot.frequent.has(term)


def _kept_head(snapshot: Snapshot, clause: c.Prefix, form: str) -> Term | None:
    """What is kept of the words that begin so."""
    head = head_of(form)
    term = (HEADS[clause.field], head or "")
    return term if head is not None and _is_kept(snapshot, term) else None


def _at_hand(snapshot: Snapshot, clause: c.Clause) -> bool:
    """Whether hardly a hit must come out of Tantivy to put a clause together."""
    match clause:
        case c.Word():
            return sum(_terms(snapshot, [clause])[1].values()) <= FEW
        case c.Prefix():
            return all(_kept_head(snapshot, clause, form) for form in clause.prefixes)
        case c.Not():
            return _at_hand(snapshot, clause.part)
        case c.And() | c.Or():
            return all(_at_hand(snapshot, part) for part in clause.parts)
    return told_by_columns(clause)


def _costly(snapshot: Snapshot, clauses: list[c.Clause]) -> bool:
    """Whether words must stand together, so that perhaps few documents are found, and not all of them are at hand."""
    together = any(isinstance(part, c.And) for clause in clauses for part in c.walk(clause))
    return together and not all(_at_hand(snapshot, clause) for clause in clauses)


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
    found = [part for part in c.walk(clause) if isinstance(part, c.Prefix | c.Substring)]
    return any(isinstance(part, c.Substring) or all(len(form) > 2 + HEAD for form in part.prefixes) for part in found)


def _hits(snapshot: Snapshot, query: Query, number: int) -> Array:
    if not number:
        return np.empty(0, np.intp)
    hits = snapshot.searcher.search(query, limit=number, count=False, order_by_field="pk").hits
    return snapshot.rows.rows_of(np.array([pk for pk, _ in hits], np.int64))
