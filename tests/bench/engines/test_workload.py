"""Queries of every class, drawn from the articles' own words."""

from bench.engines.fts5 import match_expression
from bench.engines.own_engines import written
from bench.engines.workload import CLASSES, Query, draw, word_counts


def rows(size=1600):
    for number in range(size):
        words = ["المدينة"] * (number % 10 == 0) + ["نادرة"] * (number % 160 == 0)
        yield {"title": "وصل الوفد اليوم", "paragraphs": [" ".join(["خبر", *words])], "day": 738_000 + number}


def test_every_class_has_the_requested_number_of_queries():
    workload = draw(word_counts(rows()), 9)
    assert tuple(workload) == CLASSES
    assert {len(asks) for asks in workload.values()} == {9}


def test_the_same_seed_draws_the_same_queries():
    words = word_counts(rows())
    assert draw(words, 9) == draw(words, 9)


def test_words_are_drawn_by_document_frequency():
    words = word_counts(rows())
    assert words.common == ["المدينة"]
    assert words.rare == ["نادرة"]


def test_a_range_of_days_is_in_order():
    for asked in draw(word_counts(rows()), 30)["term + date range"]:
        assert asked.first <= asked.last


def test_phrases_come_from_titles():
    assert draw(word_counts(rows()), 1)["phrase"][0].words == ("وصل", "الوفد")


def test_a_query_is_written_as_a_reader_types_it():
    assert written(Query("any", ("أ", "ب"))) == "أ أو ب"
    assert written(Query("all", ("أ", "ب"))) == "أ ب"
    assert written(Query("phrase", ("أ", "ب"))) == '"أ ب"'
    assert written(Query("prefix", ("بي",))) == "بي*"
    assert written(Query("browse")) == ""


def test_queries_are_translated_to_fts5_syntax():
    assert match_expression(Query("any", ("خبر", "نص"))) == 'stem : "خبر" OR stem : "نص"'
    assert match_expression(Query("phrase", ("خبر", "نص"))) == 'spelling : "خبر نص"'
    assert match_expression(Query("prefix", ("أخ",))) == 'spelling : "اخ" *'
    assert match_expression(Query("browse")) == ""
