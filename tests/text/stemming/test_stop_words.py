import pytest

from archive.text import fold, is_stop_word


@pytest.mark.parametrize("word", ["إلى", "الى", "في", "أيضاً", "التي", "من"])
def test_stop_words_are_known_in_every_spelling(word):
    assert is_stop_word(fold(word))


@pytest.mark.parametrize("word", ["الثاني", "نعيم", "سلام", "اتفاق"])
def test_words_with_a_meaning_are_none(word):
    assert not is_stop_word(fold(word))
