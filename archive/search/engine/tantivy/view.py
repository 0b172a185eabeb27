"""A snapshot as the contract's View.

The clause and those filters that exclude a document become one query; its hits are counted and the page is fetched. If
facets or groups are wanted, or have been before, the hits become rows and are counted there (`execute`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from tantivy import DocAddress, Order, Query

from archive.search.engine import clauses as c
from archive.search.engine.contract import IndexInfo, SearchQuery, SearchResult
from archive.search.engine.document import Record
from archive.search.engine.embedded.records import decode_record
from archive.search.engine.forms import EXACT, SPELLING
from archive.search.engine.phonetic_table import LARGE_VOCABULARY, by_phonetic_key
from archive.search.engine.tantivy.counting import count, date_range
from archive.search.engine.tantivy.execute import execute
from archive.search.engine.tantivy.hits import CONJUNCTION_LOOKAHEAD, LOOKAHEAD, Hits
from archive.search.engine.tantivy.queries.boolean import all_of, any_pk, unscored
from archive.search.engine.tantivy.queries.query_builder import constant_score
from archive.search.engine.tantivy.queries.strip_scoring import strip_scoring
from archive.search.engine.tantivy.schema import FORMS, stored
from archive.search.engine.tantivy.snapshot import Snapshot
from archive.search.engine.tantivy.token_stream import TAGS, clean


@dataclass(frozen=True, eq=False)
class TantivyView:
    snapshot: Snapshot

    @property
    def info(self) -> IndexInfo | None:
        return self.snapshot.info

    @property
    def count(self) -> int:
        return self.snapshot.count

    # Queries

    def search(self, query: SearchQuery) -> SearchResult:
        snapshot = self.snapshot
        filters = {name: clause for name, clause in query.filters.items() if not self._keeps_all(clause)}
        narrowing = [unscored(snapshot.filters.query(clause)) for clause in filters.values()]
        hits = Hits(
            snapshot.searcher,
            lambda: all_of([snapshot.queries.query(query.clause), *narrowing]),
            score=constant_score(query.clause),
            lookahead=CONJUNCTION_LOOKAHEAD if _is_conjunction(strip_scoring(query.clause)) else LOOKAHEAD,
        )
        if query.facets or query.group or query.sort == "added" or snapshot.has_rows:
            return execute(snapshot, query, filters, hits)
        number, page, _ = hits.page(query.sort, query.start, query.end)
        scored = hits.score is None
        found = all_of([snapshot.filters.query(query.clause), *narrowing]) if scored else hits.query
        dates = date_range(snapshot.searcher, found, number)
        return SearchResult(
            count=number,
            pks=[pk for pk, _ in page],
            scores=[round(score, 4) for _, score in page],
            clause_counts=tuple(
                count(snapshot.searcher, all_of([found, snapshot.filters.query(clause)]))
                for clause in query.count_clauses
            ),
            undated=dates.undated,
            first_day=dates.first,
            last_day=dates.last,
        )

    def _keeps_all(self, clause: c.Clause) -> bool:
        """Whether a filter by keys excludes nothing: as a query it would cost as much as a common word."""
        searcher, builder = self.snapshot.searcher, self.snapshot.filters
        if (
            not isinstance(clause, c.Keys)
            or sum(searcher.doc_freq(clause.column, clean(key)) for key in clause.keys) < self.count
        ):
            return False
        kept = self.snapshot.docsets.get(("all", clause), lambda: np.array(count(searcher, builder.query(clause))))
        return int(kept) == self.count

    # Records and words

    def records(self, pks: Sequence[int]) -> dict[int, Record]:
        hits = self._all(any_pk(list(pks)))
        blobs = (stored(self.snapshot.searcher, address, "record") for _, address in hits)
        return {record.pk: record for record in map(decode_record, blobs)}

    def doc_versions(self) -> dict[int, int]:
        hits = self._all(Query.all_query())
        versions = self.snapshot.searcher.fast_field_values("stamp", [address for _, address in hits])
        return {pk: int(version or 0) for (pk, _), version in zip(hits, versions, strict=True)}

    def doc_freqs(self, forms: Iterable[str], field: c.Field = "text") -> dict[str, int]:
        searcher = self.snapshot.searcher
        return {form: searcher.doc_freq(*_term(form, field)) for form in forms}

    def sample(self, forms: Sequence[str], limit: int) -> list[int]:
        terms = c.Or(tuple(c.Word(((form,),)) for form in forms))
        found = self.snapshot.searcher.search(
            self.snapshot.queries.query(terms),
            limit=max(limit, 1),
            count=False,
            order_by_field="spread",
            order=Order.Asc,
        )
        addresses = [address for _, address in found.hits[:limit]]
        return [int(pk or 0) for pk in self.snapshot.searcher.fast_field_values("pk", addresses)]

    def terms(self, prefix: str, *, min_doc_freq: int = 1) -> dict[str, int]:
        field, beginning = _term(prefix, "text")
        found = self.snapshot.searcher.terms_with_prefix(field, beginning)
        tag, cut = (EXACT, len(TAGS[0])) if field == "text" else ("", 0)
        return {tag + term[cut:]: number for term, number in found if number >= min_doc_freq}

    def words_by_sound(self, key: str) -> list[str]:
        table = self.snapshot.phonetic
        words = table.words
        if words is None:
            words = by_phonetic_key(word for tag in (EXACT, SPELLING) for word in self._by_doc_freq(tag))
            table.words, table.count = words, self.count
        return words.get(key, "").split()

    def _by_doc_freq(self, tag: str) -> list[str]:
        found = self.terms(tag)  # most frequent first
        least = 2 if len(found) > LARGE_VOCABULARY else 1
        return [form[2:] for form, number in found.items() if number >= least]

    def _all(self, query: Query) -> list[tuple[int, DocAddress]]:
        """All hits with their pks, highest first."""
        number = count(self.snapshot.searcher, query)
        if not number:
            return []
        return self.snapshot.searcher.search(query, limit=number, count=False, order_by_field="pk").hits


def _is_conjunction(clause: c.Clause) -> bool:
    """Whether words must occur together."""
    return any(isinstance(part, c.Phrase | c.And) for part in c.walk(clause))


def _term(form: str, field: str) -> tuple[str, str]:
    """Field and term of a tagged form."""
    if form.startswith(EXACT):
        return field, TAGS[0] + clean(form[2:])
    return FORMS[field], clean(form)
