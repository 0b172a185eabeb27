"""A query without expansions."""

from archive.search.engine.clauses import MatchAll, MatchNone
from archive.search.query import compile_query, unexpanded
from archive.search.query.compiler import NOTE_NOTHING


def test_a_blank_query_matches_everything():
    assert unexpanded("  ").is_blank
    assert compile_query(unexpanded("")).clause == MatchAll()


def test_a_query_without_a_word_matches_nothing_and_says_so():
    compiled = compile_query(unexpanded("()"))
    assert compiled.clause == MatchNone()
    assert NOTE_NOTHING in compiled.notes


def test_a_field_value_that_was_not_looked_up_is_searched_in_the_text():
    compiled = compile_query(unexpanded("شخص:بوتين"))
    assert compiled.clause.levels[0] == ("e:بوتين",)
    assert compiled.notes
