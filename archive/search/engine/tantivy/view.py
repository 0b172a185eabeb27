"""A snapshot as the contract's View.

Order of an answer: the clause and the filters become one query; its hits are counted, and the page that is asked for is
taken; facets are counted among the hits, or, where a filter of their own name holds, among those that it would leave out.
"""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tantivy import DocAddress, Order, Query

from archive.search.engine import clauses as c
from archive.search.engine.columns import UNDATED
from archive.search.engine.contract import DATE, About, Answer, Counts, Question
from archive.search.engine.document import KEYED, Record
from archive.search.engine.forms import EXACT, SPELLING
from archive.search.engine.sounds import LARGE, by_sound
from archive.search.engine.tantivy.counting import counted, size
from archive.search.engine.tantivy.feeding import TAGS, clean
from archive.search.engine.tantivy.ordering import Hits
from archive.search.engine.tantivy.schema import CALENDAR, FORMS, stored
from archive.search.engine.tantivy.snapshot import Snapshot
from archive.search.engine.tantivy.translation import any_number, every, score_of_all, silent


@dataclass(frozen=True, eq=False)
class TantivyView:
    snapshot: Snapshot

    @property
    def about(self) -> About | None:
        return self.snapshot.about

    @property
    def count(self) -> int:
        return self.snapshot.count

    # Answers

    def answer(self, question: Question) -> Answer:
        searcher, translate = self.snapshot.searcher, self.snapshot.translator.query
        base = translate(question.clause)
        filters = {name: silent(translate(clause)) for name, clause in question.filters.items()}
        query = every([base, *filters.values()])
        hits = Hits(searcher, query, alike=score_of_all(question.clause))
        count, page = hits.page(question.sort, question.start, question.end)
        own = [name for name in question.facets if _filter_of(name) in filters]
        plain = [name for name in question.facets if name not in own]
        among = counted(searcher, query, count, plain, question.facet_limit)
        facets = {name: self._facet(question, name, among.facets[name], query) for name in plain}
        for name in own:
            kept = every([base, *(part for other, part in filters.items() if other != _filter_of(name))])
            counts = counted(searcher, kept, self._size(kept), [name], question.facet_limit).facets[name]
            facets[name] = self._facet(question, name, counts, kept)
        return Answer(
            count=count,
            pks=[pk for pk, _ in page],
            scores=[round(score, 4) for _, score in page],
            facets={name: facets[name] for name in question.facets},
            counted=tuple(self._size(every([query, translate(clause)])) for clause in question.counting),
            undated=among.undated,
            first_day=among.first,
            last_day=among.last,
        )

    def _size(self, query: Query) -> int:
        return size(self.snapshot.searcher, query)

    def _facet(self, question: Question, name: str, counts: Counts, among: Query) -> Counts:
        """The most frequent keys, and behind them those that are asked for beside."""
        listed = {key for key, _ in counts}
        asked = [key for key in dict.fromkeys(question.selected.get(name, ())) if key not in listed]
        translate = self.snapshot.translator.query
        return counts + [(key, self._size(every([among, translate(c.Keys(name, (key,)))]))) for key in asked]

    # Records and words

    def records(self, pks: Sequence[int]) -> dict[int, Record]:
        hits = self._all(any_number(list(pks)))
        blobs = (stored(self.snapshot.searcher, address, "record") for _, address in hits)
        return {record.pk: record for record in map(_record, blobs)}

    def stamps(self) -> dict[int, int]:
        """The stamp of each document, by number."""
        hits = self._all(Query.all_query())
        stamps = self.snapshot.searcher.fast_field_values("stamp", [address for _, address in hits])
        return {pk: int(stamp or 0) for (pk, _), stamp in zip(hits, stamps, strict=True)}

    def frequencies(self, forms: Iterable[str], field: c.Field = "text") -> dict[str, int]:
        searcher = self.snapshot.searcher
        return {form: searcher.doc_freq(*_term(form, field)) for form in forms}

    def documents(self, forms: Sequence[str], limit: int) -> list[int]:
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

    def lexicon(self, prefix: str, *, least: int = 1) -> dict[str, int]:
        field, beginning = _term(prefix, "text")
        found = self.snapshot.searcher.terms_with_prefix(field, beginning)
        tag, cut = (EXACT, len(TAGS[0])) if field == "text" else ("", 0)
        return {tag + term[cut:]: count for term, count in found if count >= least}

    def sounding(self, key: str) -> list[str]:
        sounds = self.snapshot.sounds
        words = sounds.words
        if words is None:
            words = by_sound(word for tag in (EXACT, SPELLING) for word in self._by_frequency(tag))
            sounds.words, sounds.count = words, self.count
        return words.get(key, "").split()

    def _by_frequency(self, tag: str) -> list[str]:
        found = self.lexicon(tag)  # the most frequent first
        least = 2 if len(found) > LARGE else 1
        return [form[2:] for form, count in found.items() if count >= least]

    def _all(self, query: Query) -> list[tuple[int, DocAddress]]:
        """All hits by number, the later first."""
        count = self._size(query)
        if not count:
            return []
        return self.snapshot.searcher.search(query, limit=count, count=False, order_by_field="pk").hits


def _filter_of(facet: str) -> str:
    """The name of the filter that a facet ignores."""
    return DATE if facet in CALENDAR else facet


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
