"""Queries of every class, drawn from the articles' own words."""

from bench.engines.engines import written
from bench.engines.fts5 import matching
from bench.engines.workload import CLASSES, Asked, draw, word_counts


def rows(size=1600):
    for number in range(size):
        words = ["المدينة"] * (number % 10 == 0) + ["نادرة"] * (number % 160 == 0)
        yield {"title": "وصل الوفد اليوم", "paragraphs": [" ".join(["خبر", *words])], "day": 738_000 + number}


def test_every_class_has_as_many_queries_as_are_wanted():
    workload = draw(word_counts(rows()), 9)
    assert tuple(workload) == CLASSES
    assert {len(asks) for asks in workload.values()} == {9}


def test_the_same_seed_draws_the_same_queries():
    words = word_counts(rows())
    assert draw(words, 9) == draw(words, 9)


def test_words_are_drawn_by_how_many_articles_have_them():
    words = word_counts(rows())
    assert words.common == ["المدينة"]
    assert words.rare == ["نادرة"]


def test_a_range_of_days_is_in_order():
    for asked in draw(word_counts(rows()), 30)["term + date range"]:
        assert asked.first <= asked.last


def test_a_phrase_stands_in_a_title():
    assert draw(word_counts(rows()), 1)["phrase"][0].words == ("وصل", "الوفد")


def test_a_query_is_written_as_a_reader_types_it():
    assert written(Asked("any", ("أ", "ب"))) == "أ أو ب"
    assert written(Asked("all", ("أ", "ب"))) == "أ ب"
    assert written(Asked("phrase", ("أ", "ب"))) == '"أ ب"'
    assert written(Asked("prefix", ("بي",))) == "بي*"
    assert written(Asked("browse")) == ""


def test_fts5_is_asked_in_its_own_language():
    assert matching(Asked("any", ("خبر", "نص"))) == 'stem : "خبر" OR stem : "نص"'
    assert matching(Asked("phrase", ("خبر", "نص"))) == 'spelling : "خبر نص"'
    assert matching(Asked("prefix", ("أخ",))) == 'spelling : "اخ" *'
    assert matching(Asked("browse")) == ""
