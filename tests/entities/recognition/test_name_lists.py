"""The lists of words of names."""

import pytest

from archive.entities.recognition.name_lists import is_given_name, name_lists


@pytest.mark.parametrize(("word", "letter"), [("فاطمه", "f"), ("لبناني", "N"), ("لبنانيه", "N"), ("لبنان", "C")])
def test_a_word_stands_in_its_lists(word, letter):
    assert letter in name_lists(word)


def test_a_capital_makes_its_name_no_person():
    assert "P" not in name_lists("موسكو")


def test_a_given_name_by_itself_is_anybody():
    assert is_given_name("فاطمه")
    assert not is_given_name("طاوله")
