"""A snapshot as the contract's View.

Order of an answer: the clause and those filters that leave something out become one query; its hits are counted, and the
page that is asked for is taken. Where facets are asked for, or have been, the hits become rows and are counted there
(`answering`).
"""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from tantivy import DocAddress, Order, Query

from archive.search.engine import clauses as c
from archive.search.engine.columns import UNDATED
from archive.search.engine.contract import IndexInfo, SearchQuery, SearchResult
from archive.search.engine.document import KEYED, Record
from archive.search.engine.forms import EXACT, SPELLING
from archive.search.engine.sounds import LARGE, by_sound
from archive.search.engine.tantivy.counting import days, size
from archive.search.engine.tantivy.execute import answer
from archive.search.engine.tantivy.feeding import TAGS, clean
from archive.search.engine.tantivy.ordering import BEYOND, BEYOND_OF_SEVERAL, Hits
from archive.search.engine.tantivy.query_builder import any_number, every, score_of_all, silent
from archive.search.engine.tantivy.schema import FORMS, stored
from archive.search.engine.tantivy.snapshot import Snapshot
from archive.search.engine.tantivy.strip_scoring import finding


@dataclass(frozen=True, eq=False)
class TantivyView:
    snapshot: Snapshot

    @property
    def info(self) -> IndexInfo | None:
        return self.snapshot.info

    @property
    def count(self) -> int:
        return self.snapshot.count

    # Answers

    def search(self, question: SearchQuery) -> SearchResult:
        snapshot = self.snapshot
        filters = {name: clause for name, clause in question.filters.items() if not self._keeps_all(clause)}
        narrowing = [silent(snapshot.matcher.query(clause)) for clause in filters.values()]
        hits = Hits(
            snapshot.searcher,
            lambda: every([snapshot.translator.query(question.clause), *narrowing]),
            alike=score_of_all(question.clause),
            beyond=BEYOND_OF_SEVERAL if _of_several(finding(question.clause)) else BEYOND,
        )
        if question.facets or snapshot.has_rows:
            return answer(snapshot, question, filters, hits)
        count, page, _ = hits.told(question.sort, question.start, question.end)
        scored = hits.alike is None
        found = every([snapshot.matcher.query(question.clause), *narrowing]) if scored else hits.query
        among = days(snapshot.searcher, found, count)
        return SearchResult(
            count=count,
            pks=[pk for pk, _ in page],
            scores=[round(score, 4) for _, score in page],
            clause_counts=tuple(
                size(snapshot.searcher, every([found, snapshot.matcher.query(clause)]))
                for clause in question.count_clauses
            ),
            undated=among.undated,
            first_day=among.first,
            last_day=among.last,
        )

    def _keeps_all(self, clause: c.Clause) -> bool:
        """Whether a filter by keys leaves nothing out: it would cost as much as a common word."""
        searcher, matcher = self.snapshot.searcher, self.snapshot.matcher
        if (
            not isinstance(clause, c.Keys)
            or sum(searcher.doc_freq(clause.column, clean(key)) for key in clause.keys) < self.count
        ):
            return False
        kept = self.snapshot.kept.get(("all", clause), lambda: np.array(size(searcher, matcher.query(clause))))
        return int(kept) == self.count

    def _size(self, query: Query) -> int:
        return size(self.snapshot.searcher, query)

    # Records and words

    def records(self, pks: Sequence[int]) -> dict[int, Record]:
        hits = self._all(any_number(list(pks)))
        blobs = (stored(self.snapshot.searcher, address, "record") for _, address in hits)
        return {record.pk: record for record in map(_record, blobs)}

    def doc_versions(self) -> dict[int, int]:
        """The stamp of each document, by number."""
        hits = self._all(Query.all_query())
        stamps = self.snapshot.searcher.fast_field_values("stamp", [address for _, address in hits])
        return {pk: int(stamp or 0) for (pk, _), stamp in zip(hits, stamps, strict=True)}

    def doc_freqs(self, forms: Iterable[str], field: c.Field = "text") -> dict[str, int]:
        searcher = self.snapshot.searcher
        return {form: searcher.doc_freq(*_term(form, field)) for form in forms}

    def sample(self, forms: Sequence[str], limit: int) -> list[int]:
        terms = c.Or(tuple(c.Word(((form,),)) for form in forms))
        found = self.snapshot.searcher.search(
            self.snapshot.translator.query(terms),
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
        return {tag + term[cut:]: count for term, count in found if count >= min_doc_freq}

    def words_by_sound(self, key: str) -> list[str]:
        sounds = self.snapshot.sounds
        words = sounds.words
        if words is None:
            words = by_sound(word for tag in (EXACT, SPELLING) for word in self._by_frequency(tag))
            sounds.words, sounds.count = words, self.count
        return words.get(key, "").split()

    def _by_frequency(self, tag: str) -> list[str]:
        found = self.terms(tag)  # the most frequent first
        least = 2 if len(found) > LARGE else 1
        return [form[2:] for form, count in found.items() if count >= least]

    def _all(self, query: Query) -> list[tuple[int, DocAddress]]:
        """All hits by number, the later first."""
        count = self._size(query)
        if not count:
            return []
        return self.snapshot.searcher.search(query, limit=count, count=False, order_by_field="pk").hits


def _of_several(clause: c.Clause) -> bool:
    """Whether words must stand together."""
    return any(isinstance(part, c.Phrase | c.And) for part in c.walk(clause))


def _term(form: str, field: str) -> tuple[str, str]:
    """Field and term of a tagged form."""
    if form.startswith(EXACT):
        return field, TAGS[0] + clean(form[2:])
    return FORMS[field], clean(form)


def _record(blob: bytes) -> Record:
    pk, _, first, last, _, keys, _, _ = json.loads(blob)
    return Record(
        pk=pk,
        keys={name: tuple(found) for name, found in zip(KEYED, keys, strict=True)},
        first=None if first == UNDATED else dt.date.fromordinal(first),
        last=None if last == UNDATED else dt.date.fromordinal(last),
    )
