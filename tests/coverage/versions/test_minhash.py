import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from archive.coverage.versions.minhash import hashes, sentence_keys

SENTENCES = [tuple(f"كلمة{number}{place}" for place in range(12)) for number in range(10)]


def shared(one, other):
    return len(np.intersect1d(sentence_keys(one), sentence_keys(other)))


def test_equal_texts_have_equal_keys_in_any_order():
    assert sentence_keys(SENTENCES).tolist() == sentence_keys(SENTENCES[::-1]).tolist()


def test_a_text_shares_keys_with_what_was_shortened_from_it():
    assert shared(SENTENCES, SENTENCES[:3]) >= 6


def test_unrelated_texts_share_none():
    others = [tuple(f"غيرها{number}{place}" for place in range(12)) for number in range(10)]
    assert shared(SENTENCES, others) == 0


def test_short_texts_have_more_keys_a_sentence():
    assert len(sentence_keys(SENTENCES[:1])) == 16
    assert len(sentence_keys(SENTENCES)) == 40


def test_keys_are_stored_and_so_never_change():
    assert sentence_keys([("خبر", "عن", "سوق", "الميناء")])[:2].tolist() == [-9194233862159867223, -8163751471610450464]


def test_hashes_know_the_order_of_words():
    one, other, same = hashes([("أ", "ب"), ("ب", "أ"), ("أ", "ب")]).tolist()
    assert one == same != other


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=9).map(tuple), max_size=9))
def test_any_words_have_keys(sentences):
    keys = sentence_keys(sentences)
    assert len(keys) == len(set(keys.tolist()))
    assert bool(len(keys)) == bool(sentences)
