"""The tagger's features of a word."""

from hypothesis import given
from hypothesis import strategies as st

from archive.entities.recognition.tagger.features import at_distance, context_features, word_features


def test_features_include_the_word_with_and_without_clitics():
    features = word_features("وبيروت")
    assert {"w=وبيروت", "s=بيروت", "c=و"} <= set(features)


def test_titles_heads_and_verbs_of_speech_are_marked():
    assert "k=title" in word_features("الوزير")
    assert "k=org" in word_features("لشركة")
    assert "k=say" in word_features("وقالت")


def test_distant_words_have_fewer_features_each_with_its_distance():
    near, far = at_distance(word_features("بيروت"), 1), at_distance(word_features("بيروت"), -2)
    assert all(feature.startswith("+1:") for feature in near)
    assert all(feature.startswith("-2:") for feature in far)
    assert len(far) < len(near)


def test_context_features_are_punctuation_and_marks():
    assert context_features("«", "", ("", "B-place", "")) == ["<«", ">", "m+0=B-place"]


@given(st.text(min_size=1, max_size=20))
def test_any_word_has_features_without_white_space_at_their_ends(word):
    assert all(feature for feature in word_features(word))
