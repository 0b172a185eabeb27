"""The documents of clauses, as rows: from columns, from term bitmaps, or from Tantivy.

Words, prefixes and boolean clauses are evaluated here, so that frequent terms need not come out of Tantivy hit by hit.
Bitmaps are wrong for documents that changed since they were written: those are matched by their words (`dirty_docs`) or by
one query of Tantivy for the whole clause. Results are cached with the snapshot.
"""

from functools import reduce
from operator import and_, or_
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tantivy import Query

from archive.search.engine import clauses as c
from archive.search.engine.embedded.column_filters import column_mask, is_column_filter
from archive.search.engine.tantivy.bitmaps.dirty_docs import matches
from archive.search.engine.tantivy.counting import count
from archive.search.engine.tantivy.queries.boolean import all_of, any_of, any_pk, none_of, pk_from
from archive.search.engine.tantivy.queries.query_builder import head_of
from archive.search.engine.tantivy.queries.strip_scoring import strip_scoring
from archive.search.engine.tantivy.schema import HEADS, SCHEMA
from archive.search.engine.tantivy.snapshot import Snapshot
from archive.search.engine.tantivy.token_stream import HEAD_LETTERS, TAGS

MAX_DIRECT_HITS = 1_000
"""Up to this many hits are faster to get from Tantivy than to compute from the parts of a clause."""
Array = NDArray[Any]
Term = tuple[str, str]
"""Field and text."""


def rows_of(snapshot: Snapshot, clauses: list[c.Clause], number: int | None = None) -> Array:
    """The rows that match all the clauses, ascending; `number`: how many documents match, if that is known."""
    if not clauses:
        return snapshot.rows.live_docs
    return snapshot.docsets.get(("rows", *clauses), lambda: _rows(snapshot, list(map(strip_scoring, clauses)), number))


def mask_of(snapshot: Snapshot, clause: c.Clause) -> Array:
    """Which of all rows match a clause."""
    return snapshot.docsets.get(("mask", clause), lambda: _mask(snapshot, strip_scoring(clause)))


def _rows(snapshot: Snapshot, clauses: list[c.Clause], number: int | None) -> Array:
    few = number is not None and number <= MAX_DIRECT_HITS
    unknown = number is None and any(isinstance(part, c.And) for clause in clauses for part in c.walk(clause))
    if (few or unknown) and not all(_is_cheap(snapshot, clause) for clause in clauses):
        query = all_of([snapshot.filters.query(clause) for clause in clauses])
        number = count(snapshot.searcher, query) if number is None else number
        if number <= MAX_DIRECT_HITS:
            return np.sort(_hits(snapshot, query, number))
    return np.flatnonzero(reduce(and_, (_mask(snapshot, clause) for clause in clauses), snapshot.rows.live))


def _mask(snapshot: Snapshot, clause: c.Clause) -> Array:
    if is_column_filter(clause):
        return column_mask(snapshot.rows.columns, clause)
    evaluation = _Evaluation(snapshot)
    mask = evaluation.mask(clause)
    if evaluation.used_bitmaps and len(snapshot.term_bitmaps.dirty):
        _correct_dirty(snapshot, mask, clause)
    return mask


def _correct_dirty(snapshot: Snapshot, mask: Array, clause: c.Clause) -> None:
    """Set the mask right for documents that changed since the term bitmaps were written."""
    bitmaps = snapshot.term_bitmaps
    matching = None if snapshot.dirty_docs is None else matches(snapshot.dirty_docs, clause)
    if matching is not None:
        mask[bitmaps.dirty] = matching
        return
    since = [any_pk(bitmaps.changed)] if bitmaps.changed else []
    since += [pk_from(bitmaps.last_pk + 1)] if bitmaps.added else []
    mask[bitmaps.dirty] = False
    mask[_hits(snapshot, all_of([snapshot.filters.query(clause), any_of(since)]), len(bitmaps.dirty))] = True


