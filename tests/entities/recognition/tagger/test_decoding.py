"""Decoding against a plain count of all label sequences."""

import itertools

import numpy as np
import pytest

from archive.entities.recognition.tagger.decoding import best_labels, marginals

LABELS, LENGTHS = 3, [4, 3, 1]


@pytest.fixture
def drawn():
    random = np.random.default_rng(7)
    scores = random.normal(size=(len(LENGTHS), LENGTHS[0], LABELS)).astype(np.float32) * 2
    return scores, random.normal(size=(LABELS, LABELS)).astype(np.float32)


def weights(scores, transitions, length):
    """Each label sequence of a sentence with its weight."""
    for path in itertools.product(range(LABELS), repeat=length):
        steps = sum(transitions[one, other] for one, other in itertools.pairwise(path))
        yield path, np.exp(sum(scores[at, label] for at, label in enumerate(path)) + steps)


def test_the_best_labels_have_the_greatest_weight(drawn):
    scores, transitions = drawn
    expected = [
        list(max(weights(scores[row], transitions, length), key=lambda pair: pair[1])[0])
        for row, length in enumerate(LENGTHS)
    ]
    assert best_labels(scores, LENGTHS, transitions) == expected


def test_a_labels_probability_is_its_share_of_all_sequences(drawn):
    scores, transitions = drawn
    for row, found in enumerate(marginals(scores, LENGTHS, np.exp(transitions))):
        expected = np.zeros((LENGTHS[row], LABELS))
        for path, weight in weights(scores[row], transitions, LENGTHS[row]):
            for at, label in enumerate(path):
                expected[at, label] += weight
        assert found == pytest.approx(expected / expected.sum(axis=1, keepdims=True), abs=1e-5)


def test_a_sentence_gets_the_same_floats_with_others_and_alone(drawn):
    scores, transitions = drawn
    together = marginals(scores, LENGTHS, np.exp(transitions))
    for row, length in enumerate(LENGTHS):
        (alone,) = marginals(scores[row : row + 1], [length], np.exp(transitions))
        assert (alone == together[row]).all()


def test_no_sentences_have_no_marginals(drawn):
    scores, transitions = drawn
    assert marginals(scores[:0], [], np.exp(transitions)) == []
