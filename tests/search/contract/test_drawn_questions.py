"""Whatever is asked, every engine answers what a look at each document tells."""

from hypothesis import HealthCheck, given, settings

from tests.search.contract.agreement import assert_agrees
from tests.search.contract.draws import clauses, questions

drawn = settings(max_examples=400, suppress_health_check=list(HealthCheck))


@drawn
@given(clause=clauses)
def test_a_clause_finds_what_it_describes(archive, oracle, clause):
    from archive.search.engine.contract import SearchQuery

    found = archive.search(SearchQuery(clause, end=None))
    assert set(found.pks) == oracle.pks(clause)


@drawn
@given(question=questions)
def test_a_question_is_answered_with_its_counts_and_its_page(archive, oracle, question):
    assert_agrees(archive, oracle, question)
