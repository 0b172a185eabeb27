"""Queries that find what those of `translation` find, and score nothing: the fewest terms that do.

A word's farthest level finds what its nearer ones find: it alone is asked for. What only ranks is left out.
"""

from tantivy import Query

from archive.search.engine import clauses as c
from archive.search.engine.tantivy.mentioned_dates import Intervals
from archive.search.engine.tantivy.phrases import Phrases
from archive.search.engine.tantivy.query_builder import Translator, some
from archive.search.engine.tantivy.schema import FORMS, SCHEMA
from archive.search.engine.tantivy.strip_scoring import forms_of
from archive.search.engine.tantivy.terms import wanted, without_covered

KNOWN = 1_000
"""So many words' terms are remembered: an answer asks for them several times."""


class Matcher(Translator):
    def __init__(self, phrases: Phrases, intervals: Intervals) -> None:
        super().__init__(phrases, intervals)
        self._terms: dict[c.Word, list[tuple[str, str]]] = {}

    def query(self, clause: c.Clause) -> Query:
        return self.query(clause.part) if isinstance(clause, c.Boost | c.ConstantScore) else super().query(clause)

    def _ranked(self, query: Query, optional: tuple[c.Clause, ...]) -> Query:
        return query

    def _word(self, clause: c.Word) -> Query:
        return some([Query.term_query(SCHEMA, *term, index_option="basic") for term in self.terms(clause)])

    def terms(self, clause: c.Word) -> list[tuple[str, str]]:
        """Field and text of the terms any of which is looked for."""
        if clause not in self._terms:
            if len(self._terms) >= KNOWN:
                self._terms.clear()
            self._terms[clause] = self._found(clause)
        return self._terms[clause]

    def _found(self, clause: c.Word) -> list[tuple[str, str]]:
        found = wanted(forms_of(clause), trusted=self.trusted)
        terms: list[tuple[str, str]] = [
            (clause.field, text) for _, text in without_covered(found, trusted=self.trusted)
        ]
        terms += [(FORMS[clause.field], form) for form in found.tagged]
        return list(dict.fromkeys(terms))
