"""Phrases and nearness in the token stream.

A phrase is asked for by the places of its terms: the term of level n of word i stands at place 3i + n. Slots with several
terms are asked for in all their combinations, which are one in nearly all phrases. Two slots within n words of each other are
a phrase of two terms at one place with a slop of 3n: Tantivy's slop is exact for two terms, in either order. For more it is
not: there all pairs must be near each other, and which of these documents have them all together is read from their words
(`positions`), as are the phrases that have too many combinations.
"""

from collections.abc import Iterable
from itertools import combinations, product
from math import prod

import tantivy
from tantivy import Occur, Query

from archive.search.engine import clauses as c
from archive.search.engine.tantivy.counting import size
from archive.search.engine.tantivy.feeding import FREE, PLACES
from archive.search.engine.tantivy.positions import Reading
from archive.search.engine.tantivy.schema import FORMS, SCHEMA, stored
from archive.search.engine.tantivy.terms import Term, wanted, without_covered

MOST = 32
"""So many combinations are asked for; beyond, words are read."""


class Phrases:
    """Asks one index. `trusted`: it was made with the analysis in use."""

    def __init__(self, searcher: tantivy.Searcher, *, trusted: bool) -> None:
        self.searcher = searcher
        self.trusted = trusted

    def query(self, clause: c.Phrase) -> Query:
        if not clause.slots:
            return Query.empty_query()
        slots = [self._terms(forms) for forms in clause.slots]
        if clause.within is None:
            native = all(slots) and prod(map(len, slots)) <= MOST
            return self._in_order(clause.field, slots) if native else self._read(clause, self._together(clause))
        distinct = list(dict.fromkeys(clause.slots))
        span = max(clause.within, len(clause.slots) - 1)
        if len(distinct) == 1:
            return self._any(clause.field, distinct[0])
        if not all(slots) or span > FREE:
            return self._read(clause, self._together(clause))
        pairs = [self._near(clause.field, pair, span) for pair in combinations(distinct, 2)]
        return pairs[0] if len(pairs) == 1 else self._read(clause, _all(pairs))

    def _terms(self, forms: Iterable[str]) -> list[Term]:
        """The terms of a slot; none where some of its forms have no places of their own."""
        found = wanted([form for form in forms if not form.startswith("l:")], trusted=self.trusted)
        return [] if found.tagged else without_covered(found, trusted=self.trusted)

    def _in_order(self, field: str, slots: list[list[Term]]) -> Query:
        return _any(
            [
                _phrase(field, [(PLACES * number + level, term) for number, (level, term) in enumerate(chosen)])
                for chosen in product(*slots)
            ]
        )

    def _near(self, field: str, pair: tuple[tuple[str, ...], ...], span: int) -> Query:
        chosen = product(*(self._terms(forms) for forms in pair))
        return _any([_phrase(field, list(terms), slop=PLACES * span) for terms in chosen])

    # What is read

    def _any(self, field: str, forms: Iterable[str]) -> Query:
        """Documents that have any of the forms."""
        found = wanted(forms, trusted=self.trusted)
        tagged = [form for form in found.tagged if not form.startswith("l:")]
        terms = [(field, text) for _, text in found.placed] + [(FORMS[field], form) for form in tagged]
        return _any([Query.term_query(SCHEMA, *term, index_option="freq") for term in terms])

    def _together(self, clause: c.Phrase) -> Query:
        """Documents that have all the slots, wherever."""
        return _all([self._any(clause.field, forms) for forms in clause.slots])

    def _read(self, clause: c.Phrase, among: Query) -> Query:
        """Those of some documents whose words hold the phrase; they score as what chose them."""
        count = size(self.searcher, among)
        if not count:
            return Query.empty_query()
        hits = self.searcher.search(among, limit=count, count=False, order_by_field="pk").hits
        holds = Reading(clause).holds
        pks = [pk for pk, address in hits if holds(stored(self.searcher, address, "words"))]
        only = Query.const_score_query(Query.term_set_query(SCHEMA, "pk", pks), 0.0)
        return _all([only, among])


def _phrase(field: str, terms: list[tuple[int, str]], slop: int = 0) -> Query:
    if len(terms) == 1:
        return Query.term_query(SCHEMA, field, terms[0][1], index_option="freq")
    return Query.phrase_query(SCHEMA, field, terms, slop)  # type: ignore[arg-type]  # a list of pairs is what it takes


def _any(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])
