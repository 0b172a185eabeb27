import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import fold
from archive.text.names.phonetic import SOUND_CLASSES, SUBSTITUTION, phonetic_key, spelling_distance

SAME = [("غوغل", "جوجل"), ("هامبورغ", "هامبورج"), ("شكسبير", "شيكسبير"), ("غراهام", "جراهام"),
        ("كريستيانو", "كرستيانو"), ("يوفنتوس", "يوفينتوس"), ("أردوغان", "اردوجان"), ("طوكيو", "توكيو")]  # fmt: skip
APART = [("كاميرون", "كاميرا"), ("بيرو", "بيروت"), ("هولاند", "بولندا")]
WORDS = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي", max_size=12)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_close_and_share_a_key(one, other):
    assert spelling_distance(fold(one), fold(other)) <= 0.9
    assert phonetic_key(fold(one)) == phonetic_key(fold(other))


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_names_are_further_apart(one, other):
    assert spelling_distance(fold(one), fold(other)) > 0.9


@pytest.mark.parametrize("row", SOUND_CLASSES, ids=lambda row: row.key)
def test_letters_of_one_sound_share_a_key(row):
    assert len({phonetic_key(f"م{letter}رم") for letter in row.letters}) == 1


@pytest.mark.parametrize("pair", sorted(SUBSTITUTION))
def test_every_substitution_costs_less_than_a_change(pair):
    assert spelling_distance(f"مر{pair[0]}م", f"مر{pair[1]}م") <= SUBSTITUTION[pair] < 1


@given(WORDS, WORDS)
def test_distance_is_symmetric_and_zero_only_for_equals(one, other):
    assert spelling_distance(one, other) == pytest.approx(spelling_distance(other, one))
    assert (spelling_distance(one, other) == 0) == (one == other)


def test_a_distance_beyond_the_limit_is_infinite():
    assert spelling_distance("بوتين", "واشنطن") == float("inf")
