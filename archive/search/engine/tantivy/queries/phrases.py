"""Phrases and windows in the token stream.

A phrase is asked for by the positions of its terms: the term of level n of word i stands at position 3i + n. Slots with
several terms are asked for in all combinations; in nearly all phrases there is one. Two slots within n words of each other
are a phrase of two terms at one position with a slop of 3n: Tantivy's slop is exact for two terms, in either order. For more
terms it is not: there all pairs must be near each other, and the words of these documents are read to find those with all
slots in one window (`phrase_reader`), as for phrases with too many combinations.
"""

from collections.abc import Iterable
from itertools import combinations, product
from math import prod

import tantivy
from tantivy import Query

from archive.search.engine import clauses as c
from archive.search.engine.forms import LIGHT
from archive.search.engine.tantivy.counting import count
from archive.search.engine.tantivy.queries.boolean import all_of, any_of, unscored
from archive.search.engine.tantivy.queries.phrase_reader import PhraseReader
from archive.search.engine.tantivy.queries.stream_terms import Term, stream_terms, without_covered
from archive.search.engine.tantivy.schema import FORMS, SCHEMA, stored
from archive.search.engine.tantivy.token_stream import LEVELS, SECTION_GAP

MAX_COMBINATIONS = 32
"""A phrase with more combinations of terms is checked by reading words."""


class Phrases:
    """Phrase queries for one index. `trusted`: it was made with the current analysis."""

    def __init__(self, searcher: tantivy.Searcher, *, trusted: bool) -> None:
        self.searcher = searcher
        self.trusted = trusted

    def query(self, clause: c.Phrase) -> Query:
        if not clause.slots:
            return Query.empty_query()
        slots = [self._terms(forms) for forms in clause.slots]
        if clause.within is None:
            native = all(slots) and prod(map(len, slots)) <= MAX_COMBINATIONS
            return _in_order(clause.field, slots) if native else self._read(clause, self._with_every_slot(clause))
        distinct = list(dict.fromkeys(clause.slots))
        if len(distinct) == 1:
            return self._any_form(clause.field, distinct[0])
        if not all(slots) or clause.span > SECTION_GAP:
            return self._read(clause, self._with_every_slot(clause))
        pairs = [self._near(clause.field, pair, clause.span) for pair in combinations(distinct, 2)]
        return pairs[0] if len(pairs) == 1 else self._read(clause, all_of(pairs))

    def _terms(self, forms: Iterable[str]) -> list[Term]:
        """The terms of a slot; none if some of its forms have no positions of their own."""
        found = stream_terms([form for form in forms if not form.startswith(LIGHT)], trusted=self.trusted)
        return [] if found.tagged else without_covered(found, trusted=self.trusted)

    def _near(self, field: str, pair: tuple[tuple[str, ...], ...], span: int) -> Query:
        chosen = product(*(self._terms(forms) for forms in pair))
        return any_of([_phrase(field, list(terms), slop=LEVELS * span) for terms in chosen])

    # Checked by reading words

    def _any_form(self, field: str, forms: Iterable[str]) -> Query:
        found = stream_terms(forms, trusted=self.trusted)
        tagged = [form for form in found.tagged if not form.startswith(LIGHT)]
        terms = [(field, text) for _, text in found.positioned] + [(FORMS[field], form) for form in tagged]
        return any_of([Query.term_query(SCHEMA, *term, index_option="freq") for term in terms])

    def _with_every_slot(self, clause: c.Phrase) -> Query:
        """Documents with all the slots, wherever they stand."""
        return all_of([self._any_form(clause.field, forms) for forms in clause.slots])

    def _read(self, clause: c.Phrase, candidates: Query) -> Query:
        """The candidates whose words have the phrase; they score as candidates do."""
        number = count(self.searcher, candidates)
        if not number:
            return Query.empty_query()
        hits = self.searcher.search(candidates, limit=number, count=False, order_by_field="pk").hits
        matches = PhraseReader(clause).matches
        pks = [pk for pk, address in hits if matches(stored(self.searcher, address, "words"))]
        return all_of([unscored(Query.term_set_query(SCHEMA, "pk", pks)), candidates])


def _in_order(field: str, slots: list[list[Term]]) -> Query:
    return any_of(
        [
            _phrase(field, [(LEVELS * number + level, term) for number, (level, term) in enumerate(chosen)])
            for chosen in product(*slots)
        ]
    )


def _phrase(field: str, terms: list[tuple[int, str]], slop: int = 0) -> Query:
    if len(terms) == 1:
        return Query.term_query(SCHEMA, field, terms[0][1], index_option="freq")
    return Query.phrase_query(SCHEMA, field, terms, slop)  # type: ignore[arg-type]  # a list of pairs is what it takes
