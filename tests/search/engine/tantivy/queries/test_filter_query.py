"""Queries without scores match the same documents by fewer terms."""

import pytest

from archive.search.engine import clauses as c
from archive.search.engine.tantivy.counting import count
from archive.search.engine.tantivy.queries import filter_query
from archive.search.query.forms import word_clause
from archive.text import analyze
from tests.search.contract.collection import WORDS, made


@pytest.fixture
def snapshot(engine):
    engine.write(made(60))
    return engine.view().snapshot


@pytest.mark.parametrize("mode", ["exact", "spelling", "wide"])
def test_words_match_the_same_with_and_without_scores(snapshot, mode):
    for printed in WORDS:
        clause = word_clause(analyze(printed)[0], mode)
        with_scores, without = snapshot.queries.query(clause), snapshot.filters.query(clause)
        assert count(snapshot.searcher, with_scores) == count(snapshot.searcher, without)


def test_a_word_is_one_term_of_its_farthest_level(snapshot):
    clause = word_clause(analyze("هانوي")[0], "wide")
    assert ("text", "wهانوي") in snapshot.filters.terms(clause)
    assert ("text", "eهانوي") not in snapshot.filters.terms(clause)


def test_boosts_and_optional_parts_change_nothing(snapshot):
    word = word_clause(analyze("هانوي")[0], "wide")
    plain = count(snapshot.searcher, snapshot.filters.query(word))
    for clause in (c.Boost(word, 2.0), c.ConstantScore(word, 1.0), c.And((word,), optional=(c.MatchAll(),))):
        assert count(snapshot.searcher, snapshot.filters.query(clause)) == plain


def test_terms_are_right_after_the_cache_was_dropped(snapshot, monkeypatch):
    monkeypatch.setattr(filter_query, "MAX_CACHED_WORDS", 1)
    clauses = [word_clause(analyze(word)[0], "exact") for word in ("قمة", "هانوي", "قمة")]
    first, second, third = map(snapshot.filters.terms, clauses)
    assert first == third != second
