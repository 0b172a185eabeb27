"""How the corpus uses a word, at the thresholds."""

import pytest

from archive.text.stemming import compile_lexicon
from archive.text.stemming.word_usage import WordUsage


def usage(counts, protected=()):
    return WordUsage(compile_lexicon(counts, protected=protected))


@pytest.mark.parametrize(("bare", "with_article", "expected"), [(100, 3, True), (101, 3, False), (10, 2, False)])
def test_a_word_takes_the_article_at_three_percent_and_three_occurrences(bare, with_article, expected):
    assert usage({"كتاب": bare, "الكتاب": with_article - 1, "والكتاب": 1}).takes_article("كتاب") is expected


@pytest.mark.parametrize(
    ("bare", "with_article", "expected"),
    [(750, 250, True), (751, 249, False), (100, 900, True), (99, 901, False), (400, 400, False)],
)
def test_a_common_noun_is_frequent_with_the_article_and_without(bare, with_article, expected):
    assert usage({"صور": bare, "الصور": with_article}).is_common_noun("صور") is expected


@pytest.mark.parametrize(("bare", "expected"), [(400, True), (401, False)])
def test_a_word_is_governed_in_half_a_percent_of_its_occurrences(bare, expected):
    assert usage({"نورا": bare, "لنورا": 1, "بنورا": 1}).is_governed("نورا") is expected


@pytest.mark.parametrize("counts", [{"بنورا": 1}, {"بنورا": 1, "لنورا": 100}], ids=["one occurrence", "another word"])
def test_a_slip_or_a_more_frequent_form_does_not_govern(counts):
    assert not usage({"نورا": 50} | counts).is_governed("نورا")


def test_a_form_that_is_a_name_or_holds_the_article_does_not_govern():
    assert usage({"وسيل": 50, "لوسيل": 9}).is_governed("وسيل")
    assert not usage({"وسيل": 50, "لوسيل": 9}, protected=["لوسيل"]).is_governed("وسيل")
    assert not usage({"لجنة": 50, "للجنة": 9}).is_governed("لجنه")


def test_a_first_letter_belongs_to_the_word_if_two_prepositions_precede_it():
    counts = {"وارنت": 60, "لوارنت": 2}
    assert not usage(counts).has_own_initial("وارنت")
    assert usage(counts | {"بوارنت": 1}).has_own_initial("وارنت")
    assert usage(counts | {"كوارنت": 1}).has_own_initial("وارنت")
