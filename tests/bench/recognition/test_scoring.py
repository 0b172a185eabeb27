"""Precision, recall and F1."""

import pytest

from bench.recognition.scoring import Tally


def test_only_the_same_words_of_the_same_type_are_right():
    tally = Tally()
    tally.add({(0, 2, "person"), (3, 4, "place")}, {(0, 2, "person"), (3, 5, "place")})
    assert (tally.of("person").f1, tally.of("place").f1) == (1.0, 0.0)
    assert tally.of().precision == tally.of().recall == pytest.approx(0.5)


def test_nothing_found_and_nothing_labelled_scores_zero():
    score = Tally().of()
    assert (score.precision, score.recall, score.f1) == (0.0, 0.0, 0.0)
