"""Queries that match what those of `query_builder` match, without scores and with the fewest terms.

The farthest level of a word matches what its nearer levels match, so it alone is asked for; optional parts are left out.
"""

from tantivy import Query

from archive.search.engine import clauses as c
from archive.search.engine.tantivy.queries.boolean import any_of
from archive.search.engine.tantivy.queries.mentioned_dates import Intervals
from archive.search.engine.tantivy.queries.phrases import Phrases
from archive.search.engine.tantivy.queries.query_builder import QueryBuilder
from archive.search.engine.tantivy.queries.stream_terms import stream_terms, without_covered
from archive.search.engine.tantivy.schema import FORMS, SCHEMA

MAX_CACHED_WORDS = 1_000
"""A query needs the terms of a word several times."""


class FilterQueryBuilder(QueryBuilder):
    def __init__(self, phrases: Phrases, intervals: Intervals) -> None:
        super().__init__(phrases, intervals)
        self._terms: dict[c.Word, list[tuple[str, str]]] = {}

    def query(self, clause: c.Clause) -> Query:
        return self.query(clause.part) if isinstance(clause, c.Boost | c.ConstantScore) else super().query(clause)

    def _with_optional(self, query: Query, optional: tuple[c.Clause, ...]) -> Query:
        return query

    def _word(self, clause: c.Word) -> Query:
        return any_of([Query.term_query(SCHEMA, *term, index_option="basic") for term in self.terms(clause)])

    def terms(self, clause: c.Word) -> list[tuple[str, str]]:
        """Field and text of the terms any of which matches the word."""
        if clause not in self._terms:
            if len(self._terms) >= MAX_CACHED_WORDS:
                self._terms.clear()
            self._terms[clause] = self._terms_of(clause)
        return self._terms[clause]

    def _terms_of(self, clause: c.Word) -> list[tuple[str, str]]:
        found = stream_terms(clause.forms, trusted=self.trusted)
        terms: list[tuple[str, str]] = [
            (clause.field, text) for _, text in without_covered(found, trusted=self.trusted)
        ]
        terms += [(FORMS[clause.field], form) for form in found.tagged]
        return list(dict.fromkeys(terms))
