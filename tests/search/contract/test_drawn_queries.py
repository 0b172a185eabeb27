"""For drawn clauses and queries, every engine returns what the oracle computes document by document."""

from hypothesis import HealthCheck, given, settings

from archive.search.engine.contract import SearchQuery
from tests.search.contract.agreement import assert_agrees
from tests.search.contract.draws import clauses, queries

drawn = settings(max_examples=400, suppress_health_check=list(HealthCheck))


@drawn
@given(clause=clauses)
def test_a_clause_matches_the_documents_that_it_describes(archive, oracle, clause):
    found = archive.search(SearchQuery(clause, end=None))
    assert set(found.pks) == oracle.pks(clause)


@drawn
@given(query=queries)
def test_a_query_returns_its_counts_and_its_page(archive, oracle, query):
    assert_agrees(archive, oracle, query)