class _Evaluation:
    """Computes a mask; if `used_bitmaps`, it may be wrong for dirty documents."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.used_bitmaps = False

    def mask(self, clause: c.Clause) -> Array:
        if is_column_filter(clause):
            return column_mask(self.snapshot.rows.columns, clause)
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
        return _query_mask(self.snapshot, clause)

    def _words(self, words: list[c.Word]) -> Array:
        """Bitmaps first; of the other terms, the hits that no bitmap has."""
        snapshot = self.snapshot
        with_bitmap, others = _terms(snapshot, words)
        mask = self._bitmaps(with_bitmap)
        number = sum(others.values())
        if number:
            query = any_of(list(map(_term_query, others)))
            if number > MAX_DIRECT_HITS:
                query = none_of(list(map(_term_query, with_bitmap)), among=query)
            mask[_hits(snapshot, query, min(number, snapshot.rows.count))] = True
        return mask

    def _prefix(self, clause: c.Prefix) -> Array:
        heads = {form: _head_with_bitmap(self.snapshot, clause, form) for form in clause.prefixes}
        mask = self._bitmaps([head for head in heads.values() if head is not None])
        for form, head in heads.items():
            if head is None:
                mask |= _query_mask(self.snapshot, c.Prefix((form,), clause.field))
        return mask

    def _bitmaps(self, terms: list[Term]) -> Array:
        self.used_bitmaps = self.used_bitmaps or bool(terms)
        return self.snapshot.term_bitmaps.mask(terms, self.snapshot.rows.size)


def _terms(snapshot: Snapshot, words: list[c.Word]) -> tuple[list[Term], dict[Term, int]]:
    """The terms that have a bitmap, and the others with their document frequencies. The bitmap of a stem includes the words
    that are printed or spelled so."""
    terms = dict.fromkeys(term for word in words for term in snapshot.filters.terms(word))
    with_bitmap = [term for term in terms if term in snapshot.term_bitmaps]
    for field, text in with_bitmap:
        for tag in TAGS:
            terms.pop((field, tag + text[len(tag) :]), None)
    others = {term: snapshot.searcher.doc_freq(*term) for term in terms}
    return with_bitmap, {term: number for term, number in others.items() if number}


def _term_query(term: Term) -> Query:
    return Query.term_query(SCHEMA, *term, index_option="basic")


def _head_with_bitmap(snapshot: Snapshot, clause: c.Prefix, form: str) -> Term | None:
    """The term of a prefix that has a bitmap."""
    head = head_of(form)
    term = (HEADS[clause.field], head or "")
    return term if head is not None and term in snapshot.term_bitmaps else None


def _is_cheap(snapshot: Snapshot, clause: c.Clause) -> bool:
    """Whether few hits must come out of Tantivy to evaluate a clause here."""
    match clause:
        case c.Word():
            return sum(_terms(snapshot, [clause])[1].values()) <= MAX_DIRECT_HITS
        case c.Prefix():
            return all(_head_with_bitmap(snapshot, clause, form) for form in clause.prefixes)
        case c.Not() | c.And() | c.Or():
            return all(_is_cheap(snapshot, part) for part in clause.children())
    return is_column_filter(clause)


def _query_mask(snapshot: Snapshot, clause: c.Clause) -> Array:
    """The mask of a clause's hits in Tantivy. If they are more than half of the archive, the other documents are fetched."""
    rows, query = snapshot.rows, snapshot.filters.query(clause)
    mask = np.zeros(rows.size, bool)
    number = rows.count if _enumerates_terms(clause) else count(snapshot.searcher, query)
    if 2 * number <= rows.count or number == rows.count:
        mask[_hits(snapshot, query, number)] = True
        return mask
    mask |= rows.live
    mask[_hits(snapshot, none_of([query]), rows.count - number)] = False
    return mask


def _enumerates_terms(clause: c.Clause) -> bool:
    """Whether counting the hits takes as long as fetching them, because many terms match; as a rule fewer than half of the
    documents do."""
    found = [part for part in c.walk(clause) if isinstance(part, c.Prefix | c.Substring)]
    return any(
        isinstance(part, c.Substring) or all(len(form) > 2 + HEAD_LETTERS for form in part.prefixes) for part in found
    )


def _hits(snapshot: Snapshot, query: Query, number: int) -> Array:
    if not number:
        return np.empty(0, np.intp)
    hits = snapshot.searcher.search(query, limit=number, count=False, order_by_field="pk").hits
    return snapshot.rows.rows_of(np.array([pk for pk, _ in hits], np.int64))
