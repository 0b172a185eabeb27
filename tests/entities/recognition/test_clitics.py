"""Where a name begins within its first word."""

import pytest

from archive.entities.recognition.clitics import (
    carries_article,
    fold_term,
    is_mostly_detached,
    offset_after_clitics,
    starts_with_article,
)
from archive.text import analyze


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("وبوتين", "بوتين"),
        ("لبوتين", "بوتين"),
        ("والسعودية", "السعودية"),
        ("للسعودية", "لسعودية"),
        ("السعودية", "السعودية"),
        ("وَبُوتين", "بُوتين"),
        ("لبنان", "لبنان"),
    ],
)
def test_clitics_are_skipped_and_the_article_is_kept(printed, name):
    (term,) = analyze(printed)
    assert printed[offset_after_clitics(printed, term, fold_term(term.exact)) :] == name


@pytest.mark.parametrize(("word", "expected"), [("السعودية", True), ("أليس", False), ("الم", False)])
def test_a_bare_alif_and_lam_are_the_article(word, expected):
    assert starts_with_article(word) is expected


@pytest.mark.parametrize(
    ("folded", "spelled", "expected"),
    [("والسعوديه", "سعوديه", True), ("لبوتين", "بوتين", False), ("للكرملين", "كرملين", True), ("للجنه", "لجنه", None)],
)
def test_whether_a_word_carries_the_article(folded, spelled, expected):
    assert carries_article(folded, spelled) is expected


def test_a_frequent_word_with_a_clitic_is_split_and_a_short_one_is_not():
    assert is_mostly_detached("لبريطانيا")
    assert not is_mostly_detached("لمصر")
